package org.wangge.casework.web;

import static org.wangge.casework.web.CaseBodies.orNone;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseView;
import org.wangge.casework.Cases;
import org.wangge.casework.web.CaseBodies.AcceptBody;
import org.wangge.casework.web.CaseBodies.AnswerTransferBody;
import org.wangge.casework.web.CaseBodies.ArbitrateBody;
import org.wangge.casework.web.CaseBodies.AskBody;
import org.wangge.casework.web.CaseBodies.CheckBody;
import org.wangge.casework.web.CaseBodies.CloseBody;
import org.wangge.casework.web.CaseBodies.CommentBody;
import org.wangge.casework.web.CaseBodies.DispatchBody;
import org.wangge.casework.web.CaseBodies.FileBody;
import org.wangge.casework.web.CaseBodies.MergeBody;
import org.wangge.casework.web.CaseBodies.RefileBody;
import org.wangge.casework.web.CaseBodies.ResolveBody;
import org.wangge.casework.web.CaseBodies.TransferBody;
import org.wangge.casework.web.CaseBodies.VerifyBody;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Reason;
import reactor.core.publisher.Mono;

/** Everything that is done with a case; one path for each action. */
@RestController
@RequestMapping("/api/v1/cases/{id}/actions")
class CaseActionController {

    private final Cases cases;

    CaseActionController(Cases cases) {
        this.cases = cases;
    }

    private Mono<ResponseEntity<CaseView>> act(String id, CaseCommand command, Object body, Call call) {
        return cases.act(Ids.parse(id, "case.not-found"), command, call.over(body))
                .map(done -> CaseController.answer(ResponseEntity.ok(), done));
    }

    @PostMapping(
            "/{action:withdraw|withdraw-request|unfile|decline|reconsider|revoke|return|rework|reopen|void|escalate}")
    Mono<ResponseEntity<CaseView>> withReason(
            @PathVariable String id, @PathVariable String action, @Valid @RequestBody Reason.Body body, Call call) {
        Reason reason = body.given();
        CaseCommand command = new CaseCommand.Because(CaseAction.of(action).orElseThrow(), reason);
        return act(id, command, reason, call);
    }

    @PostMapping("/request-verification")
    Mono<ResponseEntity<CaseView>> requestVerification(
            @PathVariable String id, @Valid @RequestBody AskBody body, Call call) {
        return act(id, new CaseCommand.RequestVerification(body.assigneeId(), body.note()), body, call);
    }

    @PostMapping("/verify")
    Mono<ResponseEntity<CaseView>> verify(@PathVariable String id, @Valid @RequestBody VerifyBody body, Call call) {
        return act(id, new CaseCommand.Verify(body.confirmed(), body.note(), orNone(body.mediaIds())), body, call);
    }

    @PostMapping("/file")
    Mono<ResponseEntity<CaseView>> file(@PathVariable String id, @Valid @RequestBody FileBody body, Call call) {
        return act(id, new CaseCommand.File(body.conditionSeq(), body.categoryCode(), body.urgent()), body, call);
    }

    @PostMapping("/refile")
    Mono<ResponseEntity<CaseView>> refile(@PathVariable String id, @Valid @RequestBody RefileBody body, Call call) {
        return act(id, new CaseCommand.Refile(body.conditionSeq(), body.categoryCode(), body.reason()), body, call);
    }

    @PostMapping("/merge")
    Mono<ResponseEntity<CaseView>> merge(@PathVariable String id, @Valid @RequestBody MergeBody body, Call call) {
        return act(id, new CaseCommand.Merge(body.intoCaseId()), body, call);
    }

    @PostMapping("/dispatch")
    Mono<ResponseEntity<CaseView>> dispatch(@PathVariable String id, @Valid @RequestBody DispatchBody body, Call call) {
        CaseCommand command =
                new CaseCommand.Dispatch(body.departmentCode(), body.assigneeId(), body.note(), body.reason());
        return act(id, command, body, call);
    }

    @PostMapping("/accept")
    Mono<ResponseEntity<CaseView>> accept(
            @PathVariable String id, @RequestBody(required = false) @Nullable AcceptBody body, Call call) {
        return act(id, new CaseCommand.Accept(), new AcceptBody(), call);
    }

    @PostMapping("/resolve")
    Mono<ResponseEntity<CaseView>> resolve(@PathVariable String id, @Valid @RequestBody ResolveBody body, Call call) {
        return act(id, new CaseCommand.Resolve(body.result(), orNone(body.mediaIds())), body, call);
    }

    @PostMapping("/request-check")
    Mono<ResponseEntity<CaseView>> requestCheck(@PathVariable String id, @Valid @RequestBody AskBody body, Call call) {
        return act(id, new CaseCommand.RequestCheck(body.assigneeId(), body.note()), body, call);
    }

    @PostMapping("/check")
    Mono<ResponseEntity<CaseView>> check(@PathVariable String id, @Valid @RequestBody CheckBody body, Call call) {
        return act(id, new CaseCommand.Check(body.passed(), body.note(), orNone(body.mediaIds())), body, call);
    }

    @PostMapping("/close")
    Mono<ResponseEntity<CaseView>> close(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable CloseBody body, Call call) {
        CloseBody said = body == null ? new CloseBody(null, null) : body;
        return act(id, new CaseCommand.Close(said.standard(), said.note()), said, call);
    }

    @PostMapping("/transfer")
    Mono<ResponseEntity<CaseView>> transfer(@PathVariable String id, @Valid @RequestBody TransferBody body, Call call) {
        return act(id, new CaseCommand.Transfer(body.officeCode(), body.reason()), body, call);
    }

    @PostMapping("/answer-transfer")
    Mono<ResponseEntity<CaseView>> answerTransfer(
            @PathVariable String id, @Valid @RequestBody AnswerTransferBody body, Call call) {
        return act(id, new CaseCommand.AnswerTransfer(body.accept(), body.reason()), body, call);
    }

    @PostMapping("/arbitrate")
    Mono<ResponseEntity<CaseView>> arbitrate(
            @PathVariable String id, @Valid @RequestBody ArbitrateBody body, Call call) {
        List<String> assisting = body.assisting() == null ? List.of() : body.assisting();
        CaseCommand command = new CaseCommand.Arbitrate(
                body.officeCode(), body.leadDepartment(), assisting, body.upheld(), body.reason());
        return act(id, command, body, call);
    }

    @PostMapping("/comment")
    Mono<ResponseEntity<CaseView>> comment(@PathVariable String id, @Valid @RequestBody CommentBody body, Call call) {
        return act(id, new CaseCommand.Comment(body.text(), orNone(body.mediaIds())), body, call);
    }
}
