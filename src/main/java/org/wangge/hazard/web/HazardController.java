package org.wangge.hazard.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.hazard.HazardFilter;
import org.wangge.hazard.HazardLineView;
import org.wangge.hazard.HazardMaps;
import org.wangge.hazard.HazardView;
import org.wangge.hazard.Hazards;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.Ids;
import org.wangge.shared.MapClusters;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Reading and listing hazards. */
@RestController
@RequestMapping("/api/v1/hazards")
class HazardController {

    private final Hazards hazards;
    private final HazardMaps maps;

    HazardController(Hazards hazards, HazardMaps maps) {
        this.hazards = hazards;
        this.maps = maps;
    }

    @GetMapping
    Mono<Page<HazardView>> list(
            QueryValues query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            @RequestParam(required = false) @Size(max = 60) @Nullable String q,
            Actor actor,
            Locale locale) {
        return hazards.list(HazardFilter.read(query), limit, cursor, count, actor, locale);
    }

    /** The list as a map of one zoom, whole. */
    @GetMapping(params = "zoom", produces = "application/geo+json")
    Mono<MapClusters> clusters(QueryValues query, @RequestParam @Min(0) @Max(22) int zoom, Actor actor) {
        return maps.clusters(HazardFilter.read(query.whole()), zoom, actor);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<HazardView>> find(@PathVariable String id, Actor actor, Locale locale) {
        return hazards.find(Ids.parse(id, "hazard.not-found"), actor, locale)
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.version()))
                        .body(view));
    }

    @GetMapping("/{id}/timeline")
    Mono<Page<HazardLineView>> timeline(
            @PathVariable String id,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Actor actor,
            Locale locale) {
        Cursor after = Cursor.read(cursor, "timeline");
        int sequence = after == null ? 0 : after.number();
        return hazards.timeline(Ids.parse(id, "hazard.not-found"), sequence, limit + 1, actor, locale)
                .collectList()
                .map(lines ->
                        Page.of(lines, limit, last -> new Cursor("timeline", "", String.valueOf(last.sequence()))));
    }
}
