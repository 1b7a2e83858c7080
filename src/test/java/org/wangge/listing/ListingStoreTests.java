package org.wangge.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import com.mongodb.MongoExecutionTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.UncategorizedMongoDbException;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.fixtures.TestStore;
import org.wangge.listing.Listing.Request;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.MapClusters.Marker;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues.Order;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ListingStoreTests {

    private static final TestStore STORE = TestStore.open();
    private static final String THINGS = "things";
    private static final GeoPoint CENTRE = new GeoPoint(104.75, 31.45);
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

    /** Its number is its id, so that expectations can be read. */
    private record Thing(UUID id, String group, @Nullable Instant at, GeoPoint point) implements GeoPoint.Located {}

    private final String group = UUID.randomUUID().toString();

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static Listing<Thing> listing(SortKey.Absent absent) {
        return Listing.of(
                        query -> STORE.template().find(query, Thing.class, THINGS),
                        query -> STORE.template().count(query, THINGS),
                        Thing::id,
                        SortKey.timeIfAny("at", Thing::at, absent))
                .placed(Thing::point, query -> STORE.template().find(query, Thing.class, THINGS), "point");
    }

    private UUID id(int number) {
        return new UUID(group.hashCode(), number);
    }

    /** Every third has no time; the others have it two by two. */
    private void store(int count) {
        List<Thing> things = IntStream.range(0, count)
                .mapToObj(number -> new Thing(
                        id(number),
                        group,
                        number % 3 == 2 ? null : FIRST.plusSeconds(number / 3),
                        new GeoPoint(CENTRE.longitude() + number * 0.001, CENTRE.latitude())))
                .toList();
        done(STORE.template().insert(things, THINGS).then());
    }

    private Request request(boolean descending) {
        return Request.all(
                group, new Order("at", descending), Criteria.where("group").is(group));
    }

    private List<Integer> paged(Listing<Thing> listing, Request request, int limit) {
        List<Integer> numbers = new ArrayList<>();
        String cursor = null;
        do {
            Page<Thing> page = value(listing.page(request, limit, cursor, true));
            assertThat(page.total()).isEqualTo(8);
            page.items().forEach(thing -> numbers.add((int) thing.id().getLeastSignificantBits()));
            cursor = page.nextCursor();
        } while (cursor != null);
        return numbers;
    }

    @ParameterizedTest
    @CsvSource({
        "LAST, false, '0,1,3,4,6,7,2,5'",
        "LAST, true, '5,2,7,6,4,3,1,0'",
        "FIRST, false, '2,5,0,1,3,4,6,7'",
        "FIRST, true, '7,6,4,3,1,0,5,2'"
    })
    void each_is_on_one_page_and_those_without_a_value_stand_together(
            SortKey.Absent absent, boolean descending, String expected) {
        store(8);
        for (int limit = 1; limit <= 9; limit++) {
            assertThat(paged(listing(absent), request(descending), limit))
                    .as("limit " + limit)
                    .map(String::valueOf)
                    .containsExactly(expected.split(","));
        }
    }

    @Test
    void all_is_read_in_batches_without_a_gap() {
        store(120);
        List<List<Thing>> batches =
                value(listing(SortKey.Absent.LAST).all(request(false)).collectList());
        assertThat(batches).map(List::size).containsExactly(50, 50, 20);
        assertThat(batches.stream().flatMap(List::stream).map(Thing::id)).doesNotHaveDuplicates();
    }

    @Test
    void beyond_a_thousand_a_count_says_that_there_are_more() {
        store(1000);
        Page<Thing> exact = value(listing(SortKey.Absent.LAST).page(request(false), 1, null, true));
        assertThat(exact.total()).isEqualTo(1000);
        assertThat(exact.totalIsMore()).isNull();
        done(STORE.template()
                .insert(new Thing(id(1000), group, FIRST, CENTRE), THINGS)
                .then());
        Page<Thing> more = value(listing(SortKey.Absent.LAST).page(request(false), 1, null, true));
        assertThat(more.total()).isEqualTo(1000);
        assertThat(more.totalIsMore()).isTrue();
        assertThat(value(listing(SortKey.Absent.LAST).page(request(false), 1, null, false))
                        .totalIsMore())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_list_in_parts_has_the_order_of_one_question(boolean descending) {
        store(60);
        Queue<Query> asked = new ConcurrentLinkedQueue<>();
        Listing<Thing> listing = Listing.of(
                query -> {
                    asked.add(query);
                    return STORE.template().find(query, Thing.class, THINGS);
                },
                query -> STORE.template().count(query, THINGS),
                Thing::id,
                SortKey.timeIfAny("at", Thing::at, SortKey.Absent.LAST));
        List<UUID> ids = IntStream.range(0, 60).mapToObj(this::id).toList();
        Request parts = request(descending).eachOf("_id", ids, 13);
        List<Thing> whole = value(listing.next(request(descending), 60, null));
        assertThat(whole).hasSize(60);
        asked.clear();
        assertThat(value(listing.all(parts).concatMapIterable(batch -> batch).collectList()))
                .containsExactlyElementsOf(whole);
        assertThat(asked)
                .as("four questions of fifteen ids for each stretch of each page")
                .hasSize(12);
        assertThat(value(listing.page(parts, 1, null, true)).total()).isEqualTo(60);
        assertThat(request(descending).eachOf("_id", ids, 1).parts()).hasSize(1);
        assertThat(request(descending).eachOf("_id", ids, 1_000).parts()).hasSize(60);
    }

    @Test
    void what_lies_in_the_corners_of_the_square_is_made_up_for() {
        store(60);
        GeoPoint.Circle circle = new GeoPoint.Circle(CENTRE, 2_000);
        Request near = new Request(
                group, new Order("at", false), circle, false, request(false).criteria(), Parts.WHOLE);
        Listing<Thing> listing = listing(SortKey.Absent.LAST);
        List<Marker> within = value(listing.markers(near).collectList());
        assertThat(within).hasSizeBetween(10, 50).allMatch(marker -> circle.contains(marker.point()));
        Page<Thing> page = value(listing.page(near, 200, null, true));
        assertThat(page.items())
                .map(Thing::id)
                .containsExactlyInAnyOrderElementsOf(
                        within.stream().map(Marker::id).toList());
        assertThat(page.total()).isEqualTo(within.size());

        Page<Nearest> first = value(Nearest.page(listing.markers(near), near, 5, null, true));
        Page<Nearest> rest = value(Nearest.page(listing.markers(near), near, 200, first.nextCursor(), false));
        assertThat(first.items()).map(Nearest::id).containsExactly(id(0), id(1), id(2), id(3), id(4));
        assertThat(rest.items())
                .hasSize(within.size() - 5)
                .isSortedAccordingTo((one, other) -> Double.compare(one.metres(), other.metres()));
        assertThat(first.total()).isEqualTo(within.size());
    }

    @Test
    void a_cursor_of_another_list_is_none() {
        store(8);
        Listing<Thing> listing = listing(SortKey.Absent.LAST);
        String cursor = Objects.requireNonNull(
                value(listing.page(request(false), 2, null, false)).nextCursor());
        Request other = Request.all(
                "another", new Order("at", false), Criteria.where("group").is(group));
        assertThatThrownBy(() -> value(listing.page(other, 2, cursor, false)))
                .isInstanceOfSatisfying(
                        Refused.class, told -> assertThat(told.refusal().code()).isEqualTo("request.cursor-invalid"));
    }

    /** The database says that the time is up after some were found. */
    private static Listing<Thing> slow(int found, Queue<Duration> limits) {
        return Listing.of(
                query -> {
                    limits.add(Duration.ofMillis(query.getMeta().getMaxTimeMsec()));
                    return STORE.template()
                            .find(query.limit(found), Thing.class, THINGS)
                            .concatWith(Flux.error(new UncategorizedMongoDbException(
                                    "late", new MongoExecutionTimeoutException(50, "late"))));
                },
                query -> Mono.error(new MongoExecutionTimeoutException(50, "late")),
                Thing::id,
                SortKey.timeIfAny("at", Thing::at, SortKey.Absent.LAST));
    }

    @Test
    void a_search_gives_what_was_found_until_it_took_too_long_and_goes_on_from_there() {
        store(60);
        Request words = new Request(
                group, new Order("at", false), null, true, request(false).criteria(), Parts.WHOLE);
        Queue<Duration> limits = new ConcurrentLinkedQueue<>();
        Page<Thing> cut = value(slow(7, limits).page(words, 50, null, true));
        assertThat(cut.searchCut()).isTrue();
        assertThat(cut.items()).hasSize(7);
        assertThat(cut.total()).isNull();
        assertThat(limits).containsExactly(Duration.ofSeconds(3));

        Page<Thing> rest = value(listing(SortKey.Absent.LAST).page(words, 100, cut.nextCursor(), true));
        assertThat(rest.searchCut()).isNull();
        assertThat(rest.total()).isEqualTo(60);
        List<UUID> ids = new ArrayList<>(cut.items().stream().map(Thing::id).toList());
        rest.items().forEach(thing -> ids.add(thing.id()));
        assertThat(ids).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void a_search_that_found_nothing_in_time_says_so_and_ends() {
        Request words = new Request(
                group, new Order("at", false), null, true, request(false).criteria(), Parts.WHOLE);
        Page<Thing> cut = value(slow(1, new ConcurrentLinkedQueue<>()).page(words, 50, null, false));
        assertThat(cut.items()).isEmpty();
        assertThat(cut.nextCursor()).isNull();
        assertThat(cut.searchCut()).isTrue();
    }

    @Test
    void a_list_without_words_that_takes_too_long_is_an_error() {
        store(10);
        assertThatThrownBy(() -> value(Listing.<Thing>of(
                                query -> Flux.error(new MongoExecutionTimeoutException(50, "late")),
                                query -> Mono.just(0L),
                                Thing::id,
                                SortKey.timeIfAny("at", Thing::at, SortKey.Absent.LAST))
                        .page(request(false), 50, null, false)))
                .isInstanceOf(MongoExecutionTimeoutException.class);
    }
}
