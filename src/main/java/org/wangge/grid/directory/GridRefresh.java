package org.wangge.grid.directory;

import java.time.Duration;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.work.Keeper;
import org.wangge.work.Kept;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Mono;

/** Loads the grid before the first request and again when another instance has published, and says when a publication's moment has come. */
@Component
@Order(100)
class GridRefresh implements Keeper, PolledWork {

    private final GridSnapshots snapshots;

    GridRefresh(GridSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Mono<Void> run() {
        return snapshots.refreshIfChanged().then();
    }

    @Override
    public Set<Kept> keeps() {
        return Set.of(Kept.GRID);
    }

    @Override
    public String name() {
        return "grid-moment";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Mono<Boolean> turn() {
        return Mono.fromSupplier(() -> {
            snapshots.tell();
            return false;
        });
    }
}
