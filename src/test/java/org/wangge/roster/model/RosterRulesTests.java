package org.wangge.roster.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.roster.DutyRole;
import org.wangge.roster.OnDuty;
import org.wangge.shared.PhoneTime;
import org.wangge.work.Decision;

class RosterRulesTests {

    private static final Instant NOW = Instant.parse("2026-01-05T01:20:00Z");
    private static final String OFFICE = "510703103";
    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID BERT = new UUID(0, 2);

    private static Shift shift(UUID who, String from, String to) {
        return new Shift(who, DutyRole.DUTY_HANDLER, NOW.plus(Duration.parse(from)), NOW.plus(Duration.parse(to)));
    }

    private static List<String> faults(Shift... shifts) {
        return RosterRules.faults(List.of(shifts), Set.of(ANNA, BERT), NOW).stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0H, PT8H,",
        "PT8H, PT0H, /shifts/0/to duty.shift-period",
        "PT8H, PT8H, /shifts/0/to duty.shift-period",
        "P1D, P32D,",
        "P1D, P33D, /shifts/0/to duty.shift-long",
        "P365D, P366D,",
        "P365D, P367D, /shifts/0/to duty.shift-far",
        "P-400D, P-399D,"
    })
    void a_shift_has_a_sound_period(String from, String to, String fault) {
        assertThat(faults(shift(ANNA, from, to))).isEqualTo(fault == null ? List.of() : List.of(fault));
    }

    @ParameterizedTest
    @CsvSource({
        "PT8H, PT16H,",
        "PT7H, PT16H, /shifts/1/from duty.shift-overlap",
        "PT-8H, PT0H,",
        "PT-8H, PT1H, /shifts/1/from duty.shift-overlap",
        "PT1H, PT2H, /shifts/1/from duty.shift-overlap",
        "PT-1H, PT9H, /shifts/1/from duty.shift-overlap",
        "PT0H, PT8H, /shifts/1/from duty.shift-overlap"
    })
    void nobody_is_on_duty_twice_at_once(String from, String to, String fault) {
        assertThat(faults(shift(ANNA, "PT0H", "PT8H"), shift(ANNA, from, to)))
                .isEqualTo(fault == null ? List.of() : List.of(fault));
        assertThat(faults(shift(ANNA, "PT0H", "PT8H"), shift(BERT, from, to))).isEmpty();
    }

    @Test
    void only_people_of_the_office_are_planned_and_who_left_keeps_what_is_over() {
        UUID stranger = new UUID(0, 3);
        assertThat(faults(shift(stranger, "PT0H", "PT8H"))).containsExactly("/shifts/0/accountId duty.person-unknown");
        assertThat(faults(shift(stranger, "PT-8H", "PT0H"))).isEmpty();
    }

    @Test
    void a_roster_is_in_order_forgets_after_a_month_and_stays_when_nothing_is_new() {
        Shift late = shift(ANNA, "P1D", "P2D");
        Shift early = shift(BERT, "PT0H", "PT8H");
        Shift lastMonth = shift(BERT, "P-31D", "P-30D");
        Shift longAgo = shift(BERT, "P-40D", "P-32D");
        Decision<Roster> first = Roster.empty(OFFICE).planned(List.of(late, longAgo, early, lastMonth), NOW);
        assertThat(first)
                .isInstanceOfSatisfying(
                        Decision.Next.class,
                        next -> assertThat(next.file())
                                .isEqualTo(new Roster(OFFICE, List.of(lastMonth, early, late), 1)));
        assertThat(new Roster(OFFICE, List.of(lastMonth, early, late), 1).planned(List.of(early, late, lastMonth), NOW))
                .isInstanceOf(Decision.Already.class);
    }

    private static Presence begun(UUID who, String from, String until) {
        return new Presence(
                who,
                OFFICE,
                DutyRole.DUTY_WORKER,
                NOW.plus(Duration.parse(from)),
                NOW.plus(Duration.parse(until)),
                null);
    }

    private static List<String> onDuty(List<Shift> shifts, Presence... begun) {
        return RosterRules.onDuty(List.of(new Roster(OFFICE, shifts, 1)), List.of(begun), NOW).stream()
                .map(one -> one.accountId().getLeastSignificantBits() + " " + one.source())
                .toList();
    }

    @Test
    void the_beginning_is_on_duty_and_the_end_is_not() {
        assertThat(onDuty(List.of(shift(ANNA, "PT0H", "PT8H"), shift(BERT, "PT-8H", "PT0H"))))
                .containsExactly("1 ROSTER");
        assertThat(onDuty(List.of(), begun(ANNA, "PT0H", "PT12H"), begun(BERT, "PT-12H", "PT0H")))
                .containsExactly("1 BEGUN");
        assertThat(onDuty(List.of(), begun(ANNA, "PT1S", "PT12H"))).isEmpty();
    }

    @Test
    void who_is_planned_and_began_is_told_of_once_as_planned() {
        assertThat(onDuty(List.of(shift(ANNA, "PT-1H", "PT8H")), begun(ANNA, "PT-1H", "PT11H")))
                .containsExactly("1 ROSTER");
    }

    @Test
    void who_only_gave_a_position_began_nothing() {
        Presence placed = new Presence(ANNA, OFFICE, DutyRole.DUTY_WORKER, null, null, null);
        assertThat(onDuty(List.of(), placed)).isEmpty();
        assertThat(RosterRules.begun(placed, NOW)).isNull();
    }

    @Test
    void a_leader_comes_before_handlers_and_they_before_workers() {
        List<Shift> shifts = List.of(
                new Shift(ANNA, DutyRole.DUTY_WORKER, NOW, NOW.plusSeconds(60)),
                new Shift(BERT, DutyRole.DUTY_LEADER, NOW, NOW.plusSeconds(60)));
        assertThat(RosterRules.onDuty(List.of(new Roster(OFFICE, shifts, 1)), List.of(), NOW))
                .extracting(OnDuty::role)
                .containsExactly(DutyRole.DUTY_LEADER, DutyRole.DUTY_WORKER);
    }

    @Test
    void nobody_was_anywhere_in_the_future_or_in_no_year() {
        Instant past = NOW.minusSeconds(90);
        assertThat(RosterRules.measuredAt(PhoneTime.of(past), NOW)).isEqualTo(past);
        assertThat(RosterRules.measuredAt(PhoneTime.of(NOW.plusSeconds(90)), NOW))
                .isEqualTo(NOW);
        assertThat(RosterRules.measuredAt(PhoneTime.parse("0000-01-01T00:00:00Z"), NOW))
                .isEqualTo(NOW);
        assertThat(RosterRules.measuredAt(null, NOW)).isEqualTo(NOW);
        assertThat(RosterRules.countsUntil(past)).isEqualTo(past.plus(Duration.ofMinutes(30)));
    }
}
