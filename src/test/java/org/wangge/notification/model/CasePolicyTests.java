package org.wangge.notification.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.notification.model.Audience.DESK;
import static org.wangge.notification.model.Audience.GRID_WORKERS;
import static org.wangge.notification.model.Audience.REPORTERS;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseState;
import org.wangge.casework.StepOutcome;
import org.wangge.casework.events.CaseEvent;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.model.NoticePlan.Told;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;

class CasePolicyTests {

    private static final UUID ACTOR = new UUID(1, 1);
    private static final UUID SENDER = new UUID(1, 2);

    /** Who is told what, in order of weight: the table that a domain person reviews. */
    private static final String TABLE = """
            REPORT               | DESK CASE_REPORTED, GRID_WORKERS CASE_IN_YOUR_GRID, WATCHERS CASE_TO_KNOW
            SELF_HANDLE          |
            WITHDRAW             | DESK CASE_WITHDRAWN
            REQUEST_VERIFICATION | ASKED VERIFICATION_ASKED
            VERIFY               | ASKER CASE_VERIFIED
            WITHDRAW_REQUEST     | ASKED REQUEST_WITHDRAWN
            FILE                 | REPORTERS CASE_FILED
            REFILE               | HANDLERS CASE_REFILED
            UNFILE               | REPORTERS CASE_UNFILED, DESK CASE_UNFILED
            DECLINE              | REPORTERS CASE_DECLINED
            RECONSIDER           | REPORTERS CASE_RECONSIDERED, DESK CASE_RECONSIDERED
            MERGE                | REPORTERS CASE_MERGED, HANDLERS CASE_MERGED
            ABSORB               | HANDLERS CASE_JOINED
            DISPATCH             | HANDLERS CASE_DISPATCHED
            REVOKE               | HANDLERS CASE_REVOKED
            ACCEPT               | SENDER CASE_ACCEPTED
            RETURN               | DESK CASE_RETURNED
            RESOLVE              | DESK CASE_RESOLVED
            REQUEST_CHECK        | ASKED CHECK_ASKED
            CHECK                | ASKER CASE_CHECKED
            CLOSE                | REPORTERS CASE_CLOSED, HANDLERS CASE_CLOSED
            REWORK               | HANDLERS CASE_REWORK
            REOPEN               | REPORTERS CASE_REOPENED, DESK CASE_REOPENED
            VOID                 | REPORTERS CASE_VOIDED, HANDLERS CASE_VOIDED, DESK CASE_VOIDED, ASKED CASE_VOIDED
            FOLLOW_GRID          | DESK CASE_REPORTED
            CONCLUDE             | HANDLERS CASE_CLOSED, DESK CASE_CLOSED, ASKED CASE_CLOSED
            TRANSFER             | OTHER_DESKS CASE_TRANSFER_ASKED
            ANSWER_TRANSFER      | OTHER_DESKS CASE_TRANSFER_ANSWERED
            LAPSE_TRANSFER       | DISTRICT CASE_NEEDS_ARBITRATION, OTHER_DESKS CASE_TRANSFER_LAPSED
            ESCALATE             | DISTRICT CASE_NEEDS_ARBITRATION, OTHER_DESKS CASE_ESCALATED
            ARBITRATE            | DESK CASE_ARBITRATED, NAMED_DEPARTMENTS CASE_ARBITRATED, OTHER_DESKS CASE_ARBITRATED
            MOVE_DESK            | DESK CASE_DESK_MOVED
            COMMENT              | HANDLERS CASE_COMMENTED, REPORTERS CASE_COMMENTED, SENDER CASE_COMMENTED
            """;

    private static CaseEvent step(CaseAction action, int returns, @Nullable UUID sender) {
        return step(action, CaseState.REPORTED, returns, sender, false);
    }

    private static CaseEvent checked(CaseState state, boolean passed) {
        return step(CaseAction.CHECK, state, 0, SENDER, passed);
    }

    private static CaseEvent step(
            CaseAction action, CaseState state, int returns, @Nullable UUID sender, boolean positive) {
        return step(action, state, returns, sender, positive, false);
    }

    private static CaseEvent step(
            CaseAction action,
            CaseState state,
            int returns,
            @Nullable UUID sender,
            boolean positive,
            boolean restricted) {
        return new CaseEvent(
                new UUID(9, 9),
                Instant.parse("2026-01-05T01:20:00Z"),
                action,
                new UUID(2, 1),
                "CX-260105-0007",
                state,
                1,
                GridPath.of("510703", "510703001"),
                "510703001",
                "G0201",
                new LocalizedText("通道", "Exit"),
                restricted,
                false,
                ACTOR,
                new UUID(1, 3),
                List.of(),
                null,
                null,
                null,
                null,
                sender,
                null,
                null,
                returns,
                positive,
                List.of(),
                null,
                null,
                null);
    }

    private static List<Row> rows(CaseEvent step) {
        return CasePolicy.rows(step, Policies.of(step));
    }

    private static NoticePlan telling(CaseEvent step) {
        return CasePolicy.telling(step, Policies.of(step));
    }

    private static String told(CaseEvent step) {
        return String.join(
                ", ",
                rows(step).stream()
                        .map(row -> row.audience() + " " + row.notice())
                        .toList());
    }

