package org.wangge.hazard;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.wangge.hazard.store.HazardQueries;
import org.wangge.shared.Actor;
import org.wangge.shared.MapClusters;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** Where hazards are. */
@Component
public class HazardMaps {

    private final HazardQueries queries;
    private final Clock clock;

    HazardMaps(HazardQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** All hazards of a list of this person's area that have a place, in clusters for a map of this zoom. */
    public Mono<MapClusters> clusters(HazardFilter filter, int zoom, Actor actor) {
        actor.require(Permission.HAZARD_READ);
        return MapClusters.of(queries.markers(filter, actor, clock.instant()), zoom);
    }
}
