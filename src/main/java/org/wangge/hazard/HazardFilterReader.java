package org.wangge.hazard;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.Offices;
import org.wangge.hazard.HazardCommand.ListingLevel;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.QueryValues;
import org.wangge.shared.QueryValues.Order;

/**
 * Reads the query parameters of the list of hazards; each that cannot be read is refused by name, unknown ones too. Who counts hazards
 * asks with the same parameters, so that a number and the list behind it cannot differ.
 */
@Component
public class HazardFilterReader {

    private static final Set<String> KNOWN = Set.of(
            "state",
            "level",
            "office",
            "grid",
            "place",
            "inspection",
            "reporter",
            "item",
            "industry",
            "overdue",
            "dueBefore",
            "foundMonth",
            "closedMonth",
            "standing",
            "listed",
            "listedIn",
            "listingLevel",
            "planned",
            "q",
            "bbox",
            "near",
            "radius",
            "from",
            "to",
            "updatedSince",
            "sort",
            "limit",
            "cursor",
            "count");
    private static final String FOUND_AT = "foundAt";
    /** What is reported of a hazard is its finding, so cases and hazards sort by the same names. */
    private static final String REPORTED_AT = "reportedAt";

    private static final List<String> SORTS = List.of("updatedAt", REPORTED_AT, FOUND_AT, "dueAt");

    private final Offices offices;
    private final Calendars calendars;

    HazardFilterReader(Offices offices, Calendars calendars) {
        this.offices = offices;
        this.calendars = calendars;
    }

    /**
     * Refuses {@code request.malformed} with the parameter at fault.
     *
     * @param actor who {@code me} is
     */
    public HazardFilter read(Map<String, List<String>> given, Actor actor) {
        QueryValues query = new QueryValues(given, KNOWN);
        return new HazardFilter(
                query.words("state", HazardState.class),
                query.words("level", HazardLevel.class),
                offices.areasOrNowhere(query.text("office"), query.text("grid")),
                query.value("place", UUID::fromString),
                query.value("inspection", UUID::fromString),
                query.value("reporter", text -> text.equals("me") ? actor.id() : UUID.fromString(text)),
                query.text("item"),
                query.text("industry"),
                query.flag("overdue"),
                query.time("dueBefore"),
                month(query, "foundMonth"),
                month(query, "closedMonth"),
                query.value(
                        "standing",
                        text -> new HazardFilter.Standing(
                                YearMonth.parse(text).toString(), endOfMonth(text, "standing"))),
                query.flag("listed"),
                query.value("listedIn", text -> endOfMonth(text, "listedIn")),
                query.words("listingLevel", ListingLevel.class),
                query.flag("planned"),
                query.text("q"),
                query.box("bbox"),
                query.circle("near", "radius"),
                query.time("from"),
                query.time("to"),
                query.time("updatedSince"),
                order(query));
    }

    private static Order order(QueryValues query) {
        Order order = query.order("sort", SORTS);
        return order.field().equals(REPORTED_AT) ? new Order(FOUND_AT, order.descending()) : order;
    }

    private static @Nullable String month(QueryValues query, String name) {
        return query.value(name, text -> YearMonth.parse(text).toString());
    }

    private Instant endOfMonth(String month, String parameter) {
        Instant end = YearMonth.parse(month)
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(calendars.current().zone())
                .toInstant();
        return QueryValues.moment(end.toString(), parameter);
    }
}
