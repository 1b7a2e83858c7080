package org.wangge.grid.directory;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Not ready before a grid is in memory: every report would be outside the district. */
@Component("grid")
class GridHealth implements HealthIndicator {

    private final GridSnapshots snapshots;

    GridHealth(GridSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Health health() {
        long revision = snapshots.grid().revision();
        int grids = snapshots.grid().byCode().size();
        Health.Builder health =
                revision > 0 ? Health.up() : Health.outOfService().withDetail("reason", "no grid published");
        return health.withDetail("revision", revision)
                .withDetail("grids", grids)
                .build();
    }
}
