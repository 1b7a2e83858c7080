package org.wangge.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a list, read strictly: each that cannot be read is refused by name, and so is one that nobody knows. */
public final class QueryValues {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** RFC 3339 has years of four digits. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final double USUAL_RADIUS_METRES = 500;
    private static final double LARGEST_RADIUS_METRES = 50_000;

    private static final int LENGTH_OF_MONTH = "2026-01".length();

    private static final Set<String> OF_PAGES = Set.of("limit", "cursor", "count");

    private final Map<String, List<String>> given;
    private final @Nullable UUID me;
    private final Areas areas;
    private final Set<String> elsewhere;

    /** What the names of an office and of a grid stand for. */
    public interface Areas {

        /** What a list is narrowed to; empty when neither is named. Refuses an unknown one. */
        List<GridPath> areas(@Nullable String office, @Nullable String grid);

        /** The same, with {@link GridPath#NOWHERE} for an unknown one. */
        List<GridPath> areasOrNowhere(@Nullable String office, @Nullable String grid);
    }

    /**
     * The parameters of one request.
     *
     * @param me who asks; null when nobody is signed in
     * @param elsewhere names of those that are read elsewhere
     */
    public QueryValues(Map<String, List<String>> given, @Nullable UUID me, Areas areas, Set<String> elsewhere) {
        this.given = given;
        this.me = me;
        this.areas = areas;
        this.elsewhere = elsewhere;
    }

