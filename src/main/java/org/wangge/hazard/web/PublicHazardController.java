package org.wangge.hazard.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.hazard.ListedHazards;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** What is under listed supervision, for everyone to read without signing in. */
@RestController
@RequestMapping("/api/v1/public/listed-hazards")
class PublicHazardController {

    private static final CacheControl A_MINUTE =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic();

    private final ListedHazards listed;

    PublicHazardController(ListedHazards listed) {
        this.listed = listed;
    }

    @GetMapping
    Mono<ResponseEntity<Page<ListedHazards.PublicHazard>>> list(
            QueryValues query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Locale locale) {
        return listed.list(ListedHazards.filter(query), limit, cursor, count, locale)
                .map(page -> ResponseEntity.ok()
                        .cacheControl(A_MINUTE)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                        .body(page));
    }
}
