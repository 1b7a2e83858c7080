package org.wangge.overview.web;

import java.time.Duration;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.overview.RiskMaps;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** The risk map. */
@RestController
@RequestMapping("/api/v1")
class RiskMapController {

    private static final String GEO_JSON = "application/geo+json";
    private static final int CLOSEST_ZOOM = 22;
    private static final Filter<String> OFFICE = Filter.beside("office", QueryValues::text);
    private static final Filter<GeoPoint.Box> BOX = Filter.beside("bbox", QueryValues::box);
    private static final Filter<Integer> ZOOM =
            Filter.beside("zoom", (query, name) -> query.number(name, 0, CLOSEST_ZOOM));
    private static final Filter<Boolean> PLACES = Filter.beside("places", QueryValues::flag);
    private static final Filters ROWS = Filters.of(OFFICE, BOX, ZOOM, PLACES);
    /** A wall screen asks again and again; nobody needs it newer than that. */
    private static final CacheControl SOON =
            CacheControl.maxAge(Duration.ofSeconds(10)).cachePrivate();

    private final RiskMaps maps;

    RiskMapController(RiskMaps maps) {
        this.maps = maps;
    }

    /** Whoever names the file gets it, whatever else is accepted. */
    @GetMapping("/risk-map.geojson")
    Mono<ResponseEntity<byte[]>> map(QueryValues query, Actor actor, Locale locale) {
        actor.require(Permission.PLACE_READ).require(Permission.HAZARD_READ);
        Narrowing asked = ROWS.read(query);
        RiskMaps.Frame frame = new RiskMaps.Frame(
                asked.value(OFFICE), asked.value(BOX), asked.value(ZOOM), Boolean.TRUE.equals(asked.value(PLACES)));
        return maps.geoJson(frame, actor, locale)
                .map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(GEO_JSON))
                        .cacheControl(SOON)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
                        .eTag(fingerprint(bytes))
                        .body(bytes));
    }

    private static String fingerprint(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return "\"" + bytes.length + "-" + Long.toHexString(sum.getValue()) + "\"";
    }
}