    /** Refuses {@code request.malformed} with {@code field.unknown} for what is none of these and is not read elsewhere. */
    public void only(Set<String> names) {
        given.keySet().stream()
                .filter(name -> !names.contains(name) && !elsewhere.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw malformed(unknown, "field.unknown", unknown);
                });
    }

    /** The same values of a list that is given whole at the address of its pages, where the parameters of pages say nothing. */
    public QueryValues whole() {
        Set<String> more = new HashSet<>(elsewhere);
        more.addAll(OF_PAGES);
        return new QueryValues(given, me, areas, more);
    }

    /** As it was asked. */
    @Override
    public String toString() {
        return given.toString();
    }

    /**
     * What was given, without the spaces around it; null when it is absent or blank. Control characters are refused: nobody
     * types them, and a store cannot look for all of them.
     */
    public @Nullable String text(String name) {
        List<String> values = given.get(name);
        String first = values == null || values.isEmpty() ? null : values.get(0);
        if (first == null || first.isBlank()) {
            return null;
        }
        return sound(name, first);
    }

    private static String sound(String name, String given) {
        String text = given.strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw malformed(name, "field.form");
        }
        return Texts.line(text);
    }

    /** A month like {@code 2026-01}. */
    public @Nullable YearMonth month(String name) {
        return value(name, text -> {
            if (text.length() != LENGTH_OF_MONTH) {
                throw new IllegalArgumentException(text);
            }
            return YearMonth.parse(text);
        });
    }

    /** A month whose end is a moment that every store can hold; see {@link #moment}. */
    public @Nullable YearMonth endingMonth(String name) {
        YearMonth month = value(name, YearMonth::parse);
        if (month != null) {
            moment(month.atEndOfMonth() + "T23:59:59Z", name);
        }
        return month;
    }

    /** A whole number within bounds, both of which it may be. */
    public @Nullable Integer number(String name, int least, int most) {
        return value(name, text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException(text);
            }
            return number;
        });
    }

    public @Nullable UUID id(String name) {
        return value(name, UUID::fromString);
    }

    /** An account's id, or {@code me}. */
    public @Nullable UUID person(String name) {
        return value(name, this::account);
    }

    /** Several of them. */
    public Set<UUID> persons(String name) {
        return texts(name).stream()
                .map(text -> parsed(name, text, this::account))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private UUID account(String text) {
        return me != null && text.equals("me") ? me : UUID.fromString(text);
    }

    /**
     * What offices handle, or grids where they are named; what lies in both when both are. Empty when neither is named; refuses
     * an unknown one.
     */
    public List<GridPath> areas(String office, @Nullable String grid) {
        return areas(office, grid, areas::areas);
    }

    /** The same, with {@link GridPath#NOWHERE} for an unknown one. */
    public List<GridPath> areasOrNowhere(String office, @Nullable String grid) {
        return areas(office, grid, areas::areasOrNowhere);
    }

    private interface Named {
        List<GridPath> areas(@Nullable String office, @Nullable String grid);
    }

    private List<GridPath> areas(String office, @Nullable String grid, Named named) {
        List<GridPath> offices = texts(office).stream()
                .flatMap(code -> named.areas(code, null).stream())
                .distinct()
                .toList();
        Set<String> codes = grid == null ? Set.of() : texts(grid);
        List<GridPath> grids = codes.stream()
                .flatMap(code -> named.areas(null, code).stream())
                .distinct()
                .toList();
        if (offices.isEmpty() || grids.isEmpty()) {
            return grids.isEmpty() ? offices : grids;
        }
        List<GridPath> both = grids.stream()
                .filter(one -> offices.stream().anyMatch(area -> area.contains(one)))
                .toList();
        return both.isEmpty() ? List.of(GridPath.NOWHERE) : both;
    }

    /** What was given as the function reads it; refused when the function cannot. */
    public <T> @Nullable T value(String name, Function<String, T> parse) {
        String text = text(name);
        return text == null ? null : parsed(name, text, parse);
    }

    /** Several values, in one parameter with commas or in several of the same name. */
    public Set<String> texts(String name) {
        Set<String> texts = new LinkedHashSet<>();
        given.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> sound(name, value))
                .filter(value -> !value.isEmpty())
                .forEach(texts::add);
        return texts;
    }

    public <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
        Set<E> words = EnumSet.noneOf(type);
        texts(name).forEach(text -> words.add(parsed(name, text, word -> Enum.valueOf(type, word))));
        return words;
    }

    public @Nullable Boolean flag(String name) {
        return value(name, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    /** A plus sign of an offset arrives as a space when it was not encoded. */
    public @Nullable Instant time(String name) {
        return value(name, text -> moment(text.replace(' ', '+'), name));
    }

    /**
     * A moment as clients write it wherever they may, with an offset or {@code Z}; to the millisecond, because no more is kept
     * and what was answered must be what is read later. Fails with a {@link DateTimeException} when it cannot be read; refuses
     * {@code request.invalid} before 2000 and after 9999, which nobody means and not every store can hold.
     *
     * @param pointer where it was given
     */
    public static Instant moment(String text, String pointer) {
        Instant moment = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new Refused(
                    Refusal.of("request.invalid").withFaults(List.of(Refusal.Fault.of(pointer, "field.time"))));
        }
        return moment;
    }

    /**
     * A list's order.
     *
     * @param field the time it is ordered by
     */
    public record Order(String field, boolean descending) {}

    /** The field to sort by, with a minus sign before it the latest first. */
    public Order order(String name, List<String> known, Order usual) {
        Order order = value(name, text -> {
            boolean descending = text.startsWith("-");
            String field = descending ? text.substring(1) : text;
            if (!known.contains(field)) {
                throw new IllegalArgumentException(text);
            }
            return new Order(field, descending);
        });
        return order == null ? usual : order;
    }

    /** {@code west,south,east,north}; nothing is both west of something and east of it, so no box crosses the date line. */
    public GeoPoint.@Nullable Box box(String name) {
        return value(name, GeoText::box);
    }

    /** {@code longitude,latitude} and the metres around it, 500 when they are not said; metres around nothing are refused. */
    public GeoPoint.@Nullable Circle circle(String centreName, String radiusName) {
        GeoPoint centre = value(centreName, GeoText::point);
        Double radius = value(radiusName, Double::valueOf);
        if (centre == null && radius != null) {
            throw malformed(centreName, "field.required");
        }
        if (centre == null) {
            return null;
        }
        double metres = radius == null ? USUAL_RADIUS_METRES : radius;
        if (!(metres > 0 && metres <= LARGEST_RADIUS_METRES)) {
            throw malformed(radiusName, "field.form");
        }
        return new GeoPoint.Circle(centre, metres);
    }

    private static <T> T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw malformed(name, "field.form");
        }
    }

    /** Says that a parameter is at fault. */
    public static Refused malformed(String parameter, String code, Object... arguments) {
        return new Refused(
                Refusal.of("request.malformed").withFaults(List.of(Refusal.Fault.of(parameter, code, arguments))));
    }
}
