package org.wangge.notification.push;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says whether pushes are on. Never down: without pushes the inbox still has everything. */
@Component("push")
class PushHealth implements HealthIndicator {

    private final PushGateway gateway;
    private final PushSender sender;

    PushHealth(PushGateway gateway, PushSender sender) {
        this.gateway = gateway;
        this.sender = sender;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        if (!gateway.isOn()) {
            return health.withDetail("push", "off: no credentials").build();
        }
        health.withDetail("push", "on");
        sender.pausedUntil().ifPresent(until -> health.withDetail("pausedUntil", until.toString()));
        return health.build();
    }
}
