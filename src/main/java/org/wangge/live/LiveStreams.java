package org.wangge.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Admissions;
import org.wangge.account.Admissions.Admission;
import org.wangge.live.model.Wanted;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Nudge;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Mono;

/**
 * Who listens at this instance. One turn looks what is new for all of them, then whether they may still hear it, and only then
 * lets them have it. Without listeners it asks nothing.
 */
@Component
public class LiveStreams implements PolledWork {

    private static final String NAME = "live-streams";
    private static final int MOST_IN_AN_ANSWER = 256;
    private static final long SOON_SECONDS = 5;
    private static final String BY_ITSELF = "client";

    /** So old may be what is known of the readers when something is told, and when nothing is. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final Duration FRESH_IN_QUIET = FeedFrames.HEARTBEAT;

    private final LiveFeed feed;
    private final FeedTail tail;
    private final FeedFrames frames;
    private final FeedCursors cursors;
    private final Admissions admissions;
    private final LiveSettings settings;
    private final Nudge nudge;
    private final Clock clock;
    private final MeterRegistry metrics;

    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();

    private volatile boolean shutDown;
    private volatile long changesSeen;
    private volatile Instant checkedAt = Instant.EPOCH;

    LiveStreams(
            LiveFeed feed,
            FeedTail tail,
            FeedFrames frames,
            FeedCursors cursors,
            Admissions admissions,
            LiveSettings settings,
            Nudge nudge,
            Clock clock,
            MeterRegistry metrics) {
        this.feed = feed;
        this.tail = tail;
        this.frames = frames;
        this.cursors = cursors;
        this.admissions = admissions;
        this.settings = settings;
        this.nudge = nudge;
        this.clock = clock;
        this.metrics = metrics;
        feed.whenGrown(this::wake);
        left(BY_ITSELF);
        metrics.gauge("wangge.live.readers", readers, Set::size);
    }

    /**
     * What a long poll comes to.
     *
     * @param cursor where to go on
     * @param resync whether something was missed, so that lists are to be read anew
     */
    public record Answer(List<EventView> events, String cursor, boolean resync) {}

    /** @param lost whether the position it came with is no good, or of another district */
    private record Joined(Reader reader, boolean lost) {}

    /**
     * A stream from after a position, or from now on without one. Refuses {@code auth.required} when the admission has ended and
     * {@code live.too-many} when this person has too many. {@link #leave} must follow.
     */
    public Mono<EventStream> stream(Admission admission, Wanted wanted, @Nullable String after) {
        return join(admission, wanted, after).map(joined -> {
            EventStream stream = new EventStream(joined.reader(), frames, clock, joined.lost());
            joined.reader().nudge();
            return stream;
        });
    }

    /** After a stream has ended, however it did. Repeatable. */
    public void leave(EventStream stream) {
        leave(stream.reader());
    }

    private void leave(Reader reader) {
        if (readers.remove(reader)) {
            Reader.End end = reader.end();
            left(end == null ? BY_ITSELF : end.code()).increment();
        }
    }

    private Counter left(String reason) {
        return metrics.counter("wangge.live.left", "reason", reason);
    }

    /**
     * The events after a position, as soon as there is one and at the latest after this time; without a position none, but where
     * to begin, at once. Refuses as {@link #stream} does.
     */
    public Mono<Answer> poll(Admission admission, Wanted wanted, @Nullable String after, Duration wait) {
        return Mono.usingWhen(
                join(admission, wanted, after),
                joined -> after == null || joined.lost()
                        ? Mono.just(answer(joined.reader(), Reader.Page.NOTHING, joined.lost()))
                        : firstPage(joined.reader())
                                .flatMap(page -> page.isEmpty() ? laterPage(joined.reader(), wait) : Mono.just(page))
                                .map(page -> answer(joined.reader(), page, page.resync())),
                joined -> Mono.fromRunnable(() -> leave(joined.reader())));
    }

    private static Mono<Reader.Page> firstPage(Reader reader) {
        return Mono.defer(() -> reader.page(MOST_IN_AN_ANSWER))
                .repeat()
                .takeUntil(page -> !page.isEmpty() || !page.more())
                .last();
    }

