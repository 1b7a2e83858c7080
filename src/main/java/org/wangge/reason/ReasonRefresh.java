package org.wangge.reason;

import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.work.Keeper;
import org.wangge.work.Kept;
import reactor.core.publisher.Mono;

/** Loads the reasons before the first request, and again when another instance changed some. */
@Component
@Order(100)
class ReasonRefresh implements Keeper {

    private final Reasons reasons;

    ReasonRefresh(Reasons reasons) {
        this.reasons = reasons;
    }

    @Override
    public Mono<Void> run() {
        return reasons.refreshIfChanged().then();
    }

    @Override
    public Set<Kept> keeps() {
        return Set.of(Kept.REASONS);
    }
}
