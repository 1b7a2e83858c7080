package org.wangge.casework.web;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.CaseState;
import org.wangge.grid.Offices;
import org.wangge.shared.Actor;
import org.wangge.shared.QueryValues;

/** Reads the query parameters of the case list; each that cannot be read is refused by name, unknown ones too. */
@Component
class CaseFilterReader {

    private static final Set<String> KNOWN = Set.of(
            "state",
            "office",
            "grid",
            "category",
            "assignee",
            "reporter",
            "overdue",
            "dueBefore",
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
    private static final List<String> SORTS = List.of("updatedAt", "reportedAt", "dueAt");

    private final Offices offices;

    CaseFilterReader(Offices offices) {
        this.offices = offices;
    }

    CaseFilter read(MultiValueMap<String, String> query, Actor actor) {
        QueryValues values = new QueryValues(query, KNOWN);
        return new CaseFilter(
                values.words("state", CaseState.class),
                offices.areasOrNowhere(values.text("office"), values.text("grid")),
                values.text("category"),
                person(values, "assignee", actor),
                person(values, "reporter", actor),
                values.flag("overdue"),
                values.time("dueBefore"),
                values.text("q"),
                values.box("bbox"),
                values.circle("near", "radius"),
                values.time("from"),
                values.time("to"),
                values.time("updatedSince"),
                values.order("sort", SORTS));
    }

    private static @Nullable UUID person(QueryValues values, String name, Actor actor) {
        return values.value(name, given -> given.equals("me") ? actor.id() : UUID.fromString(given));
    }
}
