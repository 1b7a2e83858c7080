package org.wangge.casework.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Limit;

/**
 * One run of a stage's clock.
 *
 * @param dueAt null while paused
 * @param remainingMillis what was left when it was paused, in the time its limit counts; negative when it was late by then
 * @param resumedAt when it went on with what was left, null when it never rested
 * @param stoppedAt when the stage was done
 * @param provisional whether dueAt was computed without a published calendar
 * @param calendarVersion of the calendars it was computed by
 */
public record StageClock(
        Stage stage,
        Limit limit,
        Instant startedAt,
        @Nullable Instant dueAt,
        State state,
        @Nullable Long remainingMillis,
        @Nullable Instant resumedAt,
        @Nullable Instant stoppedAt,
        boolean late,
        boolean provisional,
        long calendarVersion) {

    /** What the clock does. */
    public enum State {
        RUNNING,
        PAUSED,
        STOPPED
    }
}
