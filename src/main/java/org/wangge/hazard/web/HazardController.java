package org.wangge.hazard.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.hazard.HazardFilterReader;
import org.wangge.hazard.HazardView;
import org.wangge.hazard.Hazards;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Page;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Reading and listing hazards. */
@RestController
@RequestMapping("/api/v1/hazards")
class HazardController {

    private final Hazards hazards;
    private final HazardFilterReader filters;

    HazardController(Hazards hazards, HazardFilterReader filters) {
        this.hazards = hazards;
        this.filters = filters;
    }

    @GetMapping
    Mono<Page<HazardView>> list(
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            @RequestParam(required = false) @Size(max = 60) @Nullable String q,
            Actor actor,
            Locale locale) {
        return hazards.list(filters.read(query, actor), limit, cursor, count, actor, locale);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<HazardView>> find(@PathVariable String id, Actor actor, Locale locale) {
        return hazards.find(Ids.parse(id, "hazard.not-found"), actor, locale)
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.version()))
                        .body(view));
    }
}
