package org.wangge.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.QueryValues;
import org.wangge.shared.QueryValues.Order;
import org.wangge.shared.Refused;

class FiltersTests {

    private static final UUID ME = UUID.randomUUID();
    private static final Filter<Set<Month>> SEASON = Filter.of("season", Filter.anyOf(Month.class), Match.in("season"));
    private static final Filter<Integer> COUNT =
            Filter.of("returns", (query, name) -> query.number(name, 0, 9), Match.atLeast("returns"));
    private static final Filter<YearMonth> MONTH = Filter.beside("month", QueryValues::month);
    private static final Filter<UUID> WHO = Filter.of("who", QueryValues::person, Match.is("who"));
    private static final Filters ROWS = Filters.of(
            List.of("updatedAt", "dueAt"),
            SEASON,
            COUNT,
            MONTH,
            WHO,
            Filter.of("until", QueryValues::endingMonth, Match.is("until")),
            Filters.areas("areas"),
            Filters.near(Match.box("")));

    private static final QueryValues.Areas AREAS = new QueryValues.Areas() {
        @Override
        public List<GridPath> areas(@Nullable String office, @Nullable String grid) {
            return office == null ? List.of() : List.of(GridPath.of(office));
        }

        @Override
        public List<GridPath> areasOrNowhere(@Nullable String office, @Nullable String grid) {
            return areas(office, grid);
        }
    };

    private static QueryValues query(String... namesAndValues) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.computeIfAbsent(namesAndValues[i], name -> new ArrayList<>()).add(namesAndValues[i + 1]);
        }
        return new QueryValues(given, ME, AREAS, Set.of("elsewhere"));
    }

    private static List<String> asked(Narrowing narrowing) {
        return narrowing.criteria(Context.at(Instant.EPOCH, narrowing, Actor.SYSTEM)).stream()
                .map(Criteria::getCriteriaObject)
                .map(Object::toString)
                .toList();
    }

    @Test
    void what_is_not_given_asks_for_nothing() {
        Narrowing none = ROWS.read(query("season", " ", "returns", "", "elsewhere", "1"));
        assertThat(none).isEqualTo(Narrowing.by(new Order("updatedAt", true)));
        assertThat(asked(none)).isEmpty();
    }

    @Test
    void each_value_asks_by_its_row() {
        Narrowing some = ROWS.read(query("season", "MAY,APRIL", "who", "me", "returns", "3", "month", "2026-11"));
        assertThat(some.value(SEASON)).containsExactly(Month.APRIL, Month.MAY);
        assertThat(some.required(MONTH)).isEqualTo(YearMonth.of(2026, 11));
        assertThat(asked(some))
                .containsExactly(
                        "Document{{season=Document{{$in=[APRIL, MAY]}}}}",
                        "Document{{returns=Document{{$gte=3}}}}",
                        "Document{{who=" + ME + "}}");
    }

    @Test
    void a_value_built_by_name_is_the_one_that_its_own_parameters_ask_for() {
        Narrowing built = Narrowing.by(new Order("dueAt", false))
                .with(SEASON, EnumSet.of(Month.MAY, Month.APRIL))
                .with(COUNT, 2);
        List<String> parameters = new ArrayList<>(List.of("sort", "dueAt"));
        built.parameters().forEach((name, value) -> parameters.addAll(List.of(name, value)));
        Narrowing read = ROWS.read(query(parameters.toArray(String[]::new)));
        assertThat(read).isEqualTo(built).hasToString(built.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "colour, RED, field.unknown",
        "limit, 5, field.unknown",
        "season, WINTER, field.form",
        "returns, 10, field.form",
        "returns, -1, field.form",
        "returns, many, field.form",
        "month, 2026-13, field.form",
        "month, 2026-1, field.form",
        "month, +12026-01, field.form",
        "who, nobody, field.form",
        "until, november, field.form",
        "until, 1999-12, field.time",
        "until, +10000-01, field.time",
        "sort, name, field.form",
        "radius, 10, field.required"
    })
    void what_cannot_be_read_is_refused_by_its_name(String name, String value, String code) {
        Refused refused = catchThrowableOfType(Refused.class, () -> ROWS.read(query(name, value)));
        assertThat(refused.refusal().faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(name.equals("radius") ? "near" : name);
            assertThat(fault.code()).isEqualTo(code);
        });
    }

    @Test
    void a_list_given_whole_does_not_mind_the_parameters_of_pages() {
        assertThat(asked(ROWS.read(
                        query("limit", "5", "cursor", "x", "count", "true").whole())))
                .isEmpty();
    }

    @Test
    void what_must_be_there_is_refused_when_it_is_not() {
        Refused refused =
                catchThrowableOfType(Refused.class, () -> ROWS.read(query()).required(MONTH));
        assertThat(refused.refusal().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("field.required"));
    }
}
