package org.wangge.overview.web;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32C;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.overview.RiskMaps;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** The risk map. */
@RestController
@RequestMapping("/api/v1")
class RiskMapController {

    private static final String GEO_JSON = "application/geo+json";
    private static final Set<String> KNOWN = Set.of("office", "bbox", "zoom", "places");
    private static final int CLOSEST_ZOOM = 22;
    /** A wall screen asks again and again; nobody needs it newer than that. */
    private static final CacheControl SOON =
            CacheControl.maxAge(Duration.ofSeconds(10)).cachePrivate();

    private final RiskMaps maps;

    RiskMapController(RiskMaps maps) {
        this.maps = maps;
    }

    /** Whoever names the file gets it, whatever else is accepted. */
    @GetMapping("/risk-map.geojson")
    Mono<ResponseEntity<byte[]>> map(@RequestParam MultiValueMap<String, String> given, Actor actor, Locale locale) {
        actor.require(Permission.PLACE_READ).require(Permission.HAZARD_READ);
        QueryValues query = new QueryValues(given, KNOWN);
        RiskMaps.Frame frame = new RiskMaps.Frame(
                query.text("office"),
                query.box("bbox"),
                query.value("zoom", RiskMapController::zoom),
                Boolean.TRUE.equals(query.flag("places")));
        return maps.geoJson(frame, actor, locale)
                .map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(GEO_JSON))
                        .cacheControl(SOON)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
                        .eTag(fingerprint(bytes))
                        .body(bytes));
    }

    private static int zoom(String text) {
        int zoom = Integer.parseInt(text);
        if (zoom < 0 || zoom > CLOSEST_ZOOM) {
            throw new IllegalArgumentException(text);
        }
        return zoom;
    }

    private static String fingerprint(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return "\"" + bytes.length + "-" + Long.toHexString(sum.getValue()) + "\"";
    }
}
