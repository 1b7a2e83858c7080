package org.wangge.embedded.wiring;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.wangge.embedded.EmbeddedStore;
import org.wangge.embedded.StoreDamage;

/** Says that acknowledged writes were lost, until an administrator acknowledges it. The store serves what it has all the same. */
final class StoreHealth implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final EmbeddedStore store;

    StoreHealth(EmbeddedStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        List<StoreDamage> damages = store.damages();
        if (damages.isEmpty()) {
            return Health.up().build();
        }
        return Health.status(DEGRADED)
                .withDetail("damages", damages.size())
                .withDetail(
                        "where",
                        damages.stream()
                                .map(damage -> damage.file() + " from byte " + damage.offset())
                                .toList())
                .withDetail("whatNext", "see what is missing, then run the command acknowledge")
                .build();
    }
}