    @Test
    void each_action_tells_whom_the_table_says() {
        EnumSet<CaseAction> inTable = EnumSet.noneOf(CaseAction.class);
        TABLE.lines().forEach(line -> {
            String[] cells = line.split("\\|", -1);
            CaseAction action = CaseAction.valueOf(cells[0].strip());
            inTable.add(action);
            assertThat(told(step(action, 0, SENDER))).as(action.name()).isEqualTo(cells[1].strip());
        });
        // What nobody is told of needs no line.
        assertThat(EnumSet.complementOf(inTable))
                .allSatisfy(silent -> assertThat(told(step(silent, 0, SENDER))).isEmpty());
    }

    @Test
    void each_kind_of_notice_is_told_by_some_step() {
        assertThat(Arrays.stream(CaseAction.values())
                        .flatMap(action -> List.of(0, 2).stream().map(returns -> step(action, returns, SENDER)))
                        .flatMap(step -> rows(step).stream())
                        .map(Row::notice)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.range(NoticeKind.CASE_REPORTED, NoticeKind.CASE_COMMENTED));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, true", "3, true"})
    void after_two_returns_the_district_is_asked(int returns, boolean asked) {
        assertThat(told(step(CaseAction.RETURN, returns, SENDER)))
                .isEqualTo(asked ? "DISTRICT CASE_NEEDS_ARBITRATION, DESK CASE_RETURNED" : "DESK CASE_RETURNED");
    }

    @Test
    void what_the_district_dispatches_the_desk_hears_of() {
        assertThat(told(step(CaseAction.DISPATCH, 2, SENDER)))
                .isEqualTo("HANDLERS CASE_DISPATCHED, DESK CASE_DISPATCHED_BY_DISTRICT");
    }

    @Test
    void what_came_of_a_look_goes_with_its_notice() {
        assertThat(telling(checked(CaseState.RESOLVED, false)).subject())
                .isEqualTo(new Subject.OfCase(new UUID(2, 1), "CX-260105-0007", StepOutcome.FAILED));
        assertThat(telling(step(CaseAction.VERIFY, CaseState.REPORTED, 0, SENDER, true))
                        .subject())
                .isEqualTo(new Subject.OfCase(new UUID(2, 1), "CX-260105-0007", StepOutcome.CONFIRMED));
        assertThat(telling(step(CaseAction.DISPATCH, 0, SENDER)).subject())
                .isEqualTo(new Subject.OfCase(new UUID(2, 1), "CX-260105-0007", null));
    }

    @Test
    void a_sample_that_failed_reaches_the_desk_too() {
        assertThat(told(checked(CaseState.CLOSED, false))).isEqualTo("ASKER CASE_CHECKED, DESK CASE_CHECKED");
        assertThat(told(checked(CaseState.CLOSED, true))).isEqualTo("ASKER CASE_CHECKED");
        assertThat(told(checked(CaseState.RESOLVED, false))).isEqualTo("ASKER CASE_CHECKED");
    }

    @Test
    void a_comment_before_any_dispatch_reaches_the_desk() {
        assertThat(told(step(CaseAction.COMMENT, 0, null))).endsWith("DESK CASE_COMMENTED");
    }

    @Test
    void of_a_restricted_case_only_those_hear_who_may_read_it() {
        CaseEvent restricted = step(CaseAction.REPORT, CaseState.REPORTED, 0, null, false, true);
        assertThat(telling(restricted).reader()).isEqualTo(Permission.CASE_READ_RESTRICTED);
        assertThat(telling(step(CaseAction.REPORT, 0, null)).reader()).isNull();
    }

    @Test
    void who_acted_is_told_nothing_and_everyone_else_one_thing_the_weightiest() {
        UUID both = new UUID(1, 4);
        UUID worker = new UUID(1, 5);
        CaseEvent step = step(CaseAction.REPORT, 0, null);
        assertThat(telling(step)
                        .notices(List.of(
                                new Told(Policies.row(DESK, NoticeKind.CASE_REPORTED), List.of(ACTOR, both)),
                                new Told(
                                        Policies.row(GRID_WORKERS, NoticeKind.CASE_IN_YOUR_GRID),
                                        List.of(both, worker, ACTOR)),
                                new Told(Policies.row(REPORTERS, NoticeKind.CASE_FILED), List.of(worker)))))
                .containsOnlyKeys(both, worker)
                .containsEntry(both, Policies.row(DESK, NoticeKind.CASE_REPORTED))
                .containsEntry(worker, Policies.row(GRID_WORKERS, NoticeKind.CASE_IN_YOUR_GRID));
    }

    @Test
    void the_same_event_gives_the_same_person_the_same_notice() {
        NoticePlan plan = telling(step(CaseAction.DISPATCH, 0, SENDER));
        assertThat(plan.noticeId(ACTOR, NoticeKind.CASE_DISPATCHED))
                .isEqualTo(telling(step(CaseAction.DISPATCH, 0, SENDER)).noticeId(ACTOR, NoticeKind.CASE_DISPATCHED))
                .isNotEqualTo(plan.noticeId(SENDER, NoticeKind.CASE_DISPATCHED));
    }
}
