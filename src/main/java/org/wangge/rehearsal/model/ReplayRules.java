package org.wangge.rehearsal.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.rehearsal.ReplayKind;
import org.wangge.rehearsal.ReplayState;
import org.wangge.rehearsal.model.ReplayFile.Reached;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Decision;

/** When a rehearsal begins, goes on and ends. */
public final class ReplayRules {

    /** A year by the calendar fits, with the month before it. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private static final Duration LONGEST_SHADOW = Duration.ofDays(90);

    private ReplayRules() {}

    /**
     * What is to be tried on which cases.
     *
     * @param office null for the whole district
     */
    public record Order(
            UUID id,
            int ruleSet,
            String fingerprint,
            GridPath area,
            @Nullable String office,
            Instant from,
            Instant to) {}

    /** Refuses {@code routing-replay.period}. */
    public static void checkPeriod(Instant from, Instant to, Instant now) {
        if (!from.isBefore(to)) {
            throw new Refused(Refusal.field("routing-replay.period", "/to", LONGEST.toDays()));
        }
        if (!from.isBefore(now)) {
            throw new Refused(Refusal.field("routing-replay.period", "/from", LONGEST.toDays()));
        }
        if (Duration.between(from, earlier(to, now)).compareTo(LONGEST) > 0) {
            throw new Refused(Refusal.field("routing-replay.period", "/from", LONGEST.toDays()));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Refuses {@code routing-shadow.until}. */
    public static void checkUntil(Instant from, Instant until, Instant now) {
        if (!until.isAfter(now) || Duration.between(from, until).compareTo(LONGEST_SHADOW) > 0) {
            throw new Refused(Refusal.field("routing-shadow.until", "/until", LONGEST_SHADOW.toDays()));
        }
    }

    /** A replay that begins; what is still to come is no past. */
    public static ReplayFile replay(Order order, long expected, Actor actor, Operation operation, Instant now) {
        return begun(order, ReplayKind.REPLAY, actor, operation, now)
                .to(earlier(order.to(), now))
                .expected(expected)
                .build();
    }

    /** @param before an id before those of all cases to come */
    public static ReplayFile shadow(Order order, UUID before, Actor actor, Operation operation, Instant now) {
        return begun(order, ReplayKind.SHADOW, actor, operation, now)
                .shadowOf(order.ruleSet())
                .reached(new Reached(order.from(), before))
                .build();
    }

    private static ReplayFileBuilder begun(
            Order order, ReplayKind kind, Actor actor, Operation operation, Instant now) {
        return ReplayFileBuilder.builder()
                .id(order.id())
                .kind(kind)
                .ruleSet(order.ruleSet())
                .fingerprint(order.fingerprint())
                .area(order.area().value())
                .ancestry(order.area().ancestry())
                .office(order.office())
                .state(ReplayState.RUNNING)
                .version(1)
                .from(order.from())
                .to(order.to())
                .tally(Tally.NOTHING)
                .startedBy(new PersonName(actor.id(), actor.name()))
                .createdAt(now)
                .updatedAt(now)
                .operationKey(operation.key())
                .operationHash(operation.key() == null ? null : operation.bodyHash());
    }

    /** A batch is counted, and where it ended is noted with it. */
    public static Decision.Next<ReplayFile> counted(
            ReplayFile file, List<Tried> batch, @Nullable Reached last, boolean ended, Instant now) {
        ReplayFileBuilder next =
                next(file, now).tally(Counting.plus(file.tally(), batch)).reached(last == null ? file.reached() : last);
        return next(ended ? next.state(ReplayState.DONE).endedAt(now) : next);
    }

    /** It is of rows that are no more. */
    public static Decision.Next<ReplayFile> outdated(ReplayFile file, Instant now) {
        return next(next(file, now).state(ReplayState.OUTDATED).endedAt(now));
    }

    public static Decision<ReplayFile> cancel(ReplayFile file, Instant now) {
        return switch (file.state()) {
            case RUNNING -> next(next(file, now).state(ReplayState.CANCELLED).endedAt(now));
            case CANCELLED -> new Decision.Already<>();
            case DONE, OUTDATED -> new Decision.No<>(Refusal.of("routing-replay.wrong-state", file.state()));
        };
    }

    /**
     * A shadow run takes another end, and goes on from where it came to; one that was cancelled, or is of other rows, begins anew.
     *
     * @param begun as it would begin now
     */
    public static Decision<ReplayFile> prolong(ReplayFile file, ReplayFile begun, Instant now) {
        boolean anew = !file.fingerprint().equals(begun.fingerprint())
                || file.state() == ReplayState.CANCELLED
                || file.state() == ReplayState.OUTDATED;
        if (anew) {
            return next(next(file, now)
                    .fingerprint(begun.fingerprint())
                    .state(ReplayState.RUNNING)
                    .from(begun.from())
                    .to(begun.to())
                    .reached(begun.reached())
                    .tally(Tally.NOTHING)
                    .startedBy(begun.startedBy())
                    .endedAt(null));
        }
        if (file.state() == ReplayState.RUNNING && file.to().equals(begun.to())) {
            return new Decision.Already<>();
        }
        checkUntil(file.from(), begun.to(), now);
        return next(next(file, now).state(ReplayState.RUNNING).to(begun.to()).endedAt(null));
    }

    private static ReplayFileBuilder next(ReplayFile file, Instant now) {
        return ReplayFileBuilder.builder(file).version(file.version() + 1).updatedAt(now);
    }

    private static Decision.Next<ReplayFile> next(ReplayFileBuilder next) {
        return new Decision.Next<>(next.build(), List.of());
    }
}
