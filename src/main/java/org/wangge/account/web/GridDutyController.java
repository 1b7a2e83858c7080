package org.wangge.account.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.account.GridDuties;
import org.wangge.grid.Responsibility;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** Who answers for a grid, and when. */
@RestController
@RequestMapping("/api/v1/grids/{code}/responsibilities")
class GridDutyController {

    private final GridDuties duties;
    private final Clock clock;

    GridDutyController(GridDuties duties, Clock clock) {
        this.duties = duties;
        this.clock = clock;
    }

    record DutyBody(
            @NotNull UUID workerId,
            ResponsibleWorker.@NotNull Duty duty,
            @Nullable Instant from,
            @Nullable Instant to) {}

    record EndBody(@Nullable Instant to) {}

    record DutyHolder(UUID id, String name) {}

    record DutyView(
            String id,
            DutyHolder worker,
            ResponsibleWorker.Duty duty,
            Instant from,
            @Nullable Instant to,
            Responsibility.State state) {}

    @GetMapping
    Mono<Page<DutyView>> list(
            @PathVariable String code,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor) {
        actor.require(Permission.AREA_READ);
        return duties.list(code, actor)
                .map((List<Responsibility> all) ->
                        Page.cut(all, GridDutyController::newestFirst, "duties:" + code, limit, cursor, count))
                .map(page -> page.map(this::view));
    }

    private static String newestFirst(Responsibility one) {
        return String.format("%019d", Long.MAX_VALUE - one.worker().from().toEpochMilli()) + one.id();
    }

    @PostMapping
    Mono<ResponseEntity<DutyView>> add(
            @PathVariable String code, @Valid @RequestBody DutyBody body, Actor actor, Operation operation) {
        actor.require(Permission.ACCOUNT_EDIT);
        GridDuties.Draft draft = new GridDuties.Draft(body.workerId(), body.duty(), body.from(), body.to());
        return duties.add(code, draft, actor, operation.over(draft))
                .map(done -> answer(
                        ResponseEntity.created(URI.create("/api/v1/grids/" + code + "/responsibilities")), done));
    }

    @PostMapping("/{responsibility}/actions/end")
    Mono<ResponseEntity<DutyView>> end(
            @PathVariable String code,
            @PathVariable String responsibility,
            @RequestBody(required = false) @Nullable EndBody body,
            Actor actor,
            Operation operation) {
        actor.require(Permission.ACCOUNT_EDIT);
        @Nullable Instant to = body == null ? null : body.to();
        return duties.end(code, responsibility, to, actor, operation.over(String.valueOf(to)))
                .map(done -> answer(ResponseEntity.ok(), done));
    }

    private ResponseEntity<DutyView> answer(ResponseEntity.BodyBuilder response, Responsibility.Done done) {
        if (done.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.body(view(done.responsibility()));
    }

    private DutyView view(Responsibility one) {
        ResponsibleWorker worker = one.worker();
        return new DutyView(
                one.id(),
                new DutyHolder(worker.accountId(), worker.name()),
                worker.duty(),
                worker.from(),
                worker.until(),
                one.stateAt(clock.instant()));
    }
}
