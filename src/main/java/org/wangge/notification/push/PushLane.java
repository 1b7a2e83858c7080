package org.wangge.notification.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.wangge.notification.NotificationSettings;
import org.wangge.notification.push.PushGateway.PushResult;

/**
 * Whether this instance may push at all, and how long to wait when it may not. Many messages are on their way when FCM says
 * stop, and each of them brings the same answer back: together they count as one refusal, and the longest wait holds.
 */
final class PushLane {

    private static final int MOST_DOUBLINGS = 12;

    /** By FCM's own name, and by that of whatever stands before it. */
    private static final Set<String> QUOTA = Set.of("QUOTA_EXCEEDED", "RESOURCE_EXHAUSTED");

    /** Whoever says when to come again means hours at most; more is a mistake, and must not stop pushes for good. */
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final NotificationSettings settings;
    private final Clock clock;
    private volatile State state = new State(Instant.EPOCH, 0);

    /**
     * @param until when sending may begin again
     * @param refusals how many times in a row FCM refused everything
     */
    private record State(Instant until, int refusals) {}

    PushLane(NotificationSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Until when nothing is sent; empty when sending is allowed. */
    Optional<Instant> pausedUntil() {
        return Optional.of(state.until()).filter(until -> clock.instant().isBefore(until));
    }

    /** After a pause one message goes first, to see whether the others may. */
    boolean isProbing() {
        return state.refusals() > 0;
    }

    /** FCM refused everything, in answer to a message sent at that moment; says until when to wait. */
    synchronized Instant pause(PushResult.Later refusal, Instant sentAt) {
        State before = state;
        Instant until = clock.instant().plus(wait(refusal, before.refusals()));
        boolean sameRefusal = sentAt.isBefore(before.until());
        State after = new State(
                before.until().isAfter(until) ? before.until() : until,
                sameRefusal ? before.refusals() : before.refusals() + 1);
        state = after;
        return after.until();
    }

    /** FCM dealt with a message sent at that moment, so it deals with us. */
    synchronized void open(Instant sentAt) {
        if (!sentAt.isBefore(state.until())) {
            state = new State(state.until(), 0);
        }
    }

    /** What FCM asked for, else doubling; with up to a fifth more at random, so that not all come back at once. */
    Duration wait(PushResult.Later later, int failuresBefore) {
        Duration asked = later.after();
        Duration base;
        if (asked != null) {
            base = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        } else if (QUOTA.contains(later.code())) {
            base = settings.quotaPause();
        } else {
            Duration doubled = settings.firstBackOff().multipliedBy(1L << Math.min(failuresBefore, MOST_DOUBLINGS));
            base = doubled.compareTo(settings.longestBackOff()) > 0 ? settings.longestBackOff() : doubled;
        }
        return base.plusMillis(ThreadLocalRandom.current().nextLong(base.toMillis() / 5 + 1));
    }
}
