package org.wangge.live;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.wangge.live.store.FeedStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The feed of each district: all that happened in it, numbered without a hole. Who reads keeps the number it has read to, and
 * asks for what comes after.
 */
@Component
public class LiveFeed {

    /** For so long an entry can be read. */
    public static final Duration RETENTION = Duration.ofHours(24);

    private static final Duration RECENT = Duration.ofMillis(250);

    /** Each time somebody else was first, and so had got on. */
    private static final int ATTEMPTS = 100;

    private final FeedStore store;
    private final Clock clock;

    /** Where this instance came to; another one may have come further. */
    private final Map<String, Long> reached = new ConcurrentHashMap<>();

    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** Lists at the same moment share one question. */
    private final AsyncCache<String, Long> recentHeads =
            Caffeine.newBuilder().expireAfterWrite(RECENT).maximumSize(1_000).buildAsync();

    LiveFeed(FeedStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Adds entries to the feeds of their districts, in this order. Repeatable: an entry whose id is in a feed already is not
     * added. Fails when the store does, or others are always first; then some may be in.
     */
    public Mono<Void> append(List<FeedEntry> entries) {
        Map<String, Map<UUID, FeedEntry>> byFeed = new LinkedHashMap<>();
        entries.forEach(entry -> byFeed.computeIfAbsent(entry.feed(), feed -> new LinkedHashMap<>())
                .putIfAbsent(entry.id(), entry));
        return Flux.fromIterable(byFeed.entrySet())
                .concatMap(feed ->
                        append(feed.getKey(), List.copyOf(feed.getValue().values())))
                .then();
    }

    private Mono<Void> append(String feed, List<FeedEntry> entries) {
        Long known = reached.get(feed);
        return (known == null ? store.head(feed) : Mono.just(known))
                .flatMap(head -> attempt(feed, entries, head, 1))
                .doOnSuccess(done -> tellGrown(feed));
    }

    private Mono<Void> attempt(String feed, List<FeedEntry> entries, long head, int attempt) {
        if (entries.isEmpty()) {
            return Mono.empty();
        }
        if (attempt > ATTEMPTS) {
            return Mono.error(new IllegalStateException("Others were always first in feed " + feed));
        }
        return store.insertInOrder(numbered(entries, head)).flatMap(all -> {
            if (all) {
                reached.merge(feed, head + entries.size(), Math::max);
                return Mono.empty();
            }
            return store.present(entries.stream().map(FeedEntry::id).toList())
                    .flatMap(present -> store.head(feed)
                            .flatMap(newest -> attempt(
                                    feed,
                                    entries.stream()
                                            .filter(entry -> !present.contains(entry.id()))
                                            .toList(),
                                    newest,
                                    attempt + 1)));
        });
    }

    private List<FeedEntry> numbered(List<FeedEntry> entries, long head) {
        Instant now = clock.instant();
        List<FeedEntry> numbered = new ArrayList<>();
        for (FeedEntry entry : entries) {
            numbered.add(FeedEntryBuilder.builder(entry)
                    .seq(head + numbered.size() + 1)
                    .storedAt(now)
                    .build());
        }
        return numbered;
    }

    private void tellGrown(String feed) {
        listeners.forEach(listener -> listener.accept(feed));
    }

    /**
     * From now on tells this listener the name of a feed each time this instance has added to it. Only to look sooner: what
     * other instances add is not told of. The listener returns at once and does not fail, as one that wakes a loop does.
     */
    public void whenGrown(Consumer<String> listener) {
        listeners.add(listener);
    }

    /**
     * The same as {@link #head}, or a number that it was in the last quarter of a second: whoever reads something after asking
     * this and then the feed from there misses nothing, and at most hears a little again.
     */
    public Mono<Long> recentHead(String feed) {
        return Mono.fromFuture(
                        () -> recentHeads.get(
                                feed, (name, executor) -> store.head(name).toFuture()),
                        true)
                .map(head -> Math.max(head, reached.getOrDefault(feed, 0L)));
    }

    /** The number of the newest entry of a feed; 0 for one that never had any. One query. */
    public Mono<Long> head(String feed) {
        return store.head(feed);
    }

    /**
     * The entries after a number, in order, at most so many; an empty list when there is none yet. When the first one is not
     * the very next number, what was between is older than {@link #RETENTION} and gone. One query.
     */
    public Mono<List<FeedEntry>> after(String feed, long seq, int limit) {
        return store.after(feed, seq, limit).collectList();
    }

    /**
     * The same for several feeds, by the number each was read to; one feed after the other, and so many of each at most. One query
     * for each, as the index has them.
     */
    public Mono<List<FeedEntry>> after(Map<String, Long> numbers, int limit) {
        return Flux.fromIterable(new TreeMap<>(numbers).entrySet())
                .concatMap(feed -> store.after(feed.getKey(), feed.getValue(), limit))
                .collectList();
    }
}
