package org.wangge.reason.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.reason.ReasonCounts;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** How often each reason was given. */
@RestController
class ReasonCountController {

    private static final Filter<List<GridPath>> OFFICE = Filters.officeOrNowhere();
    private static final Filter<String> ACTION = Filter.beside("action", QueryValues::text);
    private static final Filter<Instant> FROM = Filter.beside("from", QueryValues::time);
    private static final Filter<Instant> TO = Filter.beside("to", QueryValues::time);
    private static final Filters ROWS = Filters.of(FROM, TO, OFFICE, ACTION);

    private final ReasonCounts reasons;

    ReasonCountController(ReasonCounts reasons) {
        this.reasons = reasons;
    }

    record CountsView(Instant from, Instant to, List<ReasonCounts.Count> items) {}

    @GetMapping("/api/v1/reasons/counts")
    Mono<CountsView> counts(QueryValues query, Actor actor, Locale locale) {
        actor.require(Permission.CASE_READ_AREA);
        Narrowing asked = ROWS.read(query);
        Instant from = asked.required(FROM);
        Instant to = asked.required(TO);
        return reasons.counts(asked.several(OFFICE), asked.value(ACTION), from, to, actor, locale)
                .map(items -> new CountsView(from, to, items));
    }
}
