package org.wangge.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wangge.account.Admissions.Admission;
import org.wangge.live.model.Wanted;
import org.wangge.shared.Actor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * Somebody who reads a feed: a position in it, and whom it is for. Nothing waits for a reader in memory of its own; what it has
 * yet to get is in the tail, or in the store.
 */
final class Reader {

    /** More than this may not wait for one who does not take what it was sent. */
    static final int MOST_WAITING = 256;

    /** Not to take anything for so long is slow, when much waits. */
    static final Duration SLOW = Duration.ofSeconds(2);

    /** To take nothing at all for so long is to be gone. */
    static final Duration GONE = Duration.ofMinutes(1);

    /** For the last frame to be taken. */
    static final Duration LAST_WORD = Duration.ofSeconds(10);

    private final FeedTail tail;
    private final String feed;
    private final Admission admission;
    private final Actor actor;
    private final Wanted wanted;
    private final long headAtStart;
    private final Sinks.Many<Boolean> nudges =
            Sinks.many().unicast().onBackpressureBuffer(Queues.<Boolean>one().get());
    private final Sinks.Empty<Void> stuck = Sinks.empty();

    private volatile long position;
    private volatile boolean caughtUp;
    private volatile Instant heartbeatAt = Instant.MAX;
    private volatile @Nullable End end;
    private volatile @Nullable Instant endedAt;
    private volatile @Nullable Instant writingSince;

    /** Why it is over. */
    enum End {
        SLOW,
        TOKEN,
        SCOPE,
        SHUTDOWN;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The next entries.
     *
     * @param more whether there are further ones already
     * @param resync whether some are gone that this reader has not had; then it goes on from the newest
     */
    record Page(List<Told> told, boolean more, boolean resync) {

        static final Page NOTHING = new Page(List.of(), false, false);

        boolean isEmpty() {
            return told.isEmpty() && !resync;
        }
    }

    /** @param headAtStart the newest number when it came; it gets later ones when they are in the tail */
    Reader(
            FeedTail tail,
            String feed,
            Admission admission,
            Actor actor,
            Wanted wanted,
            long position,
            long headAtStart) {
        this.tail = tail;
        this.feed = feed;
        this.admission = admission;
        this.actor = actor;
        this.wanted = wanted;
        this.position = position;
        this.headAtStart = headAtStart;
    }

    String feed() {
        return feed;
    }

    Admission admission() {
        return admission;
    }

    long headAtStart() {
        return headAtStart;
    }

    long position() {
        return position;
    }

    @Nullable
    End end() {
        return end;
    }

    /** When a sign of life is due; never for who waits for one answer only. */
    void heartbeatAt(Instant at) {
        heartbeatAt = at;
    }

    boolean isHeartbeatDue(Instant now) {
        return !now.isBefore(heartbeatAt);
    }

    /** Each time there may be something to do. */
    Flux<Boolean> nudges() {
        return nudges.asFlux();
    }

    /** Has it look; does nothing when it is to look already. */
    void nudge() {
        Sinks.EmitResult result;
        do {
            result = nudges.tryEmitNext(Boolean.TRUE);
        } while (result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
    }

    /** After its last word. */
    void close() {
        Sinks.EmitResult result;
        do {
            result = nudges.tryEmitComplete();
        } while (result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
    }

    /** Completes when the last word was not taken in time. */
    Mono<Void> stuck() {
        return stuck.asMono();
    }

    /** It is over; the first reason stays. */
    void end(End why, Instant now) {
        if (end == null) {
            endedAt = now;
            end = why;
            nudge();
        }
    }

    private long reachable() {
        return Math.max(headAtStart, tail.head(feed));
    }

    boolean hasMore() {
        return position < reachable();
    }

    /** What comes next for it; nothing after its end. */
    Mono<Page> page(int limit) {
        long from = position;
        if (end != null || from >= reachable()) {
            caughtUp = true;
            return Mono.just(Page.NOTHING);
        }
        return tail.after(feed, from, limit).map(found -> taken(from, found));
    }

    /** Entries beyond what is reachable may not be had yet: whoever reads them was not looked at since they came. */
    private Page taken(long from, List<Told> found) {
        long reachable = reachable();
        List<Told> next =
                found.stream().filter(told -> told.entry().seq() <= reachable).toList();
        if (next.isEmpty() || next.get(0).entry().seq() != from + 1) {
            position = reachable;
            return new Page(List.of(), false, true);
        }
        List<Told> told = next.stream().filter(this::isForIt).toList();
        if (end != null) {
            // Where it goes on is where it was: whether it may have these is asked again then.
            return Page.NOTHING;
        }
        position = next.get(next.size() - 1).entry().seq();
        return new Page(told, hasMore(), false);
    }

    private boolean isForIt(Told told) {
        return wanted.matches(told.entry()) && told.entry().isFor(actor);
    }

    /** It was sent something, and has taken it when this is called with null. */
    void writing(@Nullable Instant since) {
        writingSince = since;
    }

    /** Ends it when its token has ended or it takes nothing. */
    void watch(Instant now) {
        Instant since = writingSince;
        Instant over = endedAt;
        if (over != null) {
            if (!now.isBefore(over.plus(LAST_WORD))) {
                stuck.tryEmitEmpty();
            }
        } else if (!now.isBefore(admission.until())) {
            end(End.TOKEN, now);
        } else if (since != null
                && (!now.isBefore(since.plus(GONE)) || !now.isBefore(since.plus(SLOW)) && tooMuchWaits())) {
            end(End.SLOW, now);
        }
    }

    /** One that still catches up is not behind through a fault of its own. */
    private boolean tooMuchWaits() {
        if (!caughtUp || reachable() - position <= MOST_WAITING) {
            return false;
        }
        List<Told> waiting = tail.inMemory(feed, position, Integer.MAX_VALUE);
        return waiting == null || waiting.stream().filter(this::isForIt).count() > MOST_WAITING;
    }

    /** Ends it when the account may not act any more, or may do or see something else than when it came. */
    void check(@Nullable Actor present, Instant now) {
        if (present == null) {
            end(End.TOKEN, now);
        } else if (!present.permissions().equals(actor.permissions())
                || !present.scopes().equals(actor.scopes())
                || !present.departments().equals(actor.departments())) {
            end(End.SCOPE, now);
        }
    }
}
