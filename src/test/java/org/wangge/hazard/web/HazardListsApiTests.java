package org.wangge.hazard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Hazards are listed by the filters and orders of cases, as far as they have what those ask for. */
@WanggeTest
@AloneInTown
class HazardListsApiTests {

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private HazardStories stories;

    @BeforeEach
    void stories() {
        stories = new HazardStories(town);
    }

    private List<String> ids(String user, String query) {
        return town.all(user, "/api/v1/hazards?limit=200&" + query).stream()
                .map(hazard -> hazard.get("id").stringValue())
                .toList();
    }

    private static String id(JsonNode node) {
        return node.get("id").stringValue();
    }

    @Test
    void by_place_on_the_map_and_by_who_found_it() {
        JsonNode place = stories.restaurant();
        JsonNode hazard = stories.found(place, HazardStories.GENERAL);
        String there = "&place=" + id(place);
        assertThat(ids(DISPATCHER, "bbox=104.75,31.45,104.77,31.47" + there)).containsExactly(id(hazard));
        assertThat(ids(DISPATCHER, "bbox=104.70,31.40,104.71,31.41" + there)).isEmpty();
        assertThat(ids(DISPATCHER, "near=104.7601,31.4576&radius=50" + there)).containsExactly(id(hazard));
        // In the square of 50 metres around it, but not in the circle.
        String corner = "near=104.76045,31.45795&radius=50&count=true" + there;
        assertThat(ids(DISPATCHER, corner)).isEmpty();
        assertThat(town.get(DISPATCHER, "/api/v1/hazards?" + corner)
                        .get("total")
                        .longValue())
                .isZero();
        assertThat(ids(WORKER, "reporter=me" + there)).containsExactly(id(hazard));
        assertThat(ids(DISPATCHER, "reporter=" + town.idOf(WORKER) + there)).containsExactly(id(hazard));
        assertThat(ids(OTHER_WORKER, "reporter=me" + there)).isEmpty();
        assertThat(ids(DISPATCHER, "office=510703999" + there)).isEmpty();
        assertThat(ids(DISPATCHER, "grid=999999999999" + there)).isEmpty();
    }

    @Test
    void by_when_it_was_reported_which_is_when_it_was_found() {
        JsonNode place = stories.restaurant();
        JsonNode first = stories.found(place, HazardStories.GENERAL);
        clock.advance(Duration.ofMillis(5));
        JsonNode second = stories.found(place, HazardStories.GAS_ALARM);
        String there = "&place=" + id(place);
        assertThat(ids(DISPATCHER, "sort=reportedAt" + there)).containsExactly(id(first), id(second));
        assertThat(ids(DISPATCHER, "sort=-reportedAt" + there)).containsExactly(id(second), id(first));
        JsonNode page = town.get(DISPATCHER, "/api/v1/hazards?limit=1&sort=-reportedAt" + there);
        String cursor = page.get("nextCursor").stringValue();
        assertThat(ids(DISPATCHER, "sort=-reportedAt" + there).get(1)).isEqualTo(id(first));
        assertThat(town.get(DISPATCHER, "/api/v1/hazards?limit=1&sort=-reportedAt" + there + "&cursor=" + cursor)
                        .at("/items/0/id")
                        .stringValue())
                .isEqualTo(id(first));
    }

    @ParameterizedTest
    @CsvSource({
        "category=G0201, category",
        "assignee=me, assignee",
        "sort=closedAt, sort",
        "reporter=somebody, reporter",
        "radius=10, near"
    })
    void what_hazards_do_not_have_is_refused_by_name(String query, String pointer) {
        JsonNode problem = Town.bodyOf(town.as(DISPATCHER)
                .get()
                .uri("/api/v1/hazards?" + query)
                .header(ContractCheck.ON_PURPOSE, "1")
                .exchange()
                .expectStatus()
                .isBadRequest());
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    }
}
