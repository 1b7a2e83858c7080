package org.wangge.notification.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.notification.model.Audience.DESK;
import static org.wangge.notification.model.Audience.FINDER;
import static org.wangge.notification.model.Audience.FIXER;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.GridPath;

class HazardPolicyTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final UUID ACTOR = new UUID(1, 1);
    private static final UUID FOUND_IT = new UUID(1, 2);
    private static final UUID FIXED_IT = new UUID(1, 3);
    private static final Instant BY_DAY = Instant.parse("2026-01-05T01:20:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-01-05T16:00:00Z");

    /** Action, state after it, level, and who is told what, in order of weight: the table that a domain person reviews. */
    private static final String TABLE = """
            FIND                | FOUND       | GENERAL         |
            FIND                | CLOSED      | GENERAL         |
            FIND                | FOUND       | SUSPECTED_MAJOR | HAZARD_SUSPECTED_MAJOR: DEPARTMENT DESK
            FLAG_MAJOR          | NOTICED     | SUSPECTED_MAJOR | HAZARD_SUSPECTED_MAJOR: DEPARTMENT DESK
            REMIND_MAJOR        | FOUND       | SUSPECTED_MAJOR | HAZARD_UNDECIDED: DISTRICT DEPARTMENT DESK
            CONFIRM_MAJOR       | FOUND       | MAJOR           | HAZARD_CONFIRMED: FINDER DEPARTMENT DESK DISTRICT
            DOWNGRADE           | FOUND       | GENERAL         | HAZARD_DOWNGRADED: FINDER DEPARTMENT DESK
            ISSUE_NOTICE        | NOTICED     | GENERAL         | HAZARD_NOTICED: GRID_WORKERS FINDER
            ISSUE_NOTICE        | NOTICED     | MAJOR           | HAZARD_NOTICED: GRID_WORKERS FINDER DEPARTMENT
            START_RECTIFICATION | RECTIFYING  | GENERAL         |
            REPORT_RECTIFIED    | RECHECK_DUE | GENERAL         | HAZARD_RECHECK_DUE: FINDER GRID_WORKERS, HAZARD_RECTIFIED: DESK
            REPORT_RECTIFIED    | RECHECK_DUE | MAJOR           | HAZARD_RECHECK_DUE: DEPARTMENT FINDER GRID_WORKERS, HAZARD_RECTIFIED: DESK
            RECHECK             | CLOSED      | GENERAL         | HAZARD_CLOSED: FINDER FIXER
            RECHECK             | CLOSED      | MAJOR           | HAZARD_CLOSED: FINDER FIXER DEPARTMENT DESK
            RECHECK             | RECHECK_DUE | MAJOR           | HAZARD_ACCEPTANCE_DUE: DEPARTMENT
            RECHECK             | RECTIFYING  | GENERAL         | HAZARD_RECHECK_FAILED: FIXER FINDER GRID_WORKERS DESK
            RECHECK             | RECTIFYING  | MAJOR           | HAZARD_RECHECK_FAILED: FIXER FINDER GRID_WORKERS DESK DEPARTMENT
            EXTEND              | NOTICED     | GENERAL         | HAZARD_EXTENDED: FINDER GRID_WORKERS
            ORDER_STOP          | NOTICED     | MAJOR           | HAZARD_STOP_ORDERED: FINDER GRID_WORKERS DEPARTMENT DESK
            LIFT_STOP           | CLOSED      | MAJOR           | HAZARD_STOP_LIFTED: FINDER GRID_WORKERS DEPARTMENT DESK
            LIST                | NOTICED     | MAJOR           | HAZARD_LISTED: DESK FINDER GRID_WORKERS DEPARTMENT
            UNLIST              | NOTICED     | MAJOR           | HAZARD_UNLISTED: DESK FINDER GRID_WORKERS DEPARTMENT
            TRANSFER            | TRANSFERRED | GENERAL         | HAZARD_TRANSFERRED: FINDER FIXER
            TRANSFER            | TRANSFERRED | MAJOR           | HAZARD_TRANSFERRED: FINDER FIXER DEPARTMENT
            VOID                | VOIDED      | GENERAL         | HAZARD_VOIDED: FINDER FIXER DESK
            VOID                | VOIDED      | MAJOR           | HAZARD_VOIDED: FINDER FIXER DESK DEPARTMENT
            ESCALATE            | NOTICED     | GENERAL         | HAZARD_OVERDUE: FINDER GRID_WORKERS DESK
            ESCALATE            | NOTICED     | MAJOR           | HAZARD_OVERDUE: FINDER GRID_WORKERS DESK DEPARTMENT DISTRICT
            CASE_OPENED         | NOTICED     | GENERAL         |
            CASE_MERGED         | NOTICED     | GENERAL         |
            CASE_CLOSED         | RECHECK_DUE | GENERAL         | HAZARD_RECHECK_DUE: FINDER GRID_WORKERS, HAZARD_RECTIFIED: DESK
            CASE_CLOSED         | RECHECK_DUE | MAJOR           | HAZARD_RECHECK_DUE: DEPARTMENT FINDER GRID_WORKERS, HAZARD_RECTIFIED: DESK
            CASE_DROPPED        | RECTIFYING  | GENERAL         | HAZARD_RETURNED: FINDER GRID_WORKERS
            NOTE                | CLOSED      | GENERAL         |
            """;

    private record Line(HazardAction action, HazardState state, HazardLevel level, String told) {

        static Line of(String text) {
            String[] cells = text.split("\\|", -1);
            return new Line(
                    HazardAction.valueOf(cells[0].strip()),
                    HazardState.valueOf(cells[1].strip()),
                    HazardLevel.valueOf(cells[2].strip()),
                    cells[3].strip());
        }

        HazardEvent step() {
            return HazardPolicyTests.step(action, state, level, ACTOR, FIXED_IT, BY_DAY);
        }
    }

    private static HazardEvent step(
            HazardAction action, HazardState state, HazardLevel level, UUID actor, @Nullable UUID fixer, Instant at) {
        return new HazardEvent(
                new UUID(9, 9),
                at,
                action,
                new UUID(2, 1),
                "YH-CX-260105-0007",
                state,
                level,
                new UUID(3, 1),
                GridPath.of("510703", "510703001"),
                "510703001",
                actor,
                FOUND_IT,
                fixer,
                null,
                1,
                null,
                false,
                List.of(),
                null,
                null);
    }

    private static List<Row> rows(HazardEvent step) {
        return HazardPolicy.rows(step, Policies.of(step));
    }

    private static NoticePlan telling(HazardEvent step) {
        return HazardPolicy.telling(step, Policies.of(step), ZONE);
    }

    private static String told(HazardEvent step) {
        List<Row> rows = rows(step);
        return rows.stream()
                .map(Row::notice)
                .distinct()
                .map(kind -> kind + ": "
                        + rows.stream()
                                .filter(row -> row.notice() == kind)
                                .map(row -> row.audience().name())
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }

    @Test
    void each_action_tells_whom_the_table_says() {
        EnumSet<HazardAction> inTable = EnumSet.noneOf(HazardAction.class);
        Set<NoticeKind> kinds = new TreeSet<>();
        TABLE.lines().map(Line::of).forEach(line -> {
            inTable.add(line.action());
            rows(line.step()).forEach(row -> kinds.add(row.notice()));
            assertThat(told(line.step())).as(line.toString()).isEqualTo(line.told());
        });
        assertThat(inTable).containsExactlyInAnyOrder(HazardAction.values());
        assertThat(kinds)
                .containsExactlyElementsOf(EnumSet.range(NoticeKind.HAZARD_SUSPECTED_MAJOR, NoticeKind.HAZARD_VOIDED));
    }

    @ParameterizedTest
    @CsvSource({
        "FIND, SUSPECTED_MAJOR, true",
        "FLAG_MAJOR, SUSPECTED_MAJOR, true",
        "REMIND_MAJOR, SUSPECTED_MAJOR, true",
        "ORDER_STOP, MAJOR, true",
        "ESCALATE, MAJOR, true",
        "ESCALATE, GENERAL, false",
        "CONFIRM_MAJOR, MAJOR, false",
        "LIFT_STOP, MAJOR, false"
    })
    void urgent_is_what_may_hurt_somebody_while_it_waits(HazardAction action, HazardLevel level, boolean urgent) {
        assertThat(telling(step(action, HazardState.FOUND, level, ACTOR, null, BY_DAY))
                        .urgent())
                .isEqualTo(urgent);
    }

    @Test
    void a_date_that_passes_at_midnight_wakes_nobody_unless_the_hazard_is_grave() {
        HazardEvent general =
                step(HazardAction.ESCALATE, HazardState.NOTICED, HazardLevel.GENERAL, ACTOR, null, MIDNIGHT);
        HazardEvent major = step(HazardAction.ESCALATE, HazardState.NOTICED, HazardLevel.MAJOR, ACTOR, null, MIDNIGHT);
        assertThat(telling(general).pushAt()).isEqualTo("2026-01-06T00:00:00Z");
        assertThat(telling(major).pushAt()).isEqualTo(MIDNIGHT);
    }

    @Test
    void who_put_it_right_is_not_asked_to_recheck_it() {
        HazardEvent byCase = step(
                HazardAction.CASE_CLOSED, HazardState.RECHECK_DUE, HazardLevel.MAJOR, new UUID(0, 0), FOUND_IT, BY_DAY);
        assertThat(telling(byCase)
                        .notices(List.of(
                                new NoticePlan.Told(
                                        Policies.row(FINDER, NoticeKind.HAZARD_RECHECK_DUE), List.of(FOUND_IT)),
                                new NoticePlan.Told(Policies.row(DESK, NoticeKind.HAZARD_RECTIFIED), List.of(ACTOR)))))
                .containsOnlyKeys(ACTOR);
    }

    @Test
    void the_event_names_who_found_it_and_who_put_it_right() {
        NoticePlan plan =
                telling(step(HazardAction.RECHECK, HazardState.CLOSED, HazardLevel.GENERAL, ACTOR, FIXED_IT, BY_DAY));
        assertThat(plan.named(FINDER)).containsExactly(FOUND_IT);
        assertThat(plan.named(FIXER)).containsExactly(FIXED_IT);
        assertThat(plan.subject().caption()).isEqualTo("YH-CX-260105-0007");
    }
}
