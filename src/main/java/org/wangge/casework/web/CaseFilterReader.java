package org.wangge.casework.web;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.CaseFilter.Waiting;
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
            "department",
            "urgent",
            "selfHandled",
            "returns",
            "waiting",
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
            "sort");
    private static final Set<String> PAGED = Stream.concat(KNOWN.stream(), Stream.of("limit", "cursor", "count"))
            .collect(Collectors.toUnmodifiableSet());
    private static final List<String> SORTS = List.of("updatedAt", "reportedAt", "dueAt");

    private final Offices offices;

    CaseFilterReader(Offices offices) {
        this.offices = offices;
    }

    /** Of a list that has pages. */
    CaseFilter read(MultiValueMap<String, String> query, Actor actor) {
        return read(new QueryValues(query, PAGED), actor);
    }

    /** Of a list that is given whole. */
    CaseFilter readWhole(MultiValueMap<String, String> query, Actor actor) {
        return read(new QueryValues(query, KNOWN), actor);
    }

    private CaseFilter read(QueryValues values, Actor actor) {
        return new CaseFilter(
                values.words("state", CaseState.class),
                offices.areasOrNowhere(values.text("office"), values.text("grid")),
                values.text("category"),
                values.texts("department"),
                values.flag("urgent"),
                values.flag("selfHandled"),
                values.value("returns", CaseFilterReader::count),
                values.words("waiting", Waiting.class),
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

    private static Integer count(String given) {
        int count = Integer.parseInt(given);
        if (count < 0) {
            throw new IllegalArgumentException(given);
        }
        return count;
    }

    private static @Nullable UUID person(QueryValues values, String name, Actor actor) {
        return values.value(name, given -> given.equals("me") ? actor.id() : UUID.fromString(given));
    }
}
