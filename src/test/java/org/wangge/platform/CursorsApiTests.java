package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.PlaceStories;
import tools.jackson.databind.JsonNode;

/** A cursor that was damaged on its way is bad input, in whichever part and in whichever list. */
@WanggeTest
class CursorsApiTests {

    private static final int QUERY = 0;
    private static final int SORT_VALUE = 1;
    private static final int ID = 2;

    /** Lists by keys of their own: every text may be a key, so that a damaged one is only another place to go on from. */
    private static final List<String> BY_KEY = List.of(
            "/divisions",
            "/offices",
            "/grids",
            "/categories",
            "/place-kinds",
            "/checklists",
            "/accounts",
            "/departments",
            "/inspected");

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
        hazards.listed(hazards.major(place), "DISTRICT");
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
            JsonNode plan = Town.bodyOf(town.post(DISPATCHER, "/api/v1/inspection-plans", plan())
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

    private static Map<String, Object> plan() {
        return Map.of(
                "name",
                "小商店月查" + UUID.randomUUID(),
                "checklistCode",
                "SHANGDIAN",
                "selection",
                Map.of("kinds", List.of("SHANGDIAN"), "areas", List.of("510703001")),
                "rhythm",
                Map.of("RED", "P7D", "ORANGE", "P7D", "YELLOW", "P7D", "BLUE", "P7D"),
                "from",
                "2026-01-05",
                "to",
                "2026-12-31");
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

    private static String changed(String cursor, int part, String value) {
        String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", -1);
        parts[part] = value;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean hasSortValue(String cursor) {
        String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", -1);
        return !parts[SORT_VALUE].isEmpty();
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
    void a_damaged_cursor_is_refused_in_every_list_and_never_a_fault_of_ours() {
        List<String> faults = new ArrayList<>();
        lists().forEach((list, user) -> {
            String cursor = cursor(user, list);
            assertThat(status(user, list, cursor)).as(list).isEqualTo(200);
            assertRefused(user, list, changed(cursor, QUERY, "of another list"));
            for (String mutant : mutants(cursor)) {
                int status = status(user, list, mutant);
                if (status != 200 && status != 400) {
                    faults.add(status + " " + list + " " + mutant);
                }
            }
            if (BY_KEY.stream().noneMatch(list::contains) && !list.contains("listed-hazards")) {
                assertRefused(user, list, changed(cursor, ID, "x"));
                if (hasSortValue(cursor) && !list.contains("sort=name")) {
                    assertRefused(user, list, changed(cursor, SORT_VALUE, "x"));
                }
            }
        });
        assertThat(faults).isEmpty();
    }

    /** One character changed here and there, the end cut off, and values that can be read but not asked for. */
    private static List<String> mutants(String cursor) {
        List<String> mutants = new ArrayList<>();
        for (int at = 0; at < cursor.length(); at += 3) {
            char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            mutants.add(cursor.substring(0, at) + other + cursor.substring(at + 1));
        }
        mutants.add(cursor.substring(0, cursor.length() - 2));
        mutants.add(cursor.substring(0, cursor.length() / 2));
        mutants.add(changed(cursor, SORT_VALUE, "+1000000000-12-31T23:59:59.999999999Z"));
        mutants.add(changed(cursor, SORT_VALUE, "NaN"));
        mutants.add(changed(cursor, ID, "99999999999"));
        mutants.add(changed(cursor, ID, "\0"));
        return mutants;
    }
}
