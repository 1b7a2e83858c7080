package org.wangge.live;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.live.store.FeedStore;
import org.wangge.live.store.TicketStore;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes entries that nobody can ask for any more, and tickets that nobody used. */
@Component
class FeedCleaning implements RecurringJob {

    private final FeedStore store;
    private final TicketStore tickets;
    private final JobItems items;
    private final Clock clock;

    FeedCleaning(FeedStore store, TicketStore tickets, JobItems items, Clock clock) {
        this.store = store;
        this.tickets = tickets;
        this.items = items;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "live-feed-cleaning";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public Mono<Void> run() {
        return items.each(
                        name(),
                        store.feeds(),
                        feed -> feed,
                        1,
                        feed -> store.removeOlder(feed, clock.instant().minus(LiveFeed.RETENTION)))
                .then(items.each(name(), Flux.just("tickets"), what -> what, 1, what -> tickets.removeOld()));
    }
}
