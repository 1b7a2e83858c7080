package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

@WanggeTest
@AloneInTown
class CaseListsApiTests {

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    /** A word nobody else has, to find this test's cases among all others. */
    private static String word() {
        return "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    private List<String> ids(String user, String query) {
        return town.all(user, "/api/v1/cases?limit=200&" + query).stream()
                .map(file -> file.get("id").stringValue())
                .toList();
    }

    private static String id(JsonNode file) {
        return file.get("id").stringValue();
    }

    @Test
    void everyone_sees_what_role_and_area_allow() {
        String word = word();
        JsonNode own = stories.reported(word);
        JsonNode dispatched = stories.dispatched(word);
        Map<String, Object> elsewhere = CaseStories.lockedExit(word);
        elsewhere.put("position", Map.of("longitude", 104.736297, "latitude", 31.487341));
        JsonNode reportedElsewhere = Town.bodyOf(stories.report(WORKER, elsewhere, UUID.randomUUID()));
        assertThat(reportedElsewhere.at("/area/officeCode").stringValue()).isEqualTo("510703003");

        assertThat(ids(DISPATCHER, "q=" + word)).containsExactlyInAnyOrder(id(own), id(dispatched));
        assertThat(ids("dispatcher-003", "q=" + word)).containsExactly(id(reportedElsewhere));
        assertThat(ids(DISTRICT, "q=" + word)).hasSize(3);
        assertThat(ids(HANDLER, "q=" + word)).containsExactly(id(dispatched));
        assertThat(ids("handler-003", "q=" + word)).isEmpty();
        assertThat(ids(WORKER, "q=" + word)).containsExactlyInAnyOrder(id(own), id(dispatched));
        assertThat(ids(WORKER, "reporter=me&q=" + word)).hasSize(3);
        assertThat(ids(OTHER_WORKER, "reporter=me&q=" + word)).isEmpty();
        assertThat(ids(HANDLER, "assignee=me&q=" + word)).containsExactly(id(dispatched));
    }

