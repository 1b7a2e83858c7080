package org.wangge.notification.push;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.wangge.notification.store.LaneStore.Lane;

/** Says whether pushes are on, and what is in their way. Never down: without pushes the inbox still has everything. */
@Component("push")
class PushHealth implements HealthIndicator {

    private final PushGateway gateway;
    private final PushSender sender;
    private final PushCheck check;

    PushHealth(PushGateway gateway, PushSender sender, PushCheck check) {
        this.gateway = gateway;
        this.sender = sender;
        this.check = check;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        if (!gateway.isOn()) {
            return health.withDetail("push", "off: no credentials").build();
        }
        health.withDetail("push", "on");
        health.withDetail("credentials", check.fault().orElse(check.isDone() ? "good" : "not asked yet"));
        Lane lane = sender.lane();
        PushLane.Circuit circuit = PushLane.Circuit.of(lane);
        health.withDetail("circuit", circuit.name());
        if (lane.code() != null && circuit != PushLane.Circuit.CLOSED) {
            health.withDetail("because", lane.code());
        }
        sender.pausedUntil().ifPresent(until -> health.withDetail("pausedUntil", until.toString()));
        return health.build();
    }
}
