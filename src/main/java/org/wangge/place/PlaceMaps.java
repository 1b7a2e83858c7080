package org.wangge.place;

import org.springframework.stereotype.Component;
import org.wangge.place.store.PlaceQueries;
import org.wangge.shared.Actor;
import org.wangge.shared.MapClusters;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** Where places are. */
@Component
public class PlaceMaps {

    private final PlaceQueries queries;

    PlaceMaps(PlaceQueries queries) {
        this.queries = queries;
    }

    /** All places of a list of this person's area that have a place, in clusters for a map of this zoom. */
    public Mono<MapClusters> clusters(PlaceFilter filter, int zoom, Actor actor) {
        actor.require(Permission.PLACE_READ);
        return MapClusters.of(queries.markers(filter, actor), zoom);
    }
}
