package org.wangge.grid.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridRevised;
import org.wangge.grid.model.Publication;
import org.wangge.grid.model.Publications;
import org.wangge.grid.store.AreaStore;
import org.wangge.grid.store.CellStore;
import org.wangge.grid.store.PublicationStore;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What this instance answers from. New snapshots are made beside the old ones and put in their place when complete, and only ever by
 * later ones, so two refreshes at once do no harm. A scheduled publication is loaded ahead; from its moment on it is the one that
 * answers, by the clock alone.
 */
@Component
class GridSnapshots {

    private static final Logger LOG = LoggerFactory.getLogger(GridSnapshots.class);
    /** Publications of the past that somebody asked for lately. */
    private static final int PAST_IN_MEMORY = 2;

    private final CellStore cells;
    private final PublicationStore publications;
    private final AreaStore areas;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Object replacing = new Object();
    private final Map<Long, GridSnapshot> past = new LinkedHashMap<>();
    private volatile GridLine line = GridLine.EMPTY;
    private volatile AreaSnapshot area = AreaSnapshot.EMPTY;
    private long told;

    GridSnapshots(
            CellStore cells,
            PublicationStore publications,
            AreaStore areas,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cells = cells;
        this.publications = publications;
        this.areas = areas;
        this.events = events;
        this.clock = clock;
    }

    /** The publication that holds now. */
    GridSnapshot grid() {
        return line.at(clock.instant());
    }

    AreaSnapshot areas() {
        return area;
    }

    /** The one that holds at a moment, as far as this instance knows; what holds now for one of the past. */
    GridSnapshot at(Instant moment) {
        Instant now = clock.instant();
        return line.at(moment.isBefore(now) ? now : moment);
    }

    /**
     * The one that held, holds or will hold at a moment; now without one. Refuses {@code grid.as-of-unknown} for a moment before the
     * first that is kept.
     */
    Mono<GridSnapshot> asOf(@Nullable Instant moment) {
        if (moment == null) {
            return Mono.fromSupplier(this::grid);
        }
        return publications
                .find()
                .flatMap(all ->
                        Mono.justOrEmpty(moment.isBefore(clock.instant()) ? all.inForce(moment) : all.present(moment)))
                .flatMap(this::loaded)
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.field("grid.as-of-unknown", "asOf", moment))));
    }

    /** One by its number; empty when it is not kept. */
    Mono<GridSnapshot> loaded(Publication publication) {
        long number = publication.revision();
        Optional<GridSnapshot> known = line.find(number);
        if (known.isEmpty()) {
            synchronized (past) {
                known = Optional.ofNullable(past.get(number));
            }
        }
        return known.isPresent() ? Mono.just(known.get()) : load(publication).doOnNext(this::remember);
    }

    private void remember(GridSnapshot grid) {
        synchronized (past) {
            past.put(grid.revision(), grid);
            while (past.size() > PAST_IN_MEMORY) {
                past.remove(past.keySet().iterator().next());
            }
        }
    }

    /** Loads what is newer in the store. True when something was; may be repeated. */
    Mono<Boolean> refreshIfChanged() {
        return publications
                .find()
                .flatMap(all -> Mono.zip(refreshAreas(all), refreshGrid(all))
                        .map(changed -> changed.getT1() || changed.getT2()))
                .doOnSuccess(changed -> tell());
    }

    private Mono<Boolean> refreshAreas(Publications all) {
        if (all.areas() <= area.version()) {
            return Mono.just(false);
        }
        return Mono.zip(areas.divisions().collectList(), areas.offices().collectList())
                .map(read -> new AreaSnapshot(all.areas(), read.getT1(), read.getT2()))
                .map(this::put);
    }

    private Mono<Boolean> refreshGrid(Publications all) {
        if (line.isOf(all)) {
            return Mono.just(false);
        }
        Instant now = clock.instant();
        List<Publication> wanted = new ArrayList<>();
        all.present(now).ifPresent(wanted::add);
        wanted.addAll(all.scheduled(now));
        boolean isFirst = all.present(now).isEmpty();
        return Flux.fromIterable(wanted)
                .concatMap(publication -> Mono.justOrEmpty(line.find(publication.revision()))
                        .switchIfEmpty(Mono.defer(() -> load(publication)))
                        .map(grid -> new GridLine.Entry(publication.effectiveFrom(), grid)))
                .collectList()
                .filter(entries -> entries.size() == wanted.size())
                .map(entries -> {
                    List<GridLine.Entry> whole = new ArrayList<>(isFirst ? GridLine.EMPTY.entries() : List.of());
                    whole.addAll(entries);
                    return put(new GridLine(all.version(), all.revision(), List.copyOf(whole)));
                })
                .defaultIfEmpty(false);
    }

    /** One so old that it was purged while being read comes back thin, and is none. */
    private Mono<GridSnapshot> load(Publication publication) {
        return cells.cells(publication.revision()).collectList().flatMap(shapes -> {
            if (shapes.size() != publication.cells()) {
                LOG.warn(
                        "grid=incomplete revision={} expected={} read={}",
                        publication.revision(),
                        publication.cells(),
                        shapes.size());
                return Mono.empty();
            }
            return Mono.just(GridSnapshot.of(publication.revision(), shapes));
        });
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

    private boolean put(GridLine read) {
        synchronized (replacing) {
            if (!read.isNewerThan(line)) {
                return false;
            }
            line = read;
            return true;
        }
    }

    /** Says once that another publication answers now, whether it came or its moment did. */
    void tell() {
        GridSnapshot grid = grid();
        long previous;
        synchronized (replacing) {
            previous = told;
            if (grid.revision() == previous) {
                return;
            }
            told = grid.revision();
        }
        LOG.info(
                "grid=revised revision={} grids={}",
                grid.revision(),
                grid.byCode().size());
        events.publishEvent(new GridRevised(grid.revision(), previous));
    }
}
