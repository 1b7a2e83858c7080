package org.wangge.account;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wangge.grid.Responsibilities;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who has no access any more answers for no grid any more. */
@Component
class ResponsibilityCleanup implements EventHandler {

    private final Responsibilities responsibilities;

    ResponsibilityCleanup(Responsibilities responsibilities) {
        this.responsibilities = responsibilities;
    }

    @Override
    public Consumer consumer() {
        return Consumer.RESPONSIBILITIES;
    }

    @Override
    public boolean handles(DomainEvent event) {
        return event instanceof AccountDisabled;
    }

    @Override
    public Mono<Void> handle(List<DomainEvent> events) {
        return Flux.fromIterable(events)
                .cast(AccountDisabled.class)
                .concatMap(disabled -> responsibilities.endAll(disabled.accountId(), disabled.at()))
                .then();
    }
}
