package org.wangge.hazard.web;

import static org.wangge.hazard.web.HazardBodies.orNone;

import jakarta.validation.Valid;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardView;
import org.wangge.hazard.Hazards;
import org.wangge.hazard.web.HazardBodies.ExtendBody;
import org.wangge.hazard.web.HazardBodies.ListBody;
import org.wangge.hazard.web.HazardBodies.NoticeBody;
import org.wangge.hazard.web.HazardBodies.RecheckBody;
import org.wangge.hazard.web.HazardBodies.RectifiedBody;
import org.wangge.hazard.web.HazardBodies.StartBody;
import org.wangge.hazard.web.HazardBodies.TextBody;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Reason;
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

    private Mono<ResponseEntity<HazardView>> act(String id, HazardCommand command, Object body, Call call) {
        return hazards.act(Ids.parse(id, "hazard.not-found"), command, call.over(body))
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
            @PathVariable String id, @PathVariable String action, @Valid @RequestBody Reason.Body body, Call call) {
        HazardAction named = switch (action) {
            case "flag-major" -> HazardAction.FLAG_MAJOR;
            case "confirm-major" -> HazardAction.CONFIRM_MAJOR;
            case "downgrade" -> HazardAction.DOWNGRADE;
            case "transfer" -> HazardAction.TRANSFER;
            default -> HazardAction.VOID;
        };
        Reason reason = body.given();
        return act(id, new HazardCommand.Reasoned(named, reason), reason, call);
    }

    @PostMapping("/issue-notice")
    Mono<ResponseEntity<HazardView>> issueNotice(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable NoticeBody body, Call call) {
        NoticeBody said = body == null ? new NoticeBody(null, null) : body;
        return act(id, new HazardCommand.IssueNotice(said.dueAt(), orNone(said.hazardIds())), said, call);
    }

    @PostMapping("/start-rectification")
    Mono<ResponseEntity<HazardView>> startRectification(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable StartBody body, Call call) {
        StartBody said = body == null ? new StartBody(null) : body;
        return act(
                id,
                new HazardCommand.StartRectification(
                        said.plan() == null ? null : said.plan().toPlan()),
                said,
                call);
    }

    @PostMapping("/report-rectified")
    Mono<ResponseEntity<HazardView>> reportRectified(
            @PathVariable String id, @Valid @RequestBody RectifiedBody body, Call call) {
        return act(
                id, new HazardCommand.ReportRectified(body.note(), orNone(body.mediaIds()), body.cost()), body, call);
    }

    @PostMapping("/recheck")
    Mono<ResponseEntity<HazardView>> recheck(@PathVariable String id, @Valid @RequestBody RecheckBody body, Call call) {
        return act(
                id,
                new HazardCommand.Recheck(body.passed(), body.note(), orNone(body.mediaIds()), body.dueAt()),
                body,
                call);
    }

    @PostMapping("/extend")
    Mono<ResponseEntity<HazardView>> extend(@PathVariable String id, @Valid @RequestBody ExtendBody body, Call call) {
        return act(id, new HazardCommand.Extend(body.days(), body.reason()), body, call);
    }

    @PostMapping("/{action:order-stop|lift-stop}")
    Mono<ResponseEntity<HazardView>> stop(
            @PathVariable String id, @PathVariable String action, @Valid @RequestBody TextBody body, Call call) {
        HazardAction named = action.equals("order-stop") ? HazardAction.ORDER_STOP : HazardAction.LIFT_STOP;
        return act(id, new HazardCommand.Stop(named, body.text()), body, call);
    }

    @PostMapping("/list")
    Mono<ResponseEntity<HazardView>> list(@PathVariable String id, @Valid @RequestBody ListBody body, Call call) {
        return act(id, new HazardCommand.ListHazard(body.level(), day(body.until())), body, call);
    }

    @PostMapping("/unlist")
    Mono<ResponseEntity<HazardView>> unlist(
            @PathVariable String id, @Valid @RequestBody(required = false) Reason.@Nullable Body body, Call call) {
        Reason reason = body == null ? null : body.givenOrNull();
        return act(id, new HazardCommand.Unlist(reason), String.valueOf(reason), call);
    }

    private static LocalDate day(String given) {
        try {
            return given.contains("T") ? OffsetDateTime.parse(given).toLocalDate() : LocalDate.parse(given);
        } catch (DateTimeException unreadable) {
            throw new Refused(
                    Refusal.of("request.invalid").withFaults(List.of(Refusal.Fault.of("/until", "field.day"))));
        }
    }
}
