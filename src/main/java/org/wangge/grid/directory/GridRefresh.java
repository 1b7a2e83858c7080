package org.wangge.grid.directory;

import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.work.PolledWork;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Mono;

/** Loads the grid before the first request, and looks every other second whether another instance has published. */
@Component
@Order(100)
class GridRefresh implements StartupStep, PolledWork {

    private final GridSnapshots snapshots;

    GridRefresh(GridSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Mono<Void> run() {
        return snapshots.refreshIfChanged().then();
    }

    @Override
    public String name() {
        return "grid-refresh";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Mono<Boolean> turn() {
        return snapshots.refreshIfChanged().thenReturn(false);
    }
}
