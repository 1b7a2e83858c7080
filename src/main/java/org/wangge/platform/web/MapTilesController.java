package org.wangge.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** Tells the page of the map what lies under it. An address may hold a key, so it is for those who are signed in. */
@RestController
@EnableConfigurationProperties(MapTiles.class)
class MapTilesController {

    private final MapTiles tiles;

    MapTilesController(MapTiles tiles) {
        this.tiles = tiles;
    }

    record View(@Nullable String url, String attribution, Datum datum, int maxZoom) {}

    @GetMapping("/api/v1/map-tiles")
    Mono<View> tiles(Actor actor) {
        actor.require(Permission.AREA_READ);
        return Mono.just(new View(
                tiles.url().isEmpty() ? null : tiles.url(), tiles.attribution(), tiles.datum(), tiles.maxZoom()));
    }
}
