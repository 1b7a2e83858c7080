package org.wangge.planning.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.planning.DrawView;
import org.wangge.planning.Draws;
import org.wangge.planning.InspectionTasks;
import org.wangge.planning.TaskFilter;
import org.wangge.planning.TaskView;
import org.wangge.planning.web.PlanningBodies.DrawBody;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Reason;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** What is to be inspected, and draws of who inspects what. */
@RestController
@RequestMapping("/api/v1")
class TaskController {

    private final InspectionTasks tasks;
    private final Draws draws;

    TaskController(InspectionTasks tasks, Draws draws) {
        this.tasks = tasks;
        this.draws = draws;
    }

    @GetMapping("/inspection-tasks")
    Mono<Page<TaskView>> list(
            QueryValues query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        return tasks.list(TaskFilter.read(query), limit, cursor, count, actor, locale);
    }

    @GetMapping("/inspection-tasks/{id}")
    Mono<ResponseEntity<TaskView>> find(@PathVariable String id, Actor actor, Locale locale) {
        return tasks.find(Ids.parse(id, "task.not-found"), actor, locale)
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.version()))
                        .body(view));
    }

    @PostMapping("/inspection-tasks/{id}/actions/skip")
    Mono<ResponseEntity<TaskView>> skip(@PathVariable String id, @Valid @RequestBody Reason.Body body, Call call) {
        Reason reason = body.given();
        return tasks.skip(Ids.parse(id, "task.not-found"), reason, call.over(reason))
                .map(done -> replayed(ResponseEntity.ok(), done.replayed())
                        .eTag(SeenVersion.etag(done.view().version()))
                        .body(done.view()));
    }

    private static ResponseEntity.BodyBuilder replayed(ResponseEntity.BodyBuilder response, boolean replayed) {
        return replayed ? response.header("Idempotency-Replayed", "true") : response;
    }

    @PostMapping("/draws")
    Mono<ResponseEntity<DrawView>> draw(@Valid @RequestBody DrawBody body, Actor actor, Operation operation) {
        return draws.draw(body.inspectors(), body.places(), body.count(), body.seed(), actor, operation.over(body))
                .map(drawn -> replayed(
                                ResponseEntity.created(URI.create(
                                        "/api/v1/draws/" + drawn.view().id())),
                                drawn.replayed())
                        .body(drawn.view()));
    }

    @GetMapping("/draws")
    Mono<Page<DrawView>> listDraws(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Actor actor) {
        return draws.list(limit, cursor, actor);
    }

    @GetMapping("/draws/{id}")
    Mono<DrawView> findDraw(@PathVariable String id, Actor actor) {
        return draws.find(Ids.parse(id, "draw.not-found"), actor);
    }
}
