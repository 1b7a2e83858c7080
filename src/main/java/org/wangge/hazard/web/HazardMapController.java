package org.wangge.hazard.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.hazard.HazardFilterReader;
import org.wangge.hazard.HazardMaps;
import org.wangge.shared.Actor;
import org.wangge.shared.MapClusters;
import reactor.core.publisher.Mono;

/** The list as a map of one zoom, whole. */
@RestController
class HazardMapController {

    private final HazardMaps maps;
    private final HazardFilterReader filters;

    HazardMapController(HazardMaps maps, HazardFilterReader filters) {
        this.maps = maps;
        this.filters = filters;
    }

    @GetMapping(path = "/api/v1/hazards", params = "zoom", produces = "application/geo+json")
    Mono<MapClusters> clusters(
            @RequestParam MultiValueMap<String, String> query, @RequestParam @Min(0) @Max(22) int zoom, Actor actor) {
        MultiValueMap<String, String> filter = new LinkedMultiValueMap<>(query);
        filter.remove("zoom");
        return maps.clusters(filters.read(filter, actor), zoom, actor);
    }
}
