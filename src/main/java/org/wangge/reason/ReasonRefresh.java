package org.wangge.reason;

import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.work.PolledWork;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Mono;

/** Loads the reasons before the first request, and looks every few seconds whether another instance changed some. */
@Component
@Order(100)
class ReasonRefresh implements StartupStep, PolledWork {

    private final Reasons reasons;

    ReasonRefresh(Reasons reasons) {
        this.reasons = reasons;
    }

    @Override
    public Mono<Void> run() {
        return reasons.refreshIfChanged().then();
    }

    @Override
    public String name() {
        return "reason-refresh";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(3);
    }

    @Override
    public Mono<Boolean> turn() {
        return reasons.refreshIfChanged().thenReturn(false);
    }
}
