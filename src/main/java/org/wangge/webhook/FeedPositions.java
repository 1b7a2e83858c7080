package org.wangge.webhook;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.wangge.live.FeedEntry;
import org.wangge.live.LiveFeed;
import reactor.core.publisher.Mono;

/** Finds where in a feed something is. */
@Component
class FeedPositions {

    private final LiveFeed feed;

    FeedPositions(LiveFeed feed) {
        this.feed = feed;
    }

    /** The entry of this number; empty when it is gone. */
    Mono<FeedEntry> at(String name, long seq) {
        return first(name, seq - 1).filter(entry -> entry.seq() == seq);
    }

    private Mono<FeedEntry> first(String name, long after) {
        return feed.after(name, after, 1).filter(found -> !found.isEmpty()).map(found -> found.get(0));
    }

    /**
     * The number after which all lies that came since then. Where some of that is gone, it is so far before what is left that the
     * gap is seen. A handful of queries: numbers grow with time, so each halves what is left to look through.
     */
    Mono<Long> before(String name, Instant since) {
        return first(name, 0)
                .zipWith(feed.head(name))
                .flatMap(ends -> {
                    FeedEntry oldest = ends.getT1();
                    return oldest.storedAt().isBefore(since)
                            ? between(name, since, oldest.seq(), ends.getT2() + 1)
                            : Mono.just(Math.max(0, oldest.seq() - 2));
                })
                .defaultIfEmpty(0L);
    }

    /** @param low of an entry from before then; @param high above all that may be from before then */
    private Mono<Long> between(String name, Instant since, long low, long high) {
        if (high - low <= 1) {
            return Mono.just(low);
        }
        long middle = low + (high - low) / 2;
        return at(name, middle)
                .map(entry -> entry.storedAt().isBefore(since))
                .defaultIfEmpty(true)
                .flatMap(earlier -> earlier ? between(name, since, middle, high) : between(name, since, low, middle));
    }
}
