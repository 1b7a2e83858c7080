package org.wangge.grid.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.Responsibility;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.grid.ResponsibleWorker.Duty;
import org.wangge.shared.Refusal;

/** Which responsibilities go together in one grid. */
public final class PeriodRules {

    /** An entry made in the evening may say that it holds since the morning. What is older is history. */
    private static final Duration LATEST_ENTRY = Duration.ofDays(1);

    private static final int YEARS_AHEAD = 10;

    private PeriodRules() {}

    /** Why a period cannot be: it is none, it is over, or it lies too far away. */
    public static Optional<Refusal> refusal(ResponsibleWorker worker, Instant now) {
        Instant until = worker.until();
        if (until != null && !until.isAfter(worker.from())) {
            return Optional.of(Refusal.field("grid.period-invalid", "/to"));
        }
        if (worker.from().isBefore(now.minus(LATEST_ENTRY)) || isTooFar(worker.from(), now)) {
            return Optional.of(outOfRange("/from"));
        }
        return until != null && (!until.isAfter(now) || isTooFar(until, now))
                ? Optional.of(outOfRange("/to"))
                : Optional.empty();
    }

    /** Why a responsibility cannot end then. */
    public static Optional<Refusal> refusal(Responsibility present, Instant at, Instant now) {
        Responsibility.State state = present.stateAt(now);
        if (state == Responsibility.State.PAST || state == Responsibility.State.WITHDRAWN) {
            return Optional.of(Refusal.of("grid.responsibility-past"));
        }
        return at.isBefore(now) || isTooFar(at, now) ? Optional.of(outOfRange("/to")) : Optional.empty();
    }

    private static boolean isTooFar(Instant moment, Instant now) {
        return moment.isAfter(
                now.atOffset(ZoneOffset.UTC).plusYears(YEARS_AHEAD).toInstant());
    }

    private static Refusal outOfRange(String pointer) {
        return Refusal.field("grid.period-range", pointer, YEARS_AHEAD);
    }

    /** Why a responsibility does not go with one of the others; a grid has one primary and one substitute at a time. */
    public static Optional<Refusal> conflict(Responsibility wanted, List<Responsibility> others) {
        for (Responsibility other : others) {
            if (!other.id().equals(wanted.id()) && wanted.worker().meets(other.worker())) {
                @Nullable Refusal refusal = conflict(wanted.worker(), other.worker());
                if (refusal != null) {
                    return Optional.of(refusal);
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable Refusal conflict(ResponsibleWorker wanted, ResponsibleWorker other) {
        if (wanted.accountId().equals(other.accountId())) {
            // The backup is the one who most often stands in.
            boolean standsIn =
                    wanted.duty() != Duty.PRIMARY && other.duty() != Duty.PRIMARY && wanted.duty() != other.duty();
            return standsIn ? null : Refusal.field("grid.worker-busy", "/workerId", other.name());
        }
        return wanted.duty() == other.duty() && wanted.duty() != Duty.BACKUP
                ? Refusal.field("grid.duty-taken", "/from", other.name())
                : null;
    }
}
