package org.wangge.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.casework.model.Clocks;
import org.wangge.casework.model.Stage;
import org.wangge.casework.model.StageClock;

class CaseViewsTests {

    @ParameterizedTest
    @CsvSource({
        "RUNNING, 2026-01-05T01:35:00Z, false, 2026-01-05T01:35:00Z, false",
        "RUNNING, 2026-01-05T01:35:00Z, false, 2026-01-05T01:35:00.001Z, true",
        "RUNNING, 2026-01-05T01:35:00Z, true, 2026-01-05T01:20:00Z, true",
        "PAUSED, , true, 2026-01-05T01:20:00Z, true",
        "PAUSED, , false, 2026-01-09T01:20:00Z, false",
        "STOPPED, 2026-01-05T01:35:00Z, false, 2026-01-09T01:20:00Z, false",
        "STOPPED, 2026-01-05T01:35:00Z, true, 2026-01-09T01:20:00Z, true"
    })
    void a_clock_is_late_as_soon_as_its_time_is_over_and_stays_so(
            StageClock.State state, @Nullable Instant dueAt, boolean before, Instant now, boolean late) {
        StageClock clock = new StageClock(
                Stage.ACCEPT,
                Clocks.DESK,
                Instant.parse("2026-01-05T01:20:00Z"),
                dueAt,
                state,
                null,
                null,
                state == StageClock.State.STOPPED ? dueAt : null,
                before,
                false,
                1);
        assertThat(CaseViews.isLate(clock, now)).isEqualTo(late);
    }
}
