package org.wangge.features.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.Reason;

/**
 * What happens in a case, step by step: who does what, and who must be told. The notices are written out by hand here, so that
 * the policy is held against people's expectation and not against itself.
 */
final class CaseScript {

    private static final Reason REASON = new Reason("OTHER", "请看说明");

    /** Someone to be told something. */
    record Told(String who, NoticeKind kind) {}

    /** @param body what a client sends, for those steps that are also played over HTTP */
    record Step(String who, CaseCommand command, Map<String, ?> body, List<Told> told) {

        CaseAction action() {
            return command.action();
        }
    }

    enum Kind {
        PLAIN,
        RETURNED,
        REWORKED,
        CHECKED,
        VERIFIED,
        DECLINED
    }

    private final String office;
    private final UUID otherWorkerId;
    private final List<Step> steps = new ArrayList<>();

    private CaseScript(String office, UUID otherWorkerId) {
        this.office = office;
        this.otherWorkerId = otherWorkerId;
    }

    String worker() {
        return "worker-" + office + "-1";
    }

    String otherWorker() {
        return otherWorker(office);
    }

    static String otherWorker(String office) {
        return "worker-" + office + "-2";
    }

    String dispatcher() {
        return "dispatcher-" + office;
    }

    String handler() {
        return "handler-" + office;
    }

    List<Step> steps() {
        return steps;
    }

    /** After the report, which is the first worker's in a grid that is his, so that only the desk is told. */
    static CaseScript of(Kind kind, String office, UUID otherWorkerId) {
        CaseScript script = new CaseScript(office, otherWorkerId);
        switch (kind) {
            case PLAIN -> script.file().handle().close();
            case RETURNED -> script.file().returned().handle().close();
            case REWORKED -> script.file().handle().rework().handleAgain().close();
            case CHECKED -> script.file().handle().check().close();
            case VERIFIED -> script.verify().file().handle().close();
            case DECLINED -> script.decline();
        }
        return script;
    }

    private CaseScript step(String who, CaseCommand command, Map<String, ?> body, Told... told) {
        steps.add(new Step(who, command, body, List.of(told)));
        return this;
    }

    private CaseScript file() {
        return step(
                dispatcher(),
                new CaseCommand.File(1, null, null),
                Map.of("conditionSeq", 1),
                new Told(worker(), NoticeKind.CASE_FILED));
    }

    private CaseScript dispatch() {
        String department = "510703" + office + "-YJ";
        return step(
                dispatcher(),
                new CaseCommand.Dispatch(department, null, null),
                Map.of("departmentCode", department),
                new Told(handler(), NoticeKind.CASE_DISPATCHED));
    }

    private CaseScript handle() {
        return dispatch().handleAgain();
    }

    private CaseScript handleAgain() {
        return step(handler(), new CaseCommand.Accept(), Map.of(), new Told(dispatcher(), NoticeKind.CASE_ACCEPTED))
                .step(
                        handler(),
                        new CaseCommand.Resolve("已打开", List.of()),
                        Map.of("result", "已打开"),
                        new Told(dispatcher(), NoticeKind.CASE_RESOLVED));
    }

    private CaseScript returned() {
        return dispatch()
                .step(
                        handler(),
                        new CaseCommand.Because(CaseAction.RETURN, REASON),
                        reason(),
                        new Told(dispatcher(), NoticeKind.CASE_RETURNED));
    }

    private CaseScript rework() {
        return step(
                dispatcher(),
                new CaseCommand.Because(CaseAction.REWORK, REASON),
                reason(),
                new Told(handler(), NoticeKind.CASE_REWORK));
    }

    private CaseScript check() {
        return step(
                        dispatcher(),
                        new CaseCommand.RequestCheck(otherWorkerId, null),
                        Map.of("assigneeId", otherWorkerId),
                        new Told(otherWorker(), NoticeKind.CHECK_ASKED))
                .step(
                        otherWorker(),
                        new CaseCommand.Check(true, null, List.of()),
                        Map.of("passed", true),
                        new Told(dispatcher(), NoticeKind.CASE_CHECKED));
    }

    private CaseScript verify() {
        return step(
                        dispatcher(),
                        new CaseCommand.RequestVerification(otherWorkerId, null),
                        Map.of("assigneeId", otherWorkerId),
                        new Told(otherWorker(), NoticeKind.VERIFICATION_ASKED))
                .step(
                        otherWorker(),
                        new CaseCommand.Verify(true, null, List.of()),
                        Map.of("confirmed", true),
                        new Told(dispatcher(), NoticeKind.CASE_VERIFIED));
    }

    private CaseScript decline() {
        return step(
                dispatcher(),
                new CaseCommand.Because(CaseAction.DECLINE, REASON),
                reason(),
                new Told(worker(), NoticeKind.CASE_DECLINED));
    }

    private CaseScript close() {
        return step(
                dispatcher(),
                new CaseCommand.Close(null, null),
                Map.of(),
                new Told(worker(), NoticeKind.CASE_CLOSED),
                new Told(handler(), NoticeKind.CASE_CLOSED));
    }

    private static Map<String, ?> reason() {
        return Map.of("reason", Map.of("code", REASON.code(), "text", String.valueOf(REASON.text())));
    }
}
