package org.wangge.notification.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;

/** What a policy must look like. Whom a step gives something to do is always told so, first, at once and on the phone. */
public final class PolicyRules {

    /** Whom a step gives something to do, and the notice that says so. */
    private record Assignment(Audience audience, NoticeKind notice) {

        boolean isIn(Row row) {
            return row.audience() == audience && row.notice() == notice;
        }
    }

    private static final Map<String, Assignment> ASSIGNMENTS = Map.of(
            "case.request-verification", new Assignment(Audience.ASKED, NoticeKind.VERIFICATION_ASKED),
            "case.request-check", new Assignment(Audience.ASKED, NoticeKind.CHECK_ASKED),
            "case.dispatch", new Assignment(Audience.HANDLERS, NoticeKind.CASE_DISPATCHED),
            "case.rework", new Assignment(Audience.HANDLERS, NoticeKind.CASE_REWORK),
            "task.due", new Assignment(Audience.ASSIGNEES, NoticeKind.TASKS_DUE));

    private PolicyRules() {}

    /** Refuses {@code notice-policy.invalid} with each place at fault. The kind must be a known one. */
    public static void check(String kind, List<Row> rows) {
        List<Fault> faults = new ArrayList<>();
        Assignment assignment = ASSIGNMENTS.get(kind);
        for (int at = 0; at < rows.size(); at++) {
            check("/rows/" + at, kind, rows.get(at), assignment, faults);
        }
        if (assignment != null) {
            checkAssignment(assignment, rows, faults);
        }
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("notice-policy.invalid").withFaults(faults));
        }
    }

    private static void check(
            String pointer, String kind, Row row, @Nullable Assignment assignment, List<Fault> faults) {
        PolicySubject subject = PolicySubject.of(kind);
        if (!subject.tells(row.audience())) {
            faults.add(Fault.of(pointer + "/audience", "notice-policy.audience-unfit", row.audience(), kind));
        }
        if (!isTold(kind, row, assignment)) {
            faults.add(Fault.of(pointer + "/notice", "notice-policy.notice-unfit", row.notice(), row.audience(), kind));
        }
        unfit(row.when(), subject)
                .forEach(one -> faults.add(Fault.of(pointer + "/when", "notice-policy.condition-unfit", one, kind)));
        unfit(row.unless(), subject)
                .forEach(one -> faults.add(Fault.of(pointer + "/unless", "notice-policy.condition-unfit", one, kind)));
        row.when().stream()
                .filter(row.unless()::contains)
                .forEach(one -> faults.add(Fault.of(pointer + "/unless", "notice-policy.condition-twice", one)));
        if (!row.goesBy(Way.INBOX)) {
            faults.add(Fault.of(pointer + "/channels", "notice-policy.inbox-missing"));
        }
        if (row.goesBy(Way.FALLBACK) && !Ladder.isFor(row.notice())) {
            faults.add(Fault.of(pointer + "/channels", "notice-policy.fallback-unfit", row.notice()));
        }
        if ((row.grouping() == Grouping.DIGEST) != (subject == PolicySubject.TASK)) {
            faults.add(Fault.of(pointer + "/grouping", "notice-policy.grouping-unfit", row.grouping(), kind));
        }
    }

    /** What asks one to act tells only those whom the step asks; what counts tasks would count others under its name. */
    private static boolean isTold(String kind, Row row, @Nullable Assignment assignment) {
        if (Ladder.isFor(row.notice())) {
            return assignment != null && assignment.isIn(row);
        }
        return switch (PolicySubject.of(kind)) {
            case TASK -> row.notice() == (kind.equals("task.due") ? NoticeKind.TASKS_DUE : NoticeKind.TASKS_MISSED);
            case CASE, HAZARD, WEBHOOK -> PolicySubject.of(kind).tells(row.notice());
        };
    }

    private static List<Condition> unfit(List<Condition> conditions, PolicySubject subject) {
        return conditions.stream().filter(one -> !one.fits(subject)).toList();
    }

    /** It must be first: who is in several rows is told only the first. */
    private static void checkAssignment(Assignment assignment, List<Row> rows, List<Fault> faults) {
        if (rows.isEmpty() || !assignment.isIn(rows.get(0))) {
            faults.add(
                    Fault.of("/rows", "notice-policy.assignment-missing", assignment.audience(), assignment.notice()));
            return;
        }
        Row row = rows.get(0);
        if (!row.when().isEmpty()) {
            faults.add(Fault.of("/rows/0/when", "notice-policy.assignment-conditional", row.notice()));
        }
        if (!row.unless().isEmpty()) {
            faults.add(Fault.of("/rows/0/unless", "notice-policy.assignment-conditional", row.notice()));
        }
        if (!row.goesBy(Way.PUSH)) {
            faults.add(Fault.of("/rows/0/channels", "notice-policy.assignment-silent", row.notice()));
        }
        if (row.urgency() == Urgency.LOW) {
            faults.add(Fault.of("/rows/0/urgency", "notice-policy.assignment-low", row.notice()));
        }
    }
}
