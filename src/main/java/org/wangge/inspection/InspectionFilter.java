package org.wangge.inspection;

import java.util.List;
import java.util.UUID;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.listing.Match;
import org.wangge.shared.QueryValues;

/** What a list of inspections is narrowed by, the newest first. */
public record InspectionFilter(Narrowing narrowing) {

    private static final String STARTED_AT = "startedAt";

    private static final Filters ROWS = Filters.of(
            List.of(STARTED_AT),
            Filter.of("state", Filter.anyOf(InspectionState.class), Match.in("state")),
            Filters.areas("areas"),
            Filter.of("place", QueryValues::id, Match.is("place._id")),
            Filter.of("task", QueryValues::id, Match.is("taskId")),
            // The first or the second.
            Filter.of("inspector", QueryValues::person, InspectionFilter::inspectedBy),
            Filter.of("checklist", QueryValues::text, Match.is("checklist.code")),
            Filter.of("industry", QueryValues::text, Match.is("place.industry")),
            // In which it was submitted.
            Filter.of(
                    "month",
                    QueryValues::month,
                    month -> Criteria.where("month").is(month.toString())),
            Filter.of("failed", QueryValues::flag, InspectionFilter::failed),
            Filter.of("from", QueryValues::time, Match.atLeast(STARTED_AT)),
            Filter.of("to", QueryValues::time, Match.before(STARTED_AT)));

    /** As a request says it; refuses {@code request.malformed} with the parameter at fault. */
    public static InspectionFilter read(QueryValues query) {
        return new InspectionFilter(ROWS.read(query));
    }

    private static Criteria inspectedBy(UUID inspector) {
        return new Criteria()
                .orOperator(
                        Criteria.where("inspector._id").is(inspector),
                        Criteria.where("secondInspector._id").is(inspector));
    }

    /** Those that found something, or those that were submitted without. */
    private static Criteria failed(boolean wanted) {
        Criteria failed = Criteria.where("result.failed");
        return wanted ? failed.gt(0) : failed.is(0).and("state").is(InspectionState.SUBMITTED);
    }
}
