package org.wangge.notification.push;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.wangge.notification.store.NoticeStore;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Mono;

/** Looks how long the push that is due for longest has been waiting, for the gauge: also while nothing may be sent. And what other instances heard of the way out. */
@Component
class PushAge implements PolledWork {

    private final NoticeStore notices;
    private final Clock clock;
    private final PushGateway gateway;
    private final PushSender sender;
    private final AtomicLong waitingMillis;

    PushAge(NoticeStore notices, PushGateway gateway, PushSender sender, Clock clock, MeterRegistry metrics) {
        this.notices = notices;
        this.gateway = gateway;
        this.sender = sender;
        this.clock = clock;
        this.waitingMillis = new AtomicLong();
        metrics.gauge("wangge.push.waiting.seconds", waitingMillis, millis -> millis.get() / 1000.0);
    }

    @Override
    public String name() {
        return "push-age";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(10);
    }

    /** Without FCM nothing is pushed, and nothing waits for it. */
    @Override
    public Mono<Boolean> turn() {
        if (!gateway.isOn()) {
            return Mono.just(false);
        }
        return sender.refresh()
                .then(notices.pushes().oldestDue())
                .map(since ->
                        Math.max(0, Duration.between(since, clock.instant()).toMillis()))
                .defaultIfEmpty(0L)
                .doOnNext(waitingMillis::set)
                .thenReturn(false);
    }
}
