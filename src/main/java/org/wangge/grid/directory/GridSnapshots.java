package org.wangge.grid.directory;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridRevised;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.store.AreaStore;
import org.wangge.grid.store.CellStore;
import org.wangge.grid.store.Published;
import reactor.core.publisher.Mono;

/**
 * What this instance answers from. A new snapshot is made beside the old one and put in its place when complete; a snapshot is
 * only ever replaced by a later one, so two refreshes at once do no harm.
 */
@Component
class GridSnapshots {

    private static final Logger LOG = LoggerFactory.getLogger(GridSnapshots.class);

    private final CellStore cells;
    private final AreaStore areas;
    private final ApplicationEventPublisher events;
    private final Object replacing = new Object();
    private volatile GridSnapshot grid = GridSnapshot.EMPTY;
    private volatile AreaSnapshot area = AreaSnapshot.EMPTY;

    GridSnapshots(CellStore cells, AreaStore areas, ApplicationEventPublisher events) {
        this.cells = cells;
        this.areas = areas;
        this.events = events;
    }

    GridSnapshot grid() {
        return grid;
    }

    AreaSnapshot areas() {
        return area;
    }

    /** Loads what is newer in the store. True when something was; may be repeated. */
    Mono<Boolean> refreshIfChanged() {
        return cells.published()
                .flatMap(published -> Mono.zip(refreshAreas(published), refreshGrid(published))
                        .map(changed -> changed.getT1() || changed.getT2()));
    }

    private Mono<Boolean> refreshAreas(Published published) {
        if (published.areas() <= area.version()) {
            return Mono.just(false);
        }
        return Mono.zip(areas.divisions().collectList(), areas.offices().collectList())
                .map(read -> new AreaSnapshot(published.areas(), read.getT1(), read.getT2()))
                .map(this::put);
    }

    private Mono<Boolean> refreshGrid(Published published) {
        if (published.revision() <= grid.revision()) {
            return Mono.just(false);
        }
        return cells.cells(published.revision())
                .collectList()
                .filter(shapes -> complete(shapes, published))
                .map(shapes -> put(GridSnapshot.of(published.revision(), shapes)))
                .defaultIfEmpty(false);
    }

    /** A revision so old that it was purged while being read comes back thin; the next look finds the newer one. */
    private static boolean complete(List<CellShape> shapes, Published published) {
        if (shapes.size() != published.cells()) {
            LOG.warn(
                    "grid=incomplete revision={} expected={} read={}",
                    published.revision(),
                    published.cells(),
                    shapes.size());
            return false;
        }
        return true;
    }

    private boolean put(AreaSnapshot read) {
        synchronized (replacing) {
            if (read.version() <= area.version()) {
                return false;
            }
            area = read;
            return true;
        }
    }

    private boolean put(GridSnapshot read) {
        long previous;
        synchronized (replacing) {
            previous = grid.revision();
            if (read.revision() <= previous) {
                return false;
            }
            grid = read;
        }
        LOG.info(
                "grid=revised revision={} grids={}",
                read.revision(),
                read.byCode().size());
        events.publishEvent(new GridRevised(read.revision(), previous));
        return true;
    }
}
