package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.UriComponentsBuilder;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.PlanBodies;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.PlaceStories;
import tools.jackson.databind.JsonNode;

/** A cursor that was not given like this, to this reader for this list, is bad input. */
@WanggeTest
class CursorsApiTests {

    @Autowired
    private Town town;

    private final List<String> toEnd = new ArrayList<>();
    private CaseStories cases;
    private HazardStories hazards;

    @BeforeEach
    void stories() {
        cases = new CaseStories(town);
        hazards = new HazardStories(town);
    }

    /** Other tests need no visits to shops. */
    @AfterEach
    void end_plans() {
        toEnd.forEach(end -> town.post(DISPATCHER, end, Map.of()).expectStatus().isOk());
    }

    /** Every list with somebody for whom it has more than one page of one item. */
    private Map<String, String> lists() {
        JsonNode file = cases.dispatched("一");
        cases.dispatched("二");
        JsonNode place = hazards.restaurant();
        JsonNode major = hazards.listed(hazards.major(place), "DISTRICT");
        hazards.listed(hazards.major(hazards.restaurant()), "DISTRICT");
        plansAndDraws(place);
        Eventually.until(
                "two notices",
                () -> town.get(HANDLER, "/api/v1/me/notices").get("items").size() > 1);
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("/api/v1/cases?sort=-updatedAt", DISPATCHER);
        lists.put("/api/v1/cases?sort=-reportedAt", DISPATCHER);
        lists.put("/api/v1/cases?sort=dueAt", DISPATCHER);
        lists.put(CaseStories.path(file) + "/timeline", DISPATCHER);
        lists.put("/api/v1/me/notices", HANDLER);
        lists.put("/api/v1/places?sort=name", WORKER);
        lists.put("/api/v1/places?sort=-score", WORKER);
        lists.put("/api/v1/places?sort=-updatedAt", WORKER);
        lists.put("/api/v1/places?sort=nextDueAt", WORKER);
        lists.put("/api/v1/places?near=104.7600,31.4576&radius=5000", WORKER);
        lists.put("/api/v1/hazards?sort=-updatedAt", DISPATCHER);
        lists.put("/api/v1/hazards?sort=dueAt", DISPATCHER);
        lists.put("/api/v1/hazards?sort=-foundAt", DISPATCHER);
        lists.put("/api/v1/hazards/" + major.get("id").stringValue() + "/timeline", DISPATCHER);
        lists.put("/api/v1/public/listed-hazards", DISPATCHER);
        lists.put("/api/v1/inspections", DISPATCHER);
        lists.put("/api/v1/inspected-places?month=2026-01", DISTRICT);
        lists.put("/api/v1/inspection-plans", DISPATCHER);
        lists.put("/api/v1/inspection-tasks", DISPATCHER);
        lists.put("/api/v1/draws", DISPATCHER);
        lists.put("/api/v1/me/tasks", HANDLER);
        lists.put("/api/v1/accounts", "admin");
        lists.put("/api/v1/departments", "admin");
        for (String reference : List.of("divisions", "offices", "grids", "categories", "place-kinds", "checklists")) {
            lists.put("/api/v1/" + reference, "admin");
        }
        return lists;
    }

    /** Two shops, which are in the register for this test only. */
    private void shops() {
        PlaceStories places = new PlaceStories(town);
        for (int number = 0; number < 2; number++) {
            places.registered(
                    PlaceStories.with(PlaceStories.restaurant("小商店" + UUID.randomUUID()), "kind", "SHANGDIAN"));
        }
    }

    private void plansAndDraws(JsonNode place) {
        shops();
        for (int round = 0; round < 2; round++) {
            JsonNode plan =
                    Town.bodyOf(town.post(DISPATCHER, "/api/v1/inspection-plans", PlanBodies.weekly("SHANGDIAN"))
                            .expectStatus()
                            .isCreated());
            String actions = "/api/v1/inspection-plans/" + plan.get("id").stringValue() + "/actions/";
            town.post(DISPATCHER, actions + "activate", Map.of()).expectStatus().isOk();
            toEnd.add(actions + "end");
            Map<String, Object> lists = Map.of(
                    "inspectors",
                    List.of(
                            town.idOf(WORKER).toString(),
                            town.idOf(OTHER_WORKER).toString()),
                    "places",
                    List.of(place.get("id").stringValue()),
                    "count",
                    1);
            town.post(DISPATCHER, "/api/v1/draws", lists).expectStatus().isCreated();
        }
    }

    private String cursor(String user, String list) {
        JsonNode next = town.get(user, with(list, "limit", "1")).get("nextCursor");
        assertThat(next.isString()).as(list + " has a second page").isTrue();
        return next.stringValue();
    }

    private static String with(String list, String parameter, String value) {
        return UriComponentsBuilder.fromUriString(list)
                .queryParam(parameter, value)
                .build()
                .toUriString();
    }

    private void assertRefused(String user, String list, String cursor) {
        JsonNode problem = Town.bodyOf(town.as(user)
                .get()
                .uri(with(with(list, "limit", "1"), "cursor", cursor))
                .exchange()
                .expectStatus()
                .isBadRequest());
        assertThat(problem.get("code").stringValue()).as(list).isEqualTo("request.cursor-invalid");
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("cursor");
    }

    private int status(String user, String list, String cursor) {
        return town.as(user)
                .get()
                .uri(with(with(list, "limit", "1"), "cursor", cursor))
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    @Test
    void a_cursor_that_was_changed_in_any_letter_is_refused_in_every_list() {
        lists().forEach((list, user) -> {
            String cursor = cursor(user, list);
            assertThat(status(user, list, cursor)).as(list).isEqualTo(200);
            for (String mutant : mutants(cursor)) {
                assertRefused(user, list, mutant);
            }
        });
    }

    @Test
    void a_cursor_is_good_for_its_reader_its_list_and_its_filter_only() {
        String cursor = cursor("admin", "/api/v1/departments?office=510703001");
        assertThat(status("admin", "/api/v1/departments?office=510703001", cursor))
                .isEqualTo(200);
        assertRefused("district", "/api/v1/departments?office=510703001", cursor);
        assertRefused("admin", "/api/v1/departments?office=510703003", cursor);
        assertRefused("admin", "/api/v1/offices", cursor);
        JsonNode one = cases.dispatched("一");
        JsonNode other = cases.dispatched("二");
        String timeline = cursor(DISPATCHER, CaseStories.path(one) + "/timeline");
        assertRefused(DISPATCHER, CaseStories.path(other) + "/timeline", timeline);
    }

    @Test
    void who_may_not_see_a_list_hears_that_before_anything_of_the_cursor() {
        town.as(WORKER)
                .get()
                .uri("/api/v1/accounts?cursor=made-up")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    /** One letter changed here and there, the end cut off, and what somebody might make up who knows what is inside. */
    private static List<String> mutants(String cursor) {
        List<String> mutants = new ArrayList<>();
        for (int at = 0; at < cursor.length(); at += 7) {
            char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            mutants.add(cursor.substring(0, at) + other + cursor.substring(at + 1));
        }
        mutants.add(cursor.substring(0, cursor.length() - 1));
        mutants.add(cursor + "A");
        mutants.add(cursor.substring(0, cursor.length() / 2));
        mutants.add(cursor.substring(22));
        mutants.add("A".repeat(22) + cursor.substring(22));
        mutants.add("A");
        return mutants;
    }
}
