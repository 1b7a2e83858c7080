package org.wangge.casework.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.casework.Arbitrations;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** How often the district had to say whose something is. */
@RestController
class ArbitrationController {

    /** A year and a day, so that a year by the calendar fits. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Filter<Instant> FROM = Filter.beside("from", QueryValues::time);
    private static final Filter<Instant> TO = Filter.beside("to", QueryValues::time);
    private static final Filters ROWS = Filters.of(FROM, TO);

    private final Arbitrations arbitrations;

    ArbitrationController(Arbitrations arbitrations) {
        this.arbitrations = arbitrations;
    }

    record CountsView(Instant from, Instant to, List<Arbitrations.Count> items) {}

    @GetMapping("/api/v1/cases/arbitrations")
    Mono<CountsView> counts(QueryValues query, Actor actor, Locale locale) {
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        Narrowing asked = ROWS.read(query);
        Instant from = asked.required(FROM);
        Instant to = asked.required(TO);
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw QueryValues.malformed("to", "field.form");
        }
        return arbitrations.counts(from, to, actor, locale).map(items -> new CountsView(from, to, items));
    }
}
