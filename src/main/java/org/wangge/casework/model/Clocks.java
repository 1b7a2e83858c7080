package org.wangge.casework.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.model.StageClock.State;
import org.wangge.routing.Deadline;
import org.wangge.routing.WorkingCalendar;
import org.wangge.shared.Limit;
import org.wangge.shared.LimitKind;

/**
 * The clocks of a case: start, stop, pause, resume, restart. A value; every change gives a new one. Rules R1 to R9 say which
 * of these an action does; here is how.
 */
public final class Clocks {

    /** Accept and dispatch within 15 minutes, look on the spot within 30, day and night. */
    public static final Limit DESK = new Limit(15, LimitKind.URGENT_MINUTE);

    /** Another office answers within a working hour whether it takes a case. */
    public static final Limit ANSWER = new Limit(1, LimitKind.WORK_HOUR);

    public static final Limit FIELD = new Limit(30, LimitKind.URGENT_MINUTE);

    private final List<StageClock> clocks;
    private final WorkingCalendar calendar;
    private final Instant now;

    private Clocks(List<StageClock> clocks, WorkingCalendar calendar, Instant now) {
        this.clocks = clocks;
        this.calendar = calendar;
        this.now = now;
    }

    public static Clocks of(List<StageClock> clocks, WorkingCalendar calendar, Instant now) {
        return new Clocks(List.copyOf(clocks), calendar, now);
    }

    public List<StageClock> list() {
        return clocks;
    }

    /** Begins a new run of the stage. */
    public Clocks start(Stage stage, Limit limit) {
        Deadline deadline = calendar.deadline(now, limit);
        List<StageClock> more = new ArrayList<>(clocks);
        more.add(new StageClock(
                stage,
                limit,
                now,
                deadline.dueAt(),
                State.RUNNING,
                null,
                null,
                null,
                false,
                deadline.provisional(),
                calendar.version()));
        return new Clocks(List.copyOf(more), calendar, now);
    }

    /** Ends the stage; nothing happens when it has ended or never began. */
    public Clocks stop(Stage stage) {
        return change(
                stage,
                clock -> clock.state() == State.STOPPED
                        ? clock
                        : new StageClock(
                                clock.stage(),
                                clock.limit(),
                                clock.startedAt(),
                                clock.dueAt(),
                                State.STOPPED,
                                clock.remainingMillis(),
                                clock.resumedAt(),
                                now,
                                isLate(clock),
                                false,
                                clock.calendarVersion()));
    }

    /** Ends whatever still runs or rests: the case has ended. */
    public Clocks stopAll() {
        Clocks stopped = this;
        for (Stage stage : Stage.values()) {
            stopped = stopped.stop(stage);
        }
        return stopped;
    }

    /** Lets the stage rest with what is left of its limit; nothing happens unless it runs. */
    public Clocks pause(Stage stage) {
        return change(
                stage,
                clock -> clock.state() != State.RUNNING
                        ? clock
                        : new StageClock(
                                clock.stage(),
                                clock.limit(),
                                clock.startedAt(),
                                null,
                                State.PAUSED,
                                left(clock).toMillis(),
                                null,
                                null,
                                isLate(clock),
                                false,
                                clock.calendarVersion()));
    }

    /** Goes on with what was left; nothing happens unless it was paused. */
    public Clocks resume(Stage stage) {
        return change(stage, clock -> clock.state() == State.PAUSED ? runOn(clock, remaining(clock)) : clock);
    }

    /** Takes up a stage that had ended, with what was left when it did: rework by the same department (R2). */
    public Clocks takeUp(Stage stage) {
        return change(stage, clock -> {
            if (clock.state() != State.STOPPED || clock.dueAt() == null || clock.stoppedAt() == null) {
                return clock;
            }
            Duration left = calendar.between(
                    clock.stoppedAt(), clock.dueAt(), clock.limit().kind());
            return runOn(clock, left);
        });
    }

    private StageClock runOn(StageClock clock, Duration left) {
        // Nothing left, or less: it is due at once, and was late before.
        Deadline deadline = left.isNegative()
                ? new Deadline(now, false)
                : calendar.deadline(now, left, clock.limit().kind());
        return new StageClock(
                clock.stage(),
                clock.limit(),
                clock.startedAt(),
                deadline.dueAt(),
                State.RUNNING,
                left.toMillis(),
                now,
                null,
                clock.late(),
                deadline.provisional(),
                calendar.version());
    }

    /** Computes provisional deadlines anew, now that a calendar has come. */
    public Clocks recompute() {
        return new Clocks(
                clocks.stream()
                        .map(clock -> clock.state() == State.RUNNING && clock.provisional() ? recomputed(clock) : clock)
                        .toList(),
                calendar,
                now);
    }

    private StageClock recomputed(StageClock clock) {
        Instant resumedAt = clock.resumedAt();
        Deadline deadline = resumedAt == null
                ? calendar.deadline(clock.startedAt(), clock.limit())
                : calendar.deadline(resumedAt, remaining(clock), clock.limit().kind());
        return new StageClock(
                clock.stage(),
                clock.limit(),
                clock.startedAt(),
                deadline.dueAt(),
                State.RUNNING,
                clock.remainingMillis(),
                resumedAt,
                null,
                clock.late(),
                deadline.provisional(),
                calendar.version());
    }

    private Duration left(StageClock clock) {
        Instant due = clock.dueAt();
        return due == null
                ? Duration.ZERO
                : calendar.between(now, due, clock.limit().kind());
    }

    private static Duration remaining(StageClock clock) {
        Long millis = clock.remainingMillis();
        return Duration.ofMillis(millis == null ? 0 : millis);
    }

    private boolean isLate(StageClock clock) {
        Instant due = clock.dueAt();
        return clock.late() || (due != null && now.isAfter(due));
    }

    /** Changes the newest run of the stage. */
    private Clocks change(Stage stage, UnaryOperator<StageClock> change) {
        for (int i = clocks.size() - 1; i >= 0; i--) {
            if (clocks.get(i).stage() == stage) {
                List<StageClock> changed = new ArrayList<>(clocks);
                changed.set(i, change.apply(clocks.get(i)));
                return new Clocks(List.copyOf(changed), calendar, now);
            }
        }
        return this;
    }

    private Optional<StageClock> running() {
        return clocks.stream().filter(clock -> clock.state() == State.RUNNING).findFirst();
    }

    /** When the case is due now; null when no clock runs. */
    public @Nullable Instant dueAt() {
        return running().map(StageClock::dueAt).orElse(null);
    }

    /** True when the running clock is provisional, else null: only such cases are in the index of those to recompute. */
    public @Nullable Boolean provisional() {
        return running().filter(StageClock::provisional).isPresent() ? Boolean.TRUE : null;
    }
}