    @Test
    void cases_about_people_are_for_those_who_need_to_know() {
        String word = word();
        Map<String, Object> report = CaseStories.lockedExit(word);
        report.put("categoryCode", "G0701");
        JsonNode file = Town.bodyOf(stories.report(WORKER, report, UUID.randomUUID()));
        assertThat(ids(DISPATCHER, "q=" + word)).containsExactly(id(file));
        assertThat(ids(OTHER_WORKER, "q=" + word)).isEmpty();
        town.as(OTHER_WORKER)
                .get()
                .uri(CaseStories.path(file))
                .exchange()
                .expectStatus()
                .isNotFound();
        assertThat(town.get(WORKER, CaseStories.path(file)).get("id")).isEqualTo(file.get("id"));
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat_while_cases_change() {
        String word = word();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            made.add(id(stories.reported(word + " " + i)));
            if (i % 5 == 0) {
                clock.advance(Duration.ofMillis(1));
            }
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = town.get(DISPATCHER, "/api/v1/cases?limit=7&sort=-reportedAt&q=" + word + cursor);
            page.get("items").forEach(file -> seen.add(id(file)));
            if (pages++ == 0) {
                stories.reported(word + " later");
                town.post(DISPATCHER, "/api/v1/cases/" + made.get(0) + "/actions/comment", Map.of("text", "x"))
                        .expectStatus()
                        .isOk();
            }
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").stringValue();
        } while (!cursor.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void the_next_page_is_linked_and_the_total_counted_on_request() {
        String word = word();
        stories.reported(word);
        stories.reported(word);
        var first = town.as(DISPATCHER)
                .get()
                .uri("/api/v1/cases?limit=1&count=true&q=" + word)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches("Link", "</api/v1/cases\\?.*cursor=.*>; rel=\"next\"");
        JsonNode page = Town.bodyOf(first);
        assertThat(page.get("total").longValue()).isEqualTo(2);
        assertThat(town.get(DISPATCHER, "/api/v1/cases?q=" + word).has("total")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"updatedAt", "-updatedAt", "reportedAt", "-reportedAt", "dueAt", "-dueAt"})
    void every_order_is_kept_within_and_across_pages(String sort) {
        String word = word();
        for (int i = 0; i < 5; i++) {
            stories.reported(word);
            clock.advance(Duration.ofMillis(3));
        }
        String field = sort.replace("-", "");
        List<Instant> values = town.all(DISPATCHER, "/api/v1/cases?limit=2&sort=" + sort + "&q=" + word).stream()
                .map(file -> Instant.parse(file.get(field).stringValue()))
                .toList();
        assertThat(values).hasSize(5);
        assertThat(values)
                .isSortedAccordingTo(
                        sort.startsWith("-") ? Comparator.<Instant>reverseOrder() : Comparator.naturalOrder());
    }

    @Test
    void filters_narrow_the_list() {
        String word = word();
        JsonNode reported = stories.reported(word);
        JsonNode filed = stories.filed(word);
        JsonNode closed = stories.closed(word);
        String q = "&q=" + word;
        assertThat(ids(DISPATCHER, "state=FILED" + q)).containsExactly(id(filed));
        assertThat(ids(DISPATCHER, "state=FILED&state=CLOSED" + q)).containsExactlyInAnyOrder(id(filed), id(closed));
        JsonNode listed = Town.bodyOf(town.as(DISPATCHER)
                .get()
                .uri("/api/v1/cases?state=FILED,CLOSED" + q)
                .header(ContractCheck.ON_PURPOSE, "commas are let through")
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(listed.get("items").size()).isEqualTo(2);
        assertThat(ids(DISPATCHER, "category=G0201" + q)).hasSize(3);
        assertThat(ids(DISPATCHER, "category=G0101" + q)).isEmpty();
        assertThat(ids(DISPATCHER, "office=510703001" + q)).hasSize(3);
        assertThat(ids(DISTRICT, "office=510703003" + q)).isEmpty();
        assertThat(ids(DISPATCHER, "grid=" + reported.at("/area/gridCode").stringValue() + q))
                .hasSize(3);
        assertThat(ids(DISPATCHER, "bbox=104.75,31.45,104.77,31.47" + q)).hasSize(3);
        assertThat(ids(DISPATCHER, "bbox=104.70,31.40,104.71,31.41" + q)).isEmpty();
        assertThat(ids(DISPATCHER, "near=104.7601,31.4576&radius=50" + q)).hasSize(3);
        assertThat(ids(DISPATCHER, "near=104.7620,31.4576&radius=50" + q)).isEmpty();
        assertThat(ids(DISPATCHER, "sort=dueAt" + q)).containsExactly(id(reported), id(filed), id(closed));
        assertThat(ids(DISPATCHER, "sort=-dueAt" + q)).containsExactly(id(closed), id(filed), id(reported));
        assertThat(ids(DISPATCHER, "office=510703999" + q)).isEmpty();
        assertThat(ids(DISPATCHER, "grid=999999999999" + q)).isEmpty();
        assertThat(ids(DISPATCHER, "q=" + reported.get("number").stringValue())).containsExactly(id(reported));
        String soon = clock.instant().plus(Duration.ofMinutes(20)).toString();
        assertThat(ids(DISPATCHER, "dueBefore=" + soon + q)).hasSize(2);
        assertThat(ids(DISPATCHER, "from=" + soon + q)).isEmpty();
        assertThat(ids(DISPATCHER, "to=" + soon + q)).hasSize(3);
        assertThat(ids(DISPATCHER, "updatedSince=" + soon + q)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dueAt", "-dueAt"})
    void by_due_date_those_without_one_come_after_all_others_across_pages(String sort) {
        String word = word();
        List<String> dated = new ArrayList<>();
        List<String> undated = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            undated.add(id(stories.acted(
                    DISPATCHER, stories.reported(word), "decline", CaseStories.because("NOT_A_CASE", ""))));
            dated.add(id(stories.reported(word)));
            clock.advance(Duration.ofMillis(3));
        }
        List<String> expected = new ArrayList<>(dated);
        expected.addAll(undated);
        if (sort.startsWith("-")) {
            Collections.reverse(expected);
        }
        for (int limit : List.of(1, 2, 3, 4, 5, 8)) {
            String list = "/api/v1/cases?count=true&limit=" + limit + "&sort=" + sort + "&q=" + word;
            assertThat(town.pages(DISPATCHER, list))
                    .extracting(page -> page.get("total").longValue())
                    .containsOnly(8L);
            assertThat(town.all(DISPATCHER, list).stream().map(CaseListsApiTests::id))
                    .as("by " + limit)
                    .isEqualTo(expected);
        }
    }

    private JsonNode reportedAt(String word, double longitude, double latitude) {
        Map<String, Object> report = CaseStories.lockedExit(word);
        report.put("position", Map.of("longitude", longitude, "latitude", latitude));
        return Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
    }

    @Test
    void what_is_counted_near_a_point_lies_in_the_circle_not_in_its_square() {
        String word = word();
        JsonNode centre = reportedAt(word, 104.7600, 31.4576);
        JsonNode corner = reportedAt(word, 104.7651, 31.4620);
        String near = "near=104.7600,31.4576&radius=500&q=" + word;
        JsonNode page = town.get(DISTRICT, "/api/v1/cases?count=true&" + near);
        assertThat(page.get("total").longValue()).isEqualTo(1);
        assertThat(ids(DISTRICT, near)).containsExactly(id(centre));
        assertThat(ids(DISTRICT, near + "&bbox=104.7640,31.4610,104.7660,31.4630"))
                .isEmpty();
        assertThat(ids(DISTRICT, "near=104.7600,31.4576&radius=700&q=" + word))
                .containsExactlyInAnyOrder(id(centre), id(corner));
    }

    @Test
    void a_case_without_a_position_is_found_at_the_anchor_of_its_grid() {
        String word = word();
        JsonNode grid =
                town.get(DISPATCHER, "/api/v1/grids?office=510703001&limit=1").at("/items/0");
        Map<String, Object> report = CaseStories.lockedExit(word);
        report.remove("position");
        report.put("gridCode", grid.get("code").stringValue());
        JsonNode file = Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
        assertThat(file.get("position").isNull()).isTrue();
        double longitude = grid.at("/anchor/longitude").doubleValue();
        double latitude = grid.at("/anchor/latitude").doubleValue();
        String q = "&q=" + word;
        assertThat(ids(DISPATCHER, "near=" + longitude + "," + latitude + "&radius=10" + q))
                .containsExactly(id(file));
        assertThat(ids(
                        DISPATCHER,
                        "bbox=%s,%s,%s,%s"
                                        .formatted(
                                                longitude - 0.001,
                                                latitude - 0.001,
                                                longitude + 0.001,
                                                latitude + 0.001)
                                + q))
                .containsExactly(id(file));
        assertThat(ids(DISPATCHER, "near=" + (longitude + 0.01) + "," + latitude + "&radius=10" + q))
                .isEmpty();
    }

    @Test
    void what_is_late_is_shown_as_late() {
        String word = word();
        JsonNode file = stories.reported(word);
        assertThat(ids(DISPATCHER, "overdue=true&q=" + word)).isEmpty();
        clock.advance(Duration.ofMinutes(16));
        assertThat(ids(DISPATCHER, "overdue=true&q=" + word)).containsExactly(id(file));
        assertThat(ids(DISPATCHER, "overdue=false&q=" + word)).isEmpty();
        assertThat(town.get(DISPATCHER, CaseStories.path(file)).get("overdue").booleanValue())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stat=FILED | 400 | stat",
                "state=NOPE | 400 | state",
                "sort=name | 400 | sort",
                "assignee=somebody | 400 | assignee",
                "overdue=perhaps | 400 | overdue",
                "dueBefore=tomorrow | 400 | dueBefore",
                "bbox=1,2,3 | 400 | bbox",
                "near=1 | 400 | near",
                "near=1,2&radius=-5 | 400 | radius",
                "near=181,2 | 400 | near",
                "radius=100 | 400 | near",
                "radius=far | 400 | radius",
                "bbox=104.8,31.4,104.7,31.5 | 400 | bbox",
                "bbox=104.7,31.5,104.8,31.4 | 400 | bbox",
                "bbox=104.7,31.4,181,31.5 | 400 | bbox",
                "bbox=104.7,-91,104.8,31.5 | 400 | bbox",
                "limit=0 | 422 | limit",
                "limit=201 | 422 | limit",
                "limit=many | 400 | limit",
                "cursor=rubbish | 400 | cursor"
            })
    void what_cannot_be_read_is_refused_by_name(String query, int status, String pointer) {
        JsonNode problem = Town.bodyOf(town.as(DISPATCHER)
                .get()
                .uri("/api/v1/cases?" + query)
                .header(ContractCheck.ON_PURPOSE, "1")
                .exchange()
                .expectStatus()
                .isEqualTo(status));
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        String word = word();
        stories.reported(word);
        stories.reported(word);
        String cursor = town.get(DISPATCHER, "/api/v1/cases?limit=1&q=" + word)
                .get("nextCursor")
                .stringValue();
        town.as(DISPATCHER)
                .get()
                .uri("/api/v1/cases?limit=1&cursor=" + cursor)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }
}
