package org.wangge.notification.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.wangge.notification.store.NoticeQueue;
import org.wangge.notification.store.NoticeStore;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps notices from waiting until a clock that was set back has come to where it was. Asks the store at the start, and from then on only
 * while the clock stands before a time that was seen already.
 */
@Component
class ClockSetBack implements PolledWork {

    private final List<NoticeQueue> queues;
    private final Clock clock;
    private volatile Instant latest = Instant.MAX;

    ClockSetBack(NoticeStore notices, Clock clock) {
        this.queues = List.of(notices.pushes(), notices.fallbacks(), notices.ladders());
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clock-set-back";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Mono<Boolean> turn() {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            if (!now.isBefore(latest)) {
                latest = now;
                return Mono.just(false);
            }
            return Flux.fromIterable(queues)
                    .concatMap(NoticeQueue::bringForward)
                    .reduce(latest.equals(Instant.MAX) ? now : latest, (one, other) -> one.isAfter(other) ? one : other)
                    .doOnNext(seen -> latest = seen)
                    .thenReturn(false);
        });
    }
}
