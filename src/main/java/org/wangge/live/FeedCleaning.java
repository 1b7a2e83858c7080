package org.wangge.live;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.live.store.FeedStore;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Removes entries that nobody can ask for any more. */
@Component
class FeedCleaning implements RecurringJob {

    private final FeedStore store;
    private final JobItems items;
    private final Clock clock;

    FeedCleaning(FeedStore store, JobItems items, Clock clock) {
        this.store = store;
        this.items = items;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "live-feed-cleaning";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Void> run() {
        return items.each(
                name(),
                store.feeds(),
                feed -> feed,
                1,
                feed -> store.removeOlder(feed, clock.instant().minus(LiveFeed.RETENTION)));
    }
}
