package org.wangge.grid.directory;

import org.springframework.stereotype.Component;
import org.wangge.grid.GridCell;
import org.wangge.grid.MovedByRedraw;
import org.wangge.grid.store.WorkerStore;
import reactor.core.publisher.Flux;

/** Responsibilities are kept by the grid's code: they follow its ground, and are without any when the grid goes. */
@Component
class ResponsibilitiesRedrawn implements MovedByRedraw {

    private final WorkerStore workers;

    ResponsibilitiesRedrawn(WorkerStore workers) {
        this.workers = workers;
    }

    @Override
    public Kind kind() {
        return Kind.RESPONSIBILITIES;
    }

    @Override
    public Flux<Move> moves(Redraw redraw) {
        return Flux.fromIterable(redraw.districts())
                .concatMap(district -> workers.inDistrict(district, redraw.at()))
                .mapNotNull(worker -> {
                    GridCell before = redraw.before().find(worker.gridCode()).orElse(null);
                    GridCell after = redraw.after().find(worker.gridCode()).orElse(null);
                    if (before == null || (after != null && after.path().equals(before.path()))) {
                        return null;
                    }
                    return new Move(
                            worker.accountId().toString(),
                            worker.name(),
                            worker.gridCode(),
                            after == null ? null : after.code(),
                            before.officeCode(),
                            after == null ? null : after.officeCode(),
                            after == null ? Becomes.WITHOUT_GRID : Becomes.STAYS);
                });
    }
}
