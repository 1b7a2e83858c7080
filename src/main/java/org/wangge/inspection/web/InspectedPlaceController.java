package org.wangge.inspection.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.inspection.InspectionCounts;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** The places that were inspected in a month. */
@RestController
@RequestMapping("/api/v1/inspected-places")
class InspectedPlaceController {

    private static final Filter<YearMonth> MONTH = Filter.beside("month", QueryValues::month);
    private static final Filter<List<GridPath>> AREAS = Filters.areas("areas");
    private static final Filter<String> INDUSTRY = Filter.beside("industry", QueryValues::text);
    private static final Filters ROWS = Filters.of(MONTH, AREAS, INDUSTRY);

    private final InspectionCounts inspections;

    InspectedPlaceController(InspectionCounts inspections) {
        this.inspections = inspections;
    }

    @GetMapping
    Mono<Page<InspectionCounts.InspectedPlace>> list(
            QueryValues query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor) {
        actor.require(Permission.INSPECTION_READ);
        Narrowing asked = ROWS.read(query);
        return inspections.list(
                asked.required(MONTH), asked.several(AREAS), asked.value(INDUSTRY), limit, cursor, count, actor);
    }
}
