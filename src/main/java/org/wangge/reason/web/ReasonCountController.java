package org.wangge.reason.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.grid.Offices;
import org.wangge.reason.ReasonCounts;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** How often each reason was given. */
@RestController
class ReasonCountController {

    private static final Set<String> KNOWN = Set.of("action", "office", "from", "to");

    private final ReasonCounts reasons;
    private final Offices offices;

    ReasonCountController(ReasonCounts reasons, Offices offices) {
        this.reasons = reasons;
        this.offices = offices;
    }

    record CountsView(Instant from, Instant to, List<ReasonCounts.Count> items) {}

    @GetMapping("/api/v1/reasons/counts")
    Mono<CountsView> counts(@RequestParam MultiValueMap<String, String> query, Actor actor, Locale locale) {
        actor.require(Permission.CASE_READ_AREA);
        QueryValues values = new QueryValues(query, KNOWN);
        Instant from = required(values, "from");
        Instant to = required(values, "to");
        return reasons.counts(
                        offices.areasOrNowhere(values.text("office"), null),
                        values.text("action"),
                        from,
                        to,
                        actor,
                        locale)
                .map(items -> new CountsView(from, to, items));
    }

    private static Instant required(QueryValues values, String name) {
        Instant given = values.time(name);
        if (given == null) {
            throw QueryValues.malformed(name, "field.required");
        }
        return given;
    }
}