    private static Mono<Reader.Page> laterPage(Reader reader, Duration wait) {
        return wait.isZero()
                ? Mono.just(Reader.Page.NOTHING)
                : reader.nudges()
                        .concatMap(nudged -> firstPage(reader))
                        .filter(page -> !page.isEmpty() || reader.end() != null)
                        .next()
                        .timeout(wait, Mono.just(Reader.Page.NOTHING));
    }

    private Answer answer(Reader reader, Reader.Page page, boolean resync) {
        return new Answer(
                page.told().stream().map(Told::view).toList(), frames.cursor(reader.feed(), reader.position()), resync);
    }

    private Mono<Joined> join(Admission admission, Wanted wanted, @Nullable String after) {
        return Mono.defer(() -> {
            refuseTooMany(admission);
            return admissions
                    .stillIn(List.of(admission))
                    .flatMap(still -> Mono.justOrEmpty(still.get(admission)))
                    .filter(actor -> clock.instant().isBefore(admission.until()))
                    .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("auth.required"))))
                    .flatMap(actor -> join(admission, actor, wanted, after));
        });
    }

    private void refuseTooMany(Admission admission) {
        long open = readers.stream()
                .filter(reader -> reader.admission().accountId().equals(admission.accountId()))
                .count();
        if (open >= settings.streamsPerPerson()) {
            throw new Refused(
                    Refusal.of("live.too-many", settings.streamsPerPerson()).retryAfter(SOON_SECONDS));
        }
    }

    private Mono<Joined> join(Admission admission, Actor actor, Wanted wanted, @Nullable String after) {
        String district = actor.scopes().get(0).district();
        return feed.head(district).map(head -> {
            Long seq = after == null ? head : seqOf(after, district, head);
            Reader reader = new Reader(tail, district, admission, actor, wanted, seq == null ? head : seq, head);
            readers.add(reader);
            if (shutDown) {
                reader.end(Reader.End.SHUTDOWN, clock.instant());
            }
            return new Joined(reader, seq == null);
        });
    }

    /** Null when it is none of ours, of another district, or beyond what there is. */
    private @Nullable Long seqOf(String after, String district, long head) {
        return cursors.read(after)
                .filter(position -> position.feed().equals(district))
                .map(FeedCursors.Position::seq)
                .filter(seq -> seq <= head)
                .orElse(null);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(1);
    }

    private void wake(String grown) {
        if (!readers.isEmpty()) {
            nudge.wake(NAME);
        }
    }

    @Override
    public Mono<Boolean> turn() {
        if (readers.isEmpty()) {
            tail.forget();
            return Mono.just(false);
        }
        return tail.news(begins())
                .flatMap(news ->
                        checked(news.isEmpty() ? FRESH_IN_QUIET : FRESH).then(Mono.fromRunnable(() -> tell(news))))
                .thenReturn(false);
    }

    /** By feed, the number from which on nobody has it. */
    private Map<String, Long> begins() {
        Map<String, Long> begins = new HashMap<>();
        readers.forEach(reader -> begins.merge(reader.feed(), reader.headAtStart(), Math::min));
        return begins;
    }

    /** What this instance changed is known at once, what others changed after this time. */
    private Mono<Void> checked(Duration fresh) {
        long changes = admissions.changes();
        Instant now = clock.instant();
        if (changes == changesSeen && now.isBefore(checkedAt.plus(fresh))) {
            return Mono.empty();
        }
        Collection<Reader> all = List.copyOf(readers);
        Set<Admission> whose = new HashSet<>();
        all.forEach(reader -> whose.add(reader.admission()));
        return admissions
                .stillIn(whose)
                .doOnNext(still -> {
                    all.forEach(reader -> reader.check(still.get(reader.admission()), now));
                    changesSeen = changes;
                    checkedAt = now;
                })
                .then();
    }

    private void tell(List<FeedEntry> news) {
        Instant now = clock.instant();
        tail.take(news);
        readers.forEach(reader -> {
            reader.watch(now);
            if (reader.hasMore() || reader.isHeartbeatDue(now)) {
                reader.nudge();
            }
        });
    }

    /** Whoever comes from now on may stay; also after {@link #shutDown}, for an instance that is stopped and goes on. */
    public void open() {
        shutDown = false;
    }

    /** Everybody is told that this instance ends, and goes elsewhere; who comes now is told so too. Repeatable. */
    public void shutDown() {
        shutDown = true;
        Instant now = clock.instant();
        readers.forEach(reader -> reader.end(Reader.End.SHUTDOWN, now));
    }
}
