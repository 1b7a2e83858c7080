package org.wangge.hazard;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import org.springframework.stereotype.Component;
import org.wangge.hazard.store.HazardTallies;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import reactor.core.publisher.Flux;

/** How many hazards there are, for forms and maps; counted in the store and only in the reader's area. */
@Component
public class HazardCounts {

    private static final int FEN_DIGITS = 2;

    private final HazardTallies tallies;
    private final Clock clock;

    HazardCounts(HazardTallies tallies, Clock clock) {
        this.tallies = tallies;
        this.clock = clock;
    }

    /**
     * Hazards of one kind.
     *
     * @param area the sub-district
     * @param cost of putting them right so far, in yuan
     */
    public record Count(
            GridPath area, String industry, HazardLevel level, HazardState state, long hazards, BigDecimal cost) {}

    /**
     * Open hazards of a grid.
     *
     * @param overdue those of them that should have been put right by now
     */
    public record OpenInGrid(String gridCode, HazardLevel level, long hazards, long overdue) {}

    /** The hazards that the same filter lists. */
    public Flux<Count> count(HazardFilter filter, Actor actor) {
        actor.require(Permission.HAZARD_READ);
        return tallies.count(filter, actor, clock.instant())
                .map(tally -> new Count(
                        new GridPath(tally.id().area()),
                        tally.id().industry(),
                        tally.id().level(),
                        tally.id().state(),
                        tally.hazards(),
                        BigDecimal.valueOf(tally.costFen(), FEN_DIGITS)));
    }

    /** The open hazards of these areas by the grid they were found in. */
    public Flux<OpenInGrid> openByGrid(Collection<GridPath> areas, Actor actor) {
        actor.require(Permission.HAZARD_READ);
        return tallies.openByGrid(areas, actor, clock.instant())
                .map(tally -> new OpenInGrid(
                        new GridPath(tally.id().path()).code(), tally.id().level(), tally.hazards(), tally.overdue()));
    }
}
