package org.wangge.casework.web;

import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.casework.CaseRoutings;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import reactor.core.publisher.Mono;

/** What an emergency overlay did to cases. */
@RestController
@RequestMapping("/api/v1/routing-overlays/{id}/report")
class OverlayReportController {

    private final CaseRoutings routings;

    OverlayReportController(CaseRoutings routings) {
        this.routings = routings;
    }

    @GetMapping
    Mono<CaseRoutings.OverlayReport> report(@PathVariable String id, Actor actor, Locale locale) {
        return routings.report(Ids.parse(id, "routing-overlay.not-found"), actor, locale);
    }
}
