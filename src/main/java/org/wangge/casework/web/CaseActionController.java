package org.wangge.casework.web;

import static org.wangge.casework.web.CaseBodies.orNone;

import jakarta.validation.Valid;
import java.time.Instant;
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
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseView;
import org.wangge.casework.Cases;
import org.wangge.casework.Reason;
import org.wangge.casework.web.CaseBodies.AcceptBody;
import org.wangge.casework.web.CaseBodies.AskBody;
import org.wangge.casework.web.CaseBodies.CheckBody;
import org.wangge.casework.web.CaseBodies.CloseBody;
import org.wangge.casework.web.CaseBodies.CommentBody;
import org.wangge.casework.web.CaseBodies.DispatchBody;
import org.wangge.casework.web.CaseBodies.FileBody;
import org.wangge.casework.web.CaseBodies.MergeBody;
import org.wangge.casework.web.CaseBodies.ReasonedBody;
import org.wangge.casework.web.CaseBodies.ResolveBody;
import org.wangge.casework.web.CaseBodies.VerifyBody;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Everything that is done with a case; one path for each action. */
@RestController
@RequestMapping("/api/v1/cases/{id}/actions")
class CaseActionController {

    private final Cases cases;

    CaseActionController(Cases cases) {
        this.cases = cases;
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

    private Mono<ResponseEntity<CaseView>> act(Call call, CaseCommand command, Object body) {
        return cases.act(
                        Ids.parse(call.id(), "case.not-found"),
                        call.seen().version(),
                        command,
                        call.deviceAt(),
                        call.actor(),
                        call.operation().over(body),
                        call.locale())
                .map(done -> CaseController.answer(ResponseEntity.ok(), done));
    }

    @PostMapping("/{action:withdraw|decline|revoke|return|rework|reopen|void}")
    Mono<ResponseEntity<CaseView>> withReason(
            @PathVariable String action,
            @Valid @RequestBody ReasonedBody body,
            @ModelAttribute(binding = false) Call call) {
        Reason reason = body.reason().toReason();
        CaseCommand command = switch (action) {
            case "withdraw" -> new CaseCommand.Withdraw(reason);
            case "decline" -> new CaseCommand.Decline(reason);
            case "revoke" -> new CaseCommand.Revoke(reason);
            case "return" -> new CaseCommand.Return(reason);
            case "rework" -> new CaseCommand.Rework(reason);
            case "reopen" -> new CaseCommand.Reopen(reason);
            default -> new CaseCommand.Void(reason);
        };
        return act(call, command, body);
    }

    @PostMapping("/request-verification")
    Mono<ResponseEntity<CaseView>> requestVerification(
            @Valid @RequestBody AskBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new CaseCommand.RequestVerification(body.assigneeId(), body.note()), body);
    }

    @PostMapping("/verify")
    Mono<ResponseEntity<CaseView>> verify(
            @Valid @RequestBody VerifyBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new CaseCommand.Verify(body.confirmed(), body.note(), orNone(body.mediaIds())), body);
    }

    @PostMapping("/file")
    Mono<ResponseEntity<CaseView>> file(@Valid @RequestBody FileBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new CaseCommand.File(body.conditionSeq(), body.categoryCode(), body.urgent()), body);
    }

    @PostMapping("/merge")
    Mono<ResponseEntity<CaseView>> merge(
            @Valid @RequestBody MergeBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new CaseCommand.Merge(body.intoCaseId()), body);
    }

    @PostMapping("/dispatch")
    Mono<ResponseEntity<CaseView>> dispatch(
            @Valid @RequestBody DispatchBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new CaseCommand.Dispatch(body.departmentCode(), body.assigneeId(), body.note()), body);
    }

    @PostMapping("/accept")
    Mono<ResponseEntity<CaseView>> accept(
            @RequestBody(required = false) @Nullable AcceptBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new CaseCommand.Accept(), new AcceptBody());
    }

    @PostMapping("/resolve")
    Mono<ResponseEntity<CaseView>> resolve(
            @Valid @RequestBody ResolveBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new CaseCommand.Resolve(body.result(), orNone(body.mediaIds())), body);
    }

    @PostMapping("/request-check")
    Mono<ResponseEntity<CaseView>> requestCheck(
            @Valid @RequestBody AskBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new CaseCommand.RequestCheck(body.assigneeId(), body.note()), body);
    }

    @PostMapping("/check")
    Mono<ResponseEntity<CaseView>> check(
            @Valid @RequestBody CheckBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new CaseCommand.Check(body.passed(), body.note(), orNone(body.mediaIds())), body);
    }

    @PostMapping("/close")
    Mono<ResponseEntity<CaseView>> close(
            @Valid @RequestBody(required = false) @Nullable CloseBody body,
            @ModelAttribute(binding = false) Call call) {
        CloseBody said = body == null ? new CloseBody(null, null) : body;
        return act(call, new CaseCommand.Close(said.standard(), said.note()), said);
    }

    @PostMapping("/comment")
    Mono<ResponseEntity<CaseView>> comment(
            @Valid @RequestBody CommentBody body, @ModelAttribute(binding = false) Call call) {
        return act(call, new CaseCommand.Comment(body.text()), body);
    }
}
