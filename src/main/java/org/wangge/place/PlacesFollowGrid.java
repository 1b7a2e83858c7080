package org.wangge.place;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCells;
import org.wangge.grid.GridRevised;
import org.wangge.grid.Location;
import org.wangge.grid.MovedByRedraw;
import org.wangge.grid.Offices;
import org.wangge.place.model.PlaceFile;
import org.wangge.place.store.PlaceStore;
import org.wangge.shared.GridPath;
import org.wangge.work.JobItems;
import org.wangge.work.Nudge;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds the grids of places again when the grid was published anew. Each place carries the publication it was placed by, so that
 * the work can stop anywhere and go on; whoever is behind in publications changes nothing.
 */
@Component
class PlacesFollowGrid implements RecurringJob, MovedByRedraw {

    private static final Logger log = LoggerFactory.getLogger(PlacesFollowGrid.class);
    private static final int BATCH = 200;
    private static final int AT_ONCE = 8;

    private final PlaceStore store;
    private final PlaceWriting writing;
    private final GridCells grids;
    private final Offices offices;
    private final JobItems items;
    private final Nudge nudge;

    PlacesFollowGrid(
            PlaceStore store, PlaceWriting writing, GridCells grids, Offices offices, JobItems items, Nudge nudge) {
        this.offices = offices;
        this.items = items;
        this.nudge = nudge;
        this.store = store;
        this.writing = writing;
        this.grids = grids;
    }

    @Override
    public String name() {
        return "places-follow-grid";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @EventListener
    void on(GridRevised revised) {
        nudge.jobNeeded(name());
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return store.placedBefore(grids.revision()).hasElements();
    }

    @Override
    public Mono<Void> run() {
        return Mono.defer(() -> follow(grids.revision()));
    }

    private Mono<Void> follow(long revision) {
        return items.readable(name(), store.placedBefore(revision))
                .buffer(BATCH)
                .concatMap(places -> placeAgain(places, revision))
                .then();
    }

    /** Those that stay where they were are noted with one write. */
    private Mono<Void> placeAgain(List<PlaceFile> places, long revision) {
        Queue<UUID> same = new ConcurrentLinkedQueue<>();
        return items.each(
                        name(),
                        Flux.fromIterable(places),
                        PlaceFile::id,
                        AT_ONCE,
                        place -> follow(place, same, revision))
                .then(Mono.defer(() -> store.stillPlaced(List.copyOf(same), revision)));
    }

    private Mono<?> follow(PlaceFile place, Queue<UUID> same, long revision) {
        Location location = grids.locate(place.point());
        if (location instanceof Location.Outside) {
            // The new boundaries leave it out: it stays with those who had it, and somebody has to look.
            log.warn("place={} outcome=outside-new-grid revision={}", place.id(), revision);
            same.add(place.id());
            return Mono.empty();
        }
        PlaceFile.Area area = writing.area(location.orRefuse());
        if (isSame(area, place.area())) {
            same.add(place.id());
            return Mono.empty();
        }
        return writing.placeAgain(place, area);
    }

    @Override
    public Kind kind() {
        return Kind.PLACES;
    }

    @Override
    public Flux<Move> moves(Redraw redraw) {
        return items.readable(name(), store.inDistricts(redraw.districts())).mapNotNull(place -> move(place, redraw));
    }

    /** Null when it stays where it is. */
    private @Nullable Move move(PlaceFile place, Redraw redraw) {
        PlaceFile.Area area = place.area();
        String grid = new GridPath(area.path()).code();
        if (redraw.after().locate(place.point()) instanceof Location.Outside) {
            return new Move(
                    place.id().toString(), place.name(), grid, null, area.officeCode(), null, Becomes.WITHOUT_GRID);
        }
        GridPath next = redraw.after().locate(place.point()).orRefuse().path();
        if (next.value().equals(area.path())) {
            return null;
        }
        String office = offices.responsibleFor(next, redraw.at()).handling().code();
        return new Move(
                place.id().toString(),
                place.name(),
                grid,
                next.code(),
                area.officeCode(),
                office,
                office.equals(area.officeCode()) ? Becomes.TO_OTHER_GRID : Becomes.TO_OTHER_OFFICE);
    }

    private static boolean isSame(PlaceFile.Area one, PlaceFile.Area other) {
        return one.path().equals(other.path())
                && one.gridName().equals(other.gridName())
                && one.officeCode().equals(other.officeCode())
                && one.officeName().equals(other.officeName());
    }
}
