package org.wangge.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.wangge.live.model.Entries;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import reactor.core.publisher.Mono;

/** Writes steps of cases, hazards and tasks into the feeds. */
@Component
class LiveHandler implements EventHandler {

    private final LiveFeed feed;
    private final Clock clock;
    private final Timer lag;

    LiveHandler(LiveFeed feed, Clock clock, MeterRegistry metrics) {
        this.feed = feed;
        this.clock = clock;
        this.lag = metrics.timer("wangge.live.lag");
    }

    @Override
    public Consumer consumer() {
        return Consumer.LIVE;
    }

    @Override
    public boolean handles(DomainEvent event) {
        return Entries.tellOf(event);
    }

    @Override
    public Mono<Void> handle(List<DomainEvent> events) {
        return feed.append(events.stream().map(Entries::of).toList())
                .doOnSuccess(done -> events.forEach(this::noteLag));
    }

    /** From what happened to where it can be heard of. */
    private void noteLag(DomainEvent event) {
        Duration late = Duration.between(event.at(), clock.instant());
        lag.record(late.isNegative() ? Duration.ZERO : late);
    }
}
