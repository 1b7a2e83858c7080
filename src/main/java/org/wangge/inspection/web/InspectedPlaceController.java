package org.wangge.inspection.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.YearMonth;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.grid.Offices;
import org.wangge.inspection.InspectionCounts;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** The places that were inspected in a month. */
@RestController
@RequestMapping("/api/v1/inspected-places")
class InspectedPlaceController {

    private static final Set<String> KNOWN = Set.of("month", "office", "grid", "industry", "limit", "cursor", "count");

    private final InspectionCounts inspections;
    private final Offices offices;

    InspectedPlaceController(InspectionCounts inspections, Offices offices) {
        this.inspections = inspections;
        this.offices = offices;
    }

    @GetMapping
    Mono<Page<InspectionCounts.InspectedPlace>> list(
            @RequestParam MultiValueMap<String, String> given,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor) {
        actor.require(Permission.INSPECTION_READ);
        QueryValues query = new QueryValues(given, KNOWN);
        YearMonth month = query.month("month");
        if (month == null) {
            throw QueryValues.malformed("month", "field.required");
        }
        return inspections.list(
                month,
                offices.areas(query.text("office"), query.text("grid")),
                query.text("industry"),
                limit,
                cursor,
                count,
                actor);
    }
}
