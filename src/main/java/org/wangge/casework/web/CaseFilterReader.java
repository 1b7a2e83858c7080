package org.wangge.casework.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.CaseState;
import org.wangge.grid.GridCells;
import org.wangge.grid.Offices;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

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
    private static final Set<String> SORTS = Set.of("updatedAt", "reportedAt", "dueAt");
    private static final double USUAL_RADIUS_METRES = 500;
    private static final double LARGEST_RADIUS_METRES = 50_000;

    private final Offices offices;
    private final GridCells grids;

    CaseFilterReader(Offices offices, GridCells grids) {
        this.offices = offices;
        this.grids = grids;
    }

    CaseFilter read(MultiValueMap<String, String> query, Actor actor) {
        query.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw malformed(unknown, "field.unknown", unknown);
                });
        return new CaseFilter(
                states(query),
                areas(query),
                text(query, "category"),
                person(query, "assignee", actor),
                person(query, "reporter", actor),
                value(query, "overdue", CaseFilterReader::flag),
                value(query, "dueBefore", CaseFilterReader::time),
                text(query, "q"),
                value(query, "bbox", CaseFilterReader::box),
                near(query),
                value(query, "from", CaseFilterReader::time),
                value(query, "to", CaseFilterReader::time),
                value(query, "updatedSince", CaseFilterReader::time),
                order(query));
    }

    private static Set<CaseState> states(MultiValueMap<String, String> query) {
        EnumSet<CaseState> states = EnumSet.noneOf(CaseState.class);
        query.getOrDefault("state", List.of()).stream()
                .flatMap(given -> Arrays.stream(given.split(",", -1)))
                .map(String::strip)
                .filter(given -> !given.isEmpty())
                .forEach(given -> states.add(parsed("state", given, CaseState::valueOf)));
        return states;
    }

    /** An office stands for all it handles, a hosted area's office for its own; what is unknown has no cases. */
    private List<GridPath> areas(MultiValueMap<String, String> query) {
        List<GridPath> areas = new ArrayList<>();
        String office = text(query, "office");
        if (office != null) {
            var known = offices.get(office);
            List<GridPath> handled = offices.areasHandledBy(known.code());
            areas.addAll(handled.isEmpty() ? List.of(known.path()) : handled);
        }
        String grid = text(query, "grid");
        if (grid != null) {
            areas.clear();
            areas.add(grids.get(grid).path());
        }
        return areas;
    }

    private static @Nullable UUID person(MultiValueMap<String, String> query, String name, Actor actor) {
        String given = text(query, name);
        if (given == null) {
            return null;
        }
        return given.equals("me") ? actor.id() : parsed(name, given, UUID::fromString);
    }

    private static CaseFilter.@Nullable Circle near(MultiValueMap<String, String> query) {
        String near = text(query, "near");
        if (near == null) {
            return null;
        }
        double[] centre = numbers("near", near, 2);
        Double radius = value(query, "radius", given -> Double.valueOf(given));
        double metres = radius == null ? USUAL_RADIUS_METRES : radius;
        if (!(metres > 0 && metres <= LARGEST_RADIUS_METRES)) {
            throw malformed("radius", "field.form");
        }
        return new CaseFilter.Circle(new GeoPoint(centre[0], centre[1]), metres);
    }

    private static CaseFilter.Box box(String given) {
        double[] sides = numbers("bbox", given, 4);
        return new CaseFilter.Box(sides[0], sides[1], sides[2], sides[3]);
    }

    private static double[] numbers(String name, String given, int count) {
        String[] parts = given.split(",", -1);
        if (parts.length != count) {
            throw malformed(name, "field.form");
        }
        return parsed(
                name,
                given,
                text -> Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray());
    }

    private static CaseFilter.Order order(MultiValueMap<String, String> query) {
        String given = text(query, "sort");
        if (given == null) {
            return new CaseFilter.Order("updatedAt", true);
        }
        boolean descending = given.startsWith("-");
        String field = descending ? given.substring(1) : given;
        if (!SORTS.contains(field)) {
            throw malformed("sort", "field.form");
        }
        return new CaseFilter.Order(field, descending);
    }

    private static Boolean flag(String given) {
        return switch (given) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(given);
        };
    }

    /** A plus sign of an offset arrives as a space when it was not encoded. */
    private static Instant time(String given) {
        return OffsetDateTime.parse(given.replace(' ', '+')).toInstant();
    }

    private static @Nullable String text(MultiValueMap<String, String> query, String name) {
        String given = query.getFirst(name);
        return given == null || given.isBlank() ? null : given.strip();
    }

    private static <T> @Nullable T value(MultiValueMap<String, String> query, String name, Function<String, T> parse) {
        String given = text(query, name);
        return given == null ? null : parsed(name, given, parse);
    }

    private static <T> T parsed(String name, String given, Function<String, T> parse) {
        try {
            return parse.apply(given);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw malformed(name, "field.form");
        }
    }

    private static Refused malformed(String parameter, String code, Object... arguments) {
        return new Refused(
                Refusal.of("request.malformed").withFaults(List.of(Refusal.Fault.of(parameter, code, arguments))));
    }
}
