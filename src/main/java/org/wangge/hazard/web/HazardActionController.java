package org.wangge.hazard.web;

import static org.wangge.hazard.web.HazardBodies.orNone;

import jakarta.validation.Valid;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardView;
import org.wangge.hazard.Hazards;
import org.wangge.hazard.web.HazardBodies.ExtendBody;
import org.wangge.hazard.web.HazardBodies.ListBody;
import org.wangge.hazard.web.HazardBodies.NoticeBody;
import org.wangge.hazard.web.HazardBodies.ReasonedBody;
import org.wangge.hazard.web.HazardBodies.RecheckBody;
import org.wangge.hazard.web.HazardBodies.RectifiedBody;
import org.wangge.hazard.web.HazardBodies.StartBody;
import org.wangge.hazard.web.HazardBodies.TextBody;
import org.wangge.hazard.web.HazardBodies.UnlistBody;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Everything that is done with a hazard; one path for each action. */
@RestController
@RequestMapping("/api/v1/hazards/{id}/actions")
class HazardActionController {

    private final Hazards hazards;

    HazardActionController(Hazards hazards) {
        this.hazards = hazards;
    }

    /** What comes with every action besides its body; gathered from path and headers. */
    record Call(
            String id, @Nullable Instant deviceAt, SeenVersion seen, Actor actor, Operation operation, Locale locale) {}

    @ModelAttribute
    Call call(
            @PathVariable String id,
            @RequestHeader(name = "X-Device-Time", required = false) @Nullable Instant deviceAt,
            SeenVersion seen,
            Actor actor,
            Operation operation,
            Locale locale) {
        return new Call(id, deviceAt, seen, actor, operation, locale);
    }

    private Mono<ResponseEntity<HazardView>> act(Call call, HazardCommand command, Object body) {
        return hazards.act(
                        Ids.parse(call.id(), "hazard.not-found"),
                        call.seen().version(),
                        command,
                        call.deviceAt(),
                        call.actor(),
                        call.operation().over(body),
                        call.locale())
                .map(HazardActionController::answer);
    }

    private static ResponseEntity<HazardView> answer(Hazards.Done done) {
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        if (done.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.eTag(SeenVersion.etag(done.view().version())).body(done.view());
    }

    @PostMapping("/{action:flag-major|confirm-major|downgrade|transfer|void}")
    Mono<ResponseEntity<HazardView>> withReason(
            @PathVariable String action,
            @Valid @RequestBody ReasonedBody body,
            @ModelAttribute(binding = false) Call call) {
        HazardAction named = switch (action) {
            case "flag-major" -> HazardAction.FLAG_MAJOR;
            case "confirm-major" -> HazardAction.CONFIRM_MAJOR;
            case "downgrade" -> HazardAction.DOWNGRADE;
            case "transfer" -> HazardAction.TRANSFER;
            default -> HazardAction.VOID;
        };
        return act(call, new HazardCommand.Reasoned(named, body.reason().toReason()), body);
    }

    @PostMapping("/issue-notice")
    Mono<ResponseEntity<HazardView>> issueNotice(
            @Valid @RequestBody(required = false) @Nullable NoticeBody body,
            @ModelAttribute(binding = false) Call call) {
        NoticeBody said = body == null ? new NoticeBody(null) : body;
        return act(call, new HazardCommand.IssueNotice(said.dueAt()), said);
    }

    @PostMapping("/start-rectification")
    Mono<ResponseEntity<HazardView>> startRectification(
            @Valid @RequestBody(required = false) @Nullable StartBody body,
            @ModelAttribute(binding = false) Call call) {
        StartBody said = body == null ? new StartBody(null) : body;
        return act(
                call,
                new HazardCommand.StartRectification(
                        said.plan() == null ? null : said.plan().toPlan()),
                said);
    }

    @PostMapping("/report-rectified")
    Mono<ResponseEntity<HazardView>> reportRectified(
            @Valid @RequestBody RectifiedBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new HazardCommand.ReportRectified(body.note(), orNone(body.mediaIds()), body.cost()), body);
    }

    @PostMapping("/recheck")
    Mono<ResponseEntity<HazardView>> recheck(
            @Valid @RequestBody RecheckBody body, @ModelAttribute(binding = false) Call call) {
        return act(
                call,
                new HazardCommand.Recheck(body.passed(), body.note(), orNone(body.mediaIds()), body.dueAt()),
                body);
    }

    @PostMapping("/extend")
    Mono<ResponseEntity<HazardView>> extend(
            @Valid @RequestBody ExtendBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new HazardCommand.Extend(body.days(), body.reason().toReason()), body);
    }

    @PostMapping("/{action:order-stop|lift-stop}")
    Mono<ResponseEntity<HazardView>> stop(
            @PathVariable String action,
            @Valid @RequestBody TextBody body,
            @ModelAttribute(binding = false) Call call) {
        HazardAction named = action.equals("order-stop") ? HazardAction.ORDER_STOP : HazardAction.LIFT_STOP;
        return act(call, new HazardCommand.Stop(named, body.text()), body);
    }

    @PostMapping("/list")
    Mono<ResponseEntity<HazardView>> list(
            @Valid @RequestBody ListBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new HazardCommand.ListHazard(body.level(), day(body.until())), body);
    }

    @PostMapping("/unlist")
    Mono<ResponseEntity<HazardView>> unlist(
            @Valid @RequestBody(required = false) @Nullable UnlistBody body,
            @ModelAttribute(binding = false) Call call) {
        return act(call, new HazardCommand.Unlist(), body == null ? new UnlistBody(null) : body);
    }

    private static LocalDate day(String given) {
        try {
            return given.contains("T") ? OffsetDateTime.parse(given).toLocalDate() : LocalDate.parse(given);
        } catch (DateTimeException unreadable) {
            throw new Refused(Refusal.field("hazard.date", "/until"));
        }
    }
}
