package org.wangge.account;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.wangge.work.WhileAway;
import reactor.core.publisher.Mono;

/** What the database said of each id, believed for some seconds; and for longer while it says nothing. */
final class LastSaid<T> {

    private static final int MOST = 50_000;

    /** Several requests wait for one load: one that goes away must not take it from the others. */
    private static final boolean KEEP_LOADING = true;

    private final AsyncCache<UUID, T> fresh;
    private final Cache<UUID, T> last;
    private final Function<UUID, Mono<T>> ask;
    private final AtomicLong forgotten = new AtomicLong();

    /**
     * @param longest while the database is away
     * @param ask never comes back empty
     */
    LastSaid(Duration freshFor, Duration longest, Function<UUID, Mono<T>> ask) {
        this.fresh = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(freshFor)
                .buildAsync();
        this.last = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(longest)
                .build();
        this.ask = ask;
    }

    Mono<T> of(UUID id) {
        CompletableFuture<T> kept = fresh.getIfPresent(id);
        if (kept != null && kept.isDone() && !kept.isCompletedExceptionally()) {
            // Nearly each request: nothing to wait for.
            return Mono.just(kept.getNow(null));
        }
        T known = last.getIfPresent(id);
        long before = forgotten.get();
        Mono<T> asked = Mono.fromFuture(
                () -> fresh.get(
                        id,
                        (missing, executor) -> ask.apply(missing)
                                .doOnNext(said -> keep(missing, said, before))
                                .toFuture()),
                KEEP_LOADING);
        return known == null ? asked : WhileAway.orKnown(asked, () -> known);
    }

    /** What was read before somebody said that it changed is not kept for long. */
    private void keep(UUID id, T said, long before) {
        if (forgotten.get() == before) {
            last.put(id, said);
        }
    }

    void forget(UUID id) {
        forgotten.incrementAndGet();
        last.invalidate(id);
        fresh.synchronous().invalidate(id);
    }

    void forgetAll() {
        forgotten.incrementAndGet();
        last.invalidateAll();
        fresh.synchronous().invalidateAll();
    }
}
