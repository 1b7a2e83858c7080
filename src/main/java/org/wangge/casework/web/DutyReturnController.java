package org.wangge.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.casework.DutyReturns;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** What was given back because of the duty lists; here, because cases know of the lists and not the other way. */
@RestController
class DutyReturnController {

    private static final Filter<List<GridPath>> OFFICE = Filters.officeOrNowhere();
    private static final Filter<Instant> FROM = Filter.beside("from", QueryValues::time);
    private static final Filter<Instant> TO = Filter.beside("to", QueryValues::time);
    private static final Filters ROWS = Filters.of(FROM, TO, OFFICE);

    private final DutyReturns returns;

    DutyReturnController(DutyReturns returns) {
        this.returns = returns;
    }

    record ReturnsView(Instant from, Instant to, List<DutyReturns.Count> items) {}

    @GetMapping("/api/v1/duty-lists/returns")
    Mono<ReturnsView> counts(QueryValues query, Actor actor, Locale locale) {
        actor.requireAny(Permission.REFERENCE_EDIT, Permission.CASE_ARBITRATE);
        Narrowing asked = ROWS.read(query);
        Instant from = asked.required(FROM);
        Instant to = asked.required(TO);
        return returns.counts(asked.several(OFFICE), from, to, actor, locale)
                .map(items -> new ReturnsView(from, to, items));
    }
}
