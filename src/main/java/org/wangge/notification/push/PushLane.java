package org.wangge.notification.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.wangge.notification.Channel;
import org.wangge.notification.NotificationSettings;
import org.wangge.notification.store.LaneStore;
import org.wangge.notification.store.LaneStore.Lane;
import reactor.core.publisher.Mono;

/**
 * Whether messages may be sent by a channel at all, and how long to wait when they may not. Many messages are on their way when
 * the service says stop, and each of them brings the same answer back: together they count as one refusal, and the longest wait
 * holds. What one instance hears is stored, so that the others do not ask for themselves; and of all of them one tries whether it
 * is over.
 */
final class PushLane {

    private static final int MOST_DOUBLINGS = 12;

    /** So many addresses that are not of our project, and none that is: then it is the project that is wrong. */
    private static final int FOREIGN_IN_A_ROW = 5;

    /** By FCM's own name, and by that of whatever stands before it. */
    private static final Set<String> QUOTA = Set.of("QUOTA_EXCEEDED", "RESOURCE_EXHAUSTED");

    /** Whoever says when to come again means hours at most; more is a mistake, and must not stop pushes for good. */
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final Channel channel;
    private final NotificationSettings settings;
    private final LaneStore lanes;
    private final Clock clock;
    private final Set<String> foreign = new HashSet<>();
    private volatile Lane state = Lane.FREE;
    private volatile boolean unsaved;
    private volatile boolean proven;

    PushLane(Channel channel, NotificationSettings settings, LaneStore lanes, Clock clock) {
        this.channel = channel;
        this.settings = settings;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** How a lane stands, for people. */
    enum Circuit {
        CLOSED,
        /** The service asked to wait, or is away. */
        WAITING,
        /** The service does not take our credentials, or does not know our project. */
        OPEN;

        static Circuit of(Lane lane) {
            String code = lane.code();
            if (lane.refusals() == 0 || code == null) {
                return CLOSED;
            }
            boolean refused = code.startsWith("TOKEN_")
                    || Set.of("UNAUTHENTICATED", "PERMISSION_DENIED", "SENDER_ID_MISMATCH")
                            .contains(code);
            return refused ? OPEN : WAITING;
        }
    }

    /** As it was last known here. */
    Lane state() {
        return state;
    }

    /** Until when nothing is sent; empty when sending is allowed. */
    Optional<Instant> pausedUntil() {
        return Optional.of(state.until()).filter(until -> clock.instant().isBefore(until));
    }

    /** After a pause one message goes first, to see whether the others may. */
    boolean isProbing() {
        return state.refusals() > 0;
    }

    /** Learns what other instances heard; says how many messages may go now. */
    Mono<Integer> allowed(int most) {
        return save(false)
                .then(refresh())
                .then(Mono.defer(() -> pausedUntil().isPresent()
                        ? Mono.just(0)
                        : isProbing() ? lanes.tryAlone(channel).map(alone -> alone ? 1 : 0) : Mono.just(most)));
    }

    Mono<Void> refresh() {
        return lanes.read(channel).doOnNext(this::learn).then();
    }

    private synchronized void learn(Lane stored) {
        if (!unsaved) {
            state = stored;
        }
    }

    /** Tells the other instances what was heard here; ends the trial, if it was one. */
    Mono<Void> save(boolean trial) {
        return Mono.defer(() -> {
            if (!unsaved && !trial) {
                return Mono.empty();
            }
            Lane heard = state;
            return lanes.write(channel, heard).doOnSuccess(written -> saved(heard));
        });
    }

    private synchronized void saved(Lane written) {
        unsaved = unsaved && !state.equals(written);
    }

    /** The service refused everything, in answer to a message sent at that moment; says until when to wait. */
    synchronized Instant pause(PushResult.Later refusal, Instant sentAt) {
        Lane before = state;
        Instant until = clock.instant().plus(wait(refusal, before.refusals()));
        boolean sameRefusal = sentAt.isBefore(before.until());
        state = new Lane(
                before.until().isAfter(until) ? before.until() : until,
                sameRefusal ? before.refusals() : before.refusals() + 1,
                refusal.code());
        unsaved = true;
        return state.until();
    }

    /** The service dealt with a message sent at that moment, so it deals with us. */
    synchronized void open(Instant sentAt) {
        if (!sentAt.isBefore(state.until()) && state.refusals() > 0) {
            state = new Lane(state.until(), 0, null);
            unsaved = true;
        }
    }

    /** It took one, so the project is the right one. */
    synchronized void prove() {
        proven = true;
        foreign.clear();
    }

    boolean isProven() {
        return proven;
    }

    /** Said that an address is not of our project; gives until when to wait once it must be the project that is wrong. */
    synchronized Optional<Instant> doubt(String address, String code, Instant sentAt) {
        foreign.add(address);
        boolean wrong = !proven && (foreign.size() >= FOREIGN_IN_A_ROW || code.equals(state.code()));
        return wrong ? Optional.of(pause(new PushResult.Later(code, null, true), sentAt)) : Optional.empty();
    }

    /** What the service asked for, else doubling; with up to a fifth more at random, so that not all come back at once. */
    Duration wait(PushResult.Later later, int failuresBefore) {
        @Nullable Duration asked = later.after();
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
