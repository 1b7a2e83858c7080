package org.wangge.announcement.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.announcement.model.Announced.AT;
import static org.wangge.fixtures.Reviewed.isOpen;
import static org.wangge.fixtures.Reviewed.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.announcement.AnnouncementAction;
import org.wangge.announcement.AnnouncementState;
import org.wangge.fixtures.Reviewed;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.work.Decision;

/** Every state with every step, against the reviewed table. */
class AnnouncementMachineTests {

    private static final Actor DISPATCHER = Reviewed.actor(Permission.ANNOUNCE);
    private static final String AREA = "510703/510703011";

    @Test
    void each_step_leads_where_the_table_says_and_is_shown_where_it_can_be_done() {
        List<String[]> rows = Reviewed.rows("announcement/transitions.csv");
        assertThat(rows).hasSize(AnnouncementState.values().length * AnnouncementAction.values().length);
        for (String[] row : rows) {
            AnnouncementAction step = AnnouncementAction.valueOf(row[1]);
            AnnouncementFile own =
                    Announced.of(AnnouncementState.valueOf(row[0]), AREA).build();
            AnnouncementFile beyond =
                    Announced.of(AnnouncementState.valueOf(row[0]), "510704").build();
            assertThat(outcome(AnnouncementMachine.table(), own, step, DISPATCHER))
                    .as("%s when %s", step, row[0])
                    .isEqualTo(row[2]);
            assertThat(isOpen(AnnouncementMachine.table(), own, step, DISPATCHER))
                    .as("%s when %s is shown", step, row[0])
                    .isEqualTo(!row[2].isEmpty());
            assertThat(outcome(AnnouncementMachine.table(), beyond, step, DISPATCHER))
                    .as("%s of another area", step)
                    .isEmpty();
            assertThat(isOpen(AnnouncementMachine.table(), own, step, Reviewed.actor(Permission.CASE_READ)))
                    .isFalse();
        }
    }

    @ParameterizedTest(name = "after {0} minutes, asked {1} minutes ago: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "0, -, done",
                "30, 10, done",
                "30, 9, announcement.reminded-lately",
                "2879, -, done",
                "2880, -, announcement.expired",
                "3000, 100, announcement.expired"
            })
    void a_reminder_comes_before_the_end_and_not_soon_after_another(long minutes, Long ago, String outcome) {
        Instant now = AT.plus(Duration.ofMinutes(minutes));
        AnnouncementFile file = Announced.of(AnnouncementState.SENT, AREA)
                .remindedAt(ago == null ? null : now.minus(Duration.ofMinutes(ago)))
                .build();
        Decision<AnnouncementFile> decision =
                AnnouncementMachine.decide(file, AnnouncementAction.REMIND, DISPATCHER, now);
        assertThat(
                        decision instanceof Decision.No<AnnouncementFile> no
                                ? no.refusal().code()
                                : "done")
                .isEqualTo(outcome);
        if (decision instanceof Decision.Next<AnnouncementFile> next) {
            assertThat(next.file().reminders()).isEqualTo(1);
            assertThat(next.file().dueAt()).isEqualTo(now);
        }
    }

    @ParameterizedTest(name = "{0} seconds ahead: {1}")
    @CsvSource({"-1, false", "0, false", "1, true", "31622400, true", "31622401, false"})
    void an_end_lies_ahead_and_within_a_year(long seconds, boolean fit) {
        assertThat(AnnouncementMachine.unfit(AT.plusSeconds(seconds), AT) == null)
                .isEqualTo(fit);
    }

    @Test
    void what_is_withdrawn_says_by_whom_and_has_work_left() {
        Decision<AnnouncementFile> decision = AnnouncementMachine.decide(
                Announced.of(AnnouncementState.SENDING, AREA).build(), AnnouncementAction.WITHDRAW, DISPATCHER, AT);
        assertThat(decision).isInstanceOfSatisfying(Decision.Next.class, next -> {
            AnnouncementFile file = (AnnouncementFile) next.file();
            assertThat(requireNonNull(file.withdrawnBy()).id()).isEqualTo(DISPATCHER.id());
            assertThat(file.withdrawnAt()).isEqualTo(AT);
            assertThat(file.dueAt()).isEqualTo(AT);
            assertThat(file.version()).isEqualTo(2);
        });
    }
}
