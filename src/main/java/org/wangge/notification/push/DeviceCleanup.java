package org.wangge.notification.push;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wangge.account.AccountDisabled;
import org.wangge.notification.store.DeviceStore;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who has no access any more is pushed nothing any more, also not what was still waiting. */
@Component
class DeviceCleanup implements EventHandler {

    private final DeviceStore devices;

    DeviceCleanup(DeviceStore devices) {
        this.devices = devices;
    }

    @Override
    public Consumer consumer() {
        return Consumer.DEVICES;
    }

    @Override
    public boolean handles(DomainEvent event) {
        return event instanceof AccountDisabled;
    }

    @Override
    public Mono<Void> handle(List<DomainEvent> events) {
        return Flux.fromIterable(events)
                .cast(AccountDisabled.class)
                .concatMap(disabled -> devices.removeAllOf(disabled.accountId(), disabled.at()))
                .then();
    }
}
