package org.wangge.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.GridEffects;
import org.wangge.casework.store.CaseStore;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.GridRevised;
import org.wangge.grid.Location;
import org.wangge.grid.MovedByRedraw;
import org.wangge.grid.Offices;
import org.wangge.routing.Router;
import org.wangge.routing.RoutingDecision;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.work.JobItems;
import org.wangge.work.Nudge;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings open cases that nobody has accepted to the desk of the office that has their spot when the grids were drawn anew. All others
 * keep their desk. Each notes up to which publication it was looked at, so that the work can stop anywhere and go on, on any
 * instance.
 */
@Component
class CasesFollowGrid implements RecurringJob, MovedByRedraw {

    private static final Logger log = LoggerFactory.getLogger(CasesFollowGrid.class);
    private static final int BATCH = 200;
    private static final int AT_ONCE = 4;

    /** A report that was under way at the moment was routed by the grids of before. */
    private static final Duration STRAGGLERS = Duration.ofMinutes(2);

    private final CaseStore store;
    private final CaseWriting writing;
    private final Router router;
    private final GridCells grids;
    private final Offices offices;
    private final JobItems items;
    private final Nudge nudge;
    private final Clock clock;
    /** Saves looking at all open cases every time; to lose it does no harm. */
    private volatile long settled;

    private volatile Seen seen = new Seen(0, Instant.EPOCH);

    private record Seen(long revision, Instant at) {}

    CasesFollowGrid(
            CaseStore store,
            CaseWriting writing,
            Router router,
            GridCells grids,
            Offices offices,
            JobItems items,
            Nudge nudge,
            Clock clock) {
        this.store = store;
        this.writing = writing;
        this.router = router;
        this.grids = grids;
        this.offices = offices;
        this.items = items;
        this.nudge = nudge;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "cases-follow-grid";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @EventListener
    void on(GridRevised revised) {
        nudge.jobNeeded(name());
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return Mono.fromSupplier(() -> grids.revision() != settled);
    }

    @Override
    public Mono<Void> run() {
        return Mono.defer(() -> {
            long revision = grids.revision();
            if (revision == settled) {
                return Mono.empty();
            }
            Instant now = clock.instant();
            if (revision != seen.revision()) {
                seen = new Seen(revision, now);
            }
            return follow(revision).doOnSuccess(done -> {
                if (now.isAfter(seen.at().plus(STRAGGLERS))) {
                    settled = revision;
                }
            });
        });
    }

    private Mono<Void> follow(long revision) {
        return items.readable(name(), store.routedBefore(revision))
                .buffer(BATCH)
                .concatMap(cases -> follow(cases, revision))
                .then();
    }

    private Mono<Void> follow(List<CaseFile> cases, long revision) {
        Queue<UUID> done = new ConcurrentLinkedQueue<>();
        return items.each(
                        name(),
                        Flux.fromIterable(cases),
                        CaseFile::id,
                        AT_ONCE,
                        file -> follow(file).doOnSuccess(followed -> done.add(file.id())))
                .then(Mono.defer(() -> store.followed(List.copyOf(done), revision)));
    }

    private Mono<Void> follow(CaseFile file) {
        GridCell grid = grid(file, grids).orElse(null);
        if (grid == null) {
            log.warn("case={} outcome=outside-new-grid", file.number());
            return Mono.empty();
        }
        RoutingDecision routing = routing(file, grid);
        return GridEffects.mayMove(file) && GridEffects.moves(file.area(), routing)
                ? writing.bySystem(file.id(), new CaseCommand.FollowGrid(routing))
                        .then()
                : Mono.empty();
    }

    private RoutingDecision routing(CaseFile file, GridCell grid) {
        return file.report().position() == null
                ? router.route(grid.code())
                : router.withPlace(
                        router.route(
                                file.report().position().point(),
                                List.of(grid.path().district())),
                        file.report().position());
    }

    /** Where its spot is; without a position the grid that was named, as long as there is one. Empty when it is in none. */
    private static Optional<GridCell> grid(CaseFile file, GridCells grids) {
        if (file.report().position() == null) {
            Optional<GridCell> named = grids.find(file.area().gridPath().code());
            if (named.isPresent()) {
                return named;
            }
        }
        GeoPoint point = file.point();
        Location location = point == null ? null : grids.locate(point);
        return location == null || location instanceof Location.Outside
                ? Optional.empty()
                : Optional.of(location.orRefuse());
    }

    @Override
    public Kind kind() {
        return Kind.CASES;
    }

    @Override
    public Flux<Move> moves(Redraw redraw) {
        return items.readable(name(), store.openIn(redraw.districts())).mapNotNull(file -> move(file, redraw));
    }

    /** Null when its spot stays in its grid. */
    private @Nullable Move move(CaseFile file, Redraw redraw) {
        CaseFile.Area area = file.area();
        GridPath next = grid(file, redraw.after()).map(GridCell::path).orElse(null);
        if (next != null && next.value().equals(area.path())) {
            return null;
        }
        Offices.Handling handling = next == null ? null : offices.responsibleFor(next, redraw.at());
        String office = handling == null ? null : handling.handling().code();
        boolean moves = handling != null
                && GridEffects.mayMove(file)
                && !handling.ofArea().code().equals(area.areaOfficeCode())
                && !handling.handling().code().equals(area.officeCode());
        Becomes stays = next == null ? Becomes.WITHOUT_GRID : Becomes.STAYS;
        return new Move(
                file.id().toString(),
                file.number(),
                area.gridPath().code(),
                next == null ? null : next.code(),
                area.officeCode(),
                office,
                moves ? Becomes.TO_OTHER_OFFICE : stays);
    }
}
