package org.wangge.inspection.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.inspection.InspectionFilter;
import org.wangge.inspection.InspectionView;
import org.wangge.inspection.Inspections;
import org.wangge.inspection.StartInspection;
import org.wangge.inspection.web.InspectionBodies.AnswersBody;
import org.wangge.inspection.web.InspectionBodies.MorePhotosBody;
import org.wangge.inspection.web.InspectionBodies.StartBody;
import org.wangge.inspection.web.InspectionBodies.SubmitBody;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Reason;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Starting, answering, submitting and reading inspections. */
@RestController
@RequestMapping("/api/v1/inspections")
class InspectionController {

    private final Inspections inspections;

    InspectionController(Inspections inspections) {
        this.inspections = inspections;
    }

    @PostMapping
    Mono<ResponseEntity<InspectionView>> start(@Valid @RequestBody StartBody body, Call call) {
        return inspections
                .start(read(body), call.over(body))
                .map(done -> answer(
                        ResponseEntity.created(
                                URI.create("/api/v1/inspections/" + done.view().id())),
                        done));
    }

    private static StartInspection read(StartBody body) {
        SubmitBody end = body.submit();
        return new StartInspection(
                body.placeId(),
                body.checklistCode(),
                body.checklistVersion(),
                body.taskId(),
                body.checkIn().toCheckIn(),
                body.secondInspectorId(),
                body.startedAt(),
                InspectionBodies.answers(body.answers()),
                end == null ? null : end.toSubmission());
    }

    private static ResponseEntity<InspectionView> answer(ResponseEntity.BodyBuilder response, Inspections.Done done) {
        if (done.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.eTag(SeenVersion.etag(done.view().version())).body(done.view());
    }

    @PutMapping("/{id}/answers")
    Mono<ResponseEntity<InspectionView>> answer(
            @PathVariable String id, @Valid @RequestBody AnswersBody body, Call call) {
        return inspections
                .answer(parse(id), InspectionBodies.answers(body.answers()), call.over(body))
                .map(done -> answer(ResponseEntity.ok(), done));
    }

    @PostMapping("/{id}/actions/submit")
    Mono<ResponseEntity<InspectionView>> submit(
            @PathVariable String id, @Valid @RequestBody SubmitBody body, Call call) {
        return inspections
                .submit(parse(id), body.toSubmission(), call.over(body))
                .map(done -> answer(ResponseEntity.ok(), done));
    }

    @PostMapping("/{id}/actions/abandon")
    Mono<ResponseEntity<InspectionView>> abandon(
            @PathVariable String id, @Valid @RequestBody Reason.Body body, Call call) {
        Reason reason = body.given();
        return inspections.abandon(parse(id), reason, call.over(reason)).map(done -> answer(ResponseEntity.ok(), done));
    }

    @PostMapping("/{id}/actions/add-photos")
    Mono<ResponseEntity<InspectionView>> addPhotos(
            @PathVariable String id, @Valid @RequestBody MorePhotosBody body, Call call) {
        return inspections
                .addPhotos(parse(id), body.toPhotos(), call.over(body))
                .map(done -> answer(ResponseEntity.ok(), done));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<InspectionView>> find(@PathVariable String id, Actor actor, Locale locale) {
        return inspections
                .find(parse(id), actor, locale)
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.version()))
                        .body(view));
    }

    private static UUID parse(String id) {
        return Ids.parse(id, "inspection.not-found");
    }

    @GetMapping
    Mono<Page<InspectionView>> list(
            QueryValues query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        return inspections.list(InspectionFilter.read(query), limit, cursor, count, actor, locale);
    }
}
