package org.wangge.notification.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wangge.casework.CaseAction;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.model.Ladder.Climb;
import org.wangge.notification.model.Ladder.Footing;
import org.wangge.notification.model.Ladder.Rung;
import org.wangge.notification.model.Ladder.Step;

/** Which rung is next, and when. */
class LadderTests {

    private static final Instant BEGIN = Instant.parse("2026-01-05T01:20:00Z");
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private static Ladder after(@Nullable Rung last) {
        Ladder begun = Ladder.from(BEGIN, WITHIN, List.of());
        return last == null
                ? begun
                : new Ladder(begun.dueAt(), begun.until(), List.of(), List.of(new Climb(last, BEGIN, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        // last,     pushing, devices, deputies, desk, fallback | rung, told, again
        "          , false, 2, 1, 3, true,  AGAIN,        1, true",
        "AGAIN     , false, 2, 1, 3, true,  OTHER_DEVICE, 1, true",
        "OTHER_DEVICE, false, 2, 1, 3, true, DEPUTY,      1, true",
        "DEPUTY    , false, 2, 1, 3, true,  DESK,         3, true",
        "DESK      , false, 2, 1, 3, true,  FALLBACK,     1, false",
        "FALLBACK  , false, 2, 1, 3, true,  ,             0, false",
        // What is not there is left out.
        "          , false, 0, 1, 3, true,  DEPUTY,       1, true",
        "          , false, 1, 0, 3, true,  AGAIN,        1, true",
        "AGAIN     , false, 1, 0, 3, true,  DESK,         3, true",
        "AGAIN     , false, 4, 0, 3, true,  OTHER_DEVICE, 3, true",
        "DESK      , false, 1, 1, 3, false, ,             0, false",
        "          , false, 0, 0, 0, false, ,             0, false",
        // A push that is still on its way is not asked for again.
        "          , true,  2, 0, 2, false, DESK,         2, true"
    })
    void the_next_rung_is_the_first_on_which_somebody_is_told(
            @Nullable Rung last,
            boolean pushing,
            int devices,
            int deputies,
            int desk,
            boolean fallback,
            @Nullable Rung expected,
            int told,
            boolean again) {
        Step step = after(last)
                .next(new Footing(true, pushing, devices, deputies, desk, fallback), BEGIN.plus(WITHIN), WITHIN);
        if (expected == null) {
            assertThat(step).isEqualTo(new Step(null, null));
        } else {
            assertThat(step.climb()).isEqualTo(new Climb(expected, BEGIN.plus(WITHIN), told));
            assertThat(step.dueAt()).isEqualTo(again ? BEGIN.plus(WITHIN).plus(WITHIN) : null);
        }
    }

    @Test
    void nobody_is_called_for_who_is_not_on_duty_and_after_a_day_it_ends() {
        Ladder ladder = after(null);
        Footing off = new Footing(false, false, 2, 1, 3, true);
        assertThat(ladder.next(off, BEGIN.plus(WITHIN), WITHIN)).isEqualTo(new Step(null, BEGIN.plusSeconds(600)));
        Instant late = BEGIN.plus(Duration.ofDays(1));
        assertThat(ladder.next(off, late, WITHIN)).isEqualTo(new Step(null, null));
        assertThat(ladder.next(new Footing(true, false, 2, 1, 3, true), late, WITHIN))
                .isEqualTo(new Step(null, null));
    }

    @Test
    void all_rungs_are_climbed_once_in_order() {
        Footing all = new Footing(true, false, 2, 1, 3, true);
        List<Climb> climbs = new ArrayList<>();
        Ladder ladder = after(null);
        Instant now = BEGIN.plus(WITHIN);
        Step step = ladder.next(all, now, WITHIN);
        while (step.climb() != null) {
            climbs.add(requireNonNull(step.climb()));
            now = now.plus(WITHIN);
            ladder = new Ladder(step.dueAt(), ladder.until(), List.of(), climbs);
            step = ladder.next(all, now, WITHIN);
        }
        assertThat(climbs).extracting(Climb::rung).containsExactly(Rung.values());
    }

    @ParameterizedTest
    @EnumSource(
            value = CaseAction.class,
            names = {"COMMENT", "ABSORB", "FOLLOW_GRID", "MOVE_DESK", "REFILE"})
    void what_leaves_the_same_to_the_same_person_does_not_end_it(CaseAction action) {
        assertThat(Ladder.isEndedBy(action)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPT, CASE_DISPATCHED",
        "RETURN, CASE_DISPATCHED",
        "VERIFY, VERIFICATION_ASKED",
        "CHECK, CHECK_ASKED",
        "RESOLVE, CASE_REWORK"
    })
    void what_was_asked_is_answered_by_its_step(CaseAction action, NoticeKind kind) {
        assertThat(Ladder.answeredBy(action)).containsExactly(kind);
        assertThat(Ladder.isEndedBy(action)).isTrue();
        assertThat(Ladder.isFor(kind)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // said by the phone, taken
                "-,                    2026-01-05T02:00:00Z",
                "2026-01-05T01:30:00Z, 2026-01-05T01:30:00Z",
                "2026-01-05T01:19:00Z, 2026-01-05T01:20:00Z",
                "2026-01-05T01:00:00Z, 2026-01-05T02:00:00Z",
                "2026-01-05T02:00:01Z, 2026-01-05T02:00:00Z",
                "1970-01-01T00:00:00Z, 2026-01-05T02:00:00Z",
                "9999-12-31T23:59:59Z, 2026-01-05T02:00:00Z"
            })
    void a_phones_time_is_taken_where_it_can_be(@Nullable Instant said, Instant taken) {
        assertThat(HeardTime.credible(said, BEGIN, Instant.parse("2026-01-05T02:00:00Z")))
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,true", "PT2H,true", "PT24H,true", "PT24H0.001S,false", "P60D,false"})
    void what_an_outage_held_up_for_hours_is_climbed_for_and_the_past_is_not(Duration late, boolean climbs) {
        Instant now = Instant.parse("2026-01-05T01:20:00Z");
        assertThat(Ladder.isInTime(now.minus(late), now)).isEqualTo(climbs);
    }
}
