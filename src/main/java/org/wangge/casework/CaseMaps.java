package org.wangge.casework;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.wangge.casework.store.CaseQueries;
import org.wangge.shared.Actor;
import org.wangge.shared.MapClusters;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** Where cases are. */
@Component
public class CaseMaps {

    private final CaseQueries queries;
    private final Clock clock;

    CaseMaps(CaseQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** All cases of a list of this person's area that have a place, in clusters for a map of this zoom. */
    public Mono<MapClusters> clusters(CaseFilter filter, int zoom, Actor actor) {
        actor.require(Permission.CASE_READ);
        return MapClusters.of(queries.markers(filter, actor, clock.instant()), zoom);
    }
}
