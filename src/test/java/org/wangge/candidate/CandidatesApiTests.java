package org.wangge.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.URBAN_UNIT;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.StoreCommands;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Whom a case could be given to, and what is said for and against each. */
@WanggeTest
@AloneInTown
@TestPropertySource(properties = "wangge.town-of=candidates")
@DirtiesContext
class CandidatesApiTests {

    private static final String TAKEN_BACK = "E01076";
    private static final String ASSISTED = "G0211";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    @Autowired
    private StoreCommands commands;

    private CaseStories stories;
    private String handler = "";

    @BeforeEach
    void somebody_new_handles() {
        stories = new CaseStories(town);
        // What was begun on other days is over, and who was there then has not been for a while.
        clock.advance(Duration.ofDays(2));
        handler = Hiring.hire(town, "HANDLER", "510703/510703001", URBAN_UNIT);
    }

    private JsonNode reported(String category, boolean urgent) {
        Map<String, Object> report = CaseStories.lockedExit("候选 " + UUID.randomUUID());
        report.put("categoryCode", category);
        report.put("urgent", urgent);
        return Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
    }

    /** Who dispatches at the desk where the case waits. */
    private static String dispatcherOf(JsonNode file) {
        return file.at("/desk/kind").stringValue().equals("DISTRICT") ? "district" : DISPATCHER;
    }

    private static String path(JsonNode file) {
        return CaseStories.path(file) + "/candidates";
    }

    private List<JsonNode> candidates(JsonNode file) {
        return town.get(dispatcherOf(file), path(file))
                .get("items")
                .valueStream()
                .toList();
    }

    private JsonNode candidate(JsonNode file, Object id) {
        return candidates(file).stream()
                .filter(one -> one.get("id").stringValue().equals(id.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(JsonNode candidate) {
        return candidate
                .get("reasons")
                .valueStream()
                .map(reason -> reason.get("code").stringValue())
                .toList();
    }

    private static Optional<JsonNode> reason(JsonNode candidate, String code) {
        return candidate
                .get("reasons")
                .valueStream()
                .filter(reason -> reason.get("code").stringValue().equals(code))
                .findFirst();
    }

    private List<String> departments(JsonNode file) {
        return candidates(file).stream()
                .filter(one -> one.get("kind").stringValue().equals("DEPARTMENT"))
                .map(one -> one.get("id").stringValue())
                .toList();
    }

    private void begin(String who) {
        town.as(who)
                .post()
                .uri("/api/v1/me/duty/actions/begin")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void the_departments_of_the_office_and_the_district_and_their_people_are_ranked_with_reasons_that_add_up() {
        JsonNode file = reported("G0201", false);
        List<JsonNode> found = candidates(file);
        assertThat(found)
                .extracting(one -> one.get("id").stringValue())
                .contains(
                        URBAN_UNIT,
                        EMERGENCY_UNIT,
                        "510703-YJJ",
                        town.idOf(handler).toString())
                .doesNotHaveDuplicates()
                .noneMatch(id -> id.startsWith("510703003"));
        List<Integer> scores = new ArrayList<>();
        for (JsonNode one : found) {
            int sum = 0;
            for (JsonNode reason : one.get("reasons")) {
                sum += reason.get("weight").intValue();
                assertThat(reason.get("text").stringValue()).isNotBlank().doesNotContain("candidate.", "null", "{");
            }
            assertThat(one.get("score").intValue()).isEqualTo(sum);
            assertThat(one.get("name").stringValue()).isNotBlank();
            scores.add(sum);
        }
        assertThat(scores).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(codes(candidate(file, URBAN_UNIT))).contains("OWN_DUTY");
        assertThat(codes(candidate(file, "510703-YJJ"))).contains("DISTRICT_UNIT");
    }

    @Test
    void what_is_ranked_first_can_be_dispatched_to() {
        JsonNode file = stories.filed("候选派遣 " + UUID.randomUUID());
        JsonNode first = candidates(file).get(0);
        String field = first.get("kind").stringValue().equals("PERSON") ? "assigneeId" : "departmentCode";
        stories.acted(
                DISPATCHER, file, "dispatch", Map.of(field, first.get("id").stringValue()));
    }

    @Test
    void who_leads_by_the_duty_list_is_first_and_what_was_taken_back_is_never_the_offices() {
        begin(handler);
        JsonNode assisted = reported(ASSISTED, true);
        assertThat(departments(assisted)).startsWith("510703-YJJ");
        assertThat(codes(candidate(assisted, "510703-YJJ"))).contains("LEADS");
        assertThat(codes(candidate(assisted, URBAN_UNIT))).contains("ASSISTS");
        JsonNode takenBack = reported(TAKEN_BACK, true);
        List<String> ranked = departments(takenBack);
        assertThat(ranked).startsWith("510703-SJJ");
        assertThat(ranked.subList(ranked.size() - 5, ranked.size())).allMatch(code -> code.startsWith("510703001-"));
        assertThat(codes(candidate(takenBack, town.idOf(handler)))).contains("TAKEN_BACK", "ON_DUTY");
    }

    @Test
    void who_answers_for_the_grid_is_among_them_and_told_apart_from_who_handles() {
        JsonNode file = reported("G0201", false);
        JsonNode workers =
                town.get(DISPATCHER, CaseStories.path(file) + "/routing").get("workers");
        assertThat(workers).isNotEmpty();
        for (JsonNode worker : workers) {
            JsonNode one = candidate(file, worker.get("id").stringValue());
            assertThat(one.get("kind").stringValue()).isEqualTo("PERSON");
            assertThat(codes(one)).contains("GRID_" + worker.get("duty").stringValue(), "NOT_A_HANDLER");
        }
    }

    @Test
    void being_on_duty_counts_by_the_roster_and_in_the_field_and_more_when_it_is_urgent() {
        JsonNode file = reported("G0201", false);
        UUID id = town.idOf(handler);
        assertThat(codes(candidate(file, id))).doesNotContain("ON_DUTY");
        begin(handler);
        assertThat(codes(candidate(file, URBAN_UNIT))).contains("ON_DUTY");
        int usual = reason(candidate(file, id), "ON_DUTY")
                .orElseThrow()
                .get("weight")
                .intValue();
        JsonNode urgent = candidate(reported("G0201", true), id);
        assertThat(reason(urgent, "ON_DUTY").orElseThrow().get("weight").intValue())
                .isGreaterThan(usual);
        clock.advance(Duration.ofHours(12));
        assertThat(codes(candidate(file, id))).doesNotContain("ON_DUTY");
        Map<String, ?> shift = Map.of(
                "accountId",
                id,
                "role",
                "DUTY_HANDLER",
                "from",
                clock.instant().toString(),
                "to",
                clock.instant().plusSeconds(60).toString());
        town.as(DISPATCHER)
                .put()
                .uri("/api/v1/duty/510703001")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("shifts", List.of(shift)))
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(codes(candidate(file, id))).contains("ON_DUTY");
    }

    private void place(String who, double longitude) {
        town.as(who)
                .put()
                .uri("/api/v1/me/position")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("longitude", longitude, "latitude", 31.4576))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void the_distance_is_of_a_position_given_on_duty_within_thirty_minutes() {
        JsonNode file = reported("G0201", false);
        UUID id = town.idOf(handler);
        place(handler, 104.7600);
        assertThat(codes(candidate(file, id))).as("off duty").doesNotContain("DISTANCE");
        begin(handler);
        assertThat(codes(candidate(file, id))).as("not told yet").doesNotContain("DISTANCE");
        place(handler, 104.7700);
        JsonNode distance = reason(candidate(file, id), "DISTANCE").orElseThrow();
        assertThat(distance.get("value").longValue()).isBetween(940L, 955L);
        assertThat(distance.get("text").stringValue())
                .contains(distance.get("value").longValue() + " 米");
        clock.advance(Duration.ofMinutes(30).minusMillis(1));
        assertThat(codes(candidate(file, id))).contains("DISTANCE");
        clock.advance(Duration.ofMillis(1));
        assertThat(codes(candidate(file, id))).contains("ON_DUTY").doesNotContain("DISTANCE");
        place(handler, 104.7700);
        town.as(handler)
                .post()
                .uri("/api/v1/me/duty/actions/end")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(codes(candidate(file, id))).doesNotContain("DISTANCE");
    }

    @Test
    void work_to_do_and_work_done_are_counted_for_departments_and_people() {
        JsonNode file = reported("G0201", false);
        UUID id = town.idOf(handler);
        assertThat(codes(candidate(file, id))).doesNotContain("OPEN_LOAD", "PAST_WORK");
        JsonNode open = stories.acted(
                DISPATCHER,
                stories.filed("待办 " + UUID.randomUUID()),
                "dispatch",
                Map.of("departmentCode", URBAN_UNIT, "assigneeId", id.toString()));
        JsonNode load = reason(candidate(file, id), "OPEN_LOAD").orElseThrow();
        assertThat(load.get("value").longValue()).isEqualTo(1);
        assertThat(load.get("weight").intValue()).isNegative();
        assertThat(reason(candidate(file, URBAN_UNIT), "OPEN_LOAD")).isPresent();
        stories.acted(handler, open, "accept", Map.of());
        assertThat(codes(candidate(file, id))).contains("OPEN_LOAD");
        stories.acted(handler, open, "resolve", Map.of("result", "已清理"));
        assertThat(codes(candidate(file, id))).doesNotContain("OPEN_LOAD", "PAST_WORK");
        stories.acted(DISPATCHER, open, "close", Map.of());
        JsonNode done = reason(candidate(file, id), "PAST_WORK").orElseThrow();
        assertThat(done.get("value").longValue()).isEqualTo(1);
        assertThat(reason(candidate(file, URBAN_UNIT), "PAST_WORK")).isPresent();
        assertThat(codes(candidate(reported("G0202", false), id)))
                .as("of another category")
                .doesNotContain("PAST_WORK");
    }

    @Test
    void who_cannot_be_reached_is_told_and_who_signs_in_or_has_a_device_can_be() {
        JsonNode file = reported("G0201", false);
        JsonNode hired = Hiring.hireWith(
                town,
                Map.of(
                        "roles", List.of("HANDLER"),
                        "scopes", List.of("510703/510703001"),
                        "departments", List.of("510703001-MS")));
        String id = hired.get("id").stringValue();
        String name = hired.get("username").stringValue();
        assertThat(candidate(file, id).get("reachable").booleanValue()).isFalse();
        assertThat(codes(candidate(file, id))).contains("UNREACHABLE");
        assertThat(candidate(file, "510703001-MS").get("reachable").booleanValue())
                .as("nobody of the department was here for two days")
                .isFalse();
        String token = town.token(name);
        assertThat(candidate(file, id).get("reachable").booleanValue()).isTrue();
        assertThat(candidate(file, "510703001-MS").get("reachable").booleanValue())
                .isTrue();
        clock.advance(Duration.ofDays(1));
        assertThat(codes(candidate(file, id))).contains("UNREACHABLE");
        String again = town.token(name);
        town.anybody()
                .put()
                .uri("/api/v1/me/devices/{id}", "phone-" + UUID.randomUUID())
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + again)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of(
                        "registrationToken", "address-" + UUID.randomUUID(),
                        "platform", "ANDROID",
                        "appVersion", "1",
                        "locale", "zh-CN"))
                .exchange()
                .expectStatus()
                .isOk();
        clock.advance(Duration.ofDays(3));
        assertThat(token).isNotEqualTo(again);
        assertThat(candidate(file, id).get("reachable").booleanValue()).isTrue();
    }

    @Test
    void it_is_for_who_dispatches_there_or_arbitrates_and_for_nobody_else() {
        JsonNode file = reported("G0201", false);
        for (String user : List.of(WORKER, HANDLER, "admin")) {
            town.as(user).get().uri(path(file)).exchange().expectStatus().isForbidden();
        }
        town.as("dispatcher-003")
                .get()
                .uri(path(file))
                .exchange()
                .expectStatus()
                .isNotFound();
        for (String id : List.of(UUID.randomUUID().toString(), "none")) {
            town.as(DISPATCHER)
                    .get()
                    .uri("/api/v1/cases/" + id + "/candidates")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        assertThat(town.get(DISTRICT, path(file)).get("items")).isNotEmpty();
    }

    /** A dispatcher who saw something elsewhere follows the own report, and decides nothing about it. */
    @Test
    void who_only_reported_it_elsewhere_is_not_asked() {
        Map<String, Object> report = CaseStories.lockedExit("路过看到 " + UUID.randomUUID());
        JsonNode file = Town.bodyOf(stories.report("dispatcher-003", report, UUID.randomUUID())
                .expectStatus()
                .isCreated());
        JsonNode problem = Town.bodyOf(town.as("dispatcher-003")
                .get()
                .uri(path(file))
                .exchange()
                .expectStatus()
                .isForbidden());
        assertThat(problem.get("code").stringValue()).isEqualTo("case.not-yours");
    }

    @Test
    void a_case_that_has_ended_is_answered_all_the_same() {
        JsonNode file = stories.closed("已结案 " + UUID.randomUUID());
        assertThat(candidates(file)).isNotEmpty();
    }

    @Test
    void who_was_disabled_and_what_was_retired_is_not_among_them() {
        JsonNode file = reported("G0201", false);
        UUID id = town.idOf(handler);
        town.post("admin", "/api/v1/accounts/" + id + "/actions/disable", Map.of())
                .expectStatus()
                .isOk();
        assertThat(candidates(file))
                .noneMatch(one -> one.get("id").stringValue().equals(id.toString()));
    }

    @Test
    void reasons_are_said_in_english_too() {
        JsonNode file = reported(TAKEN_BACK, false);
        JsonNode answer = Town.bodyOf(town.as(dispatcherOf(file))
                .get()
                .uri(path(file))
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(answer.at("/items/0/reasons/0/text").stringValue()).isEqualTo("Leads by the duty list.");
        assertThat(answer.at("/items/0/name").stringValue()).matches("[ -~]+");
    }

    /** However many people and cases there are. */
    @Test
    void it_costs_the_same_trips_to_the_store_for_more_people() {
        JsonNode file = reported("G0201", false);
        begin(handler);
        List<String> few = trips(file);
        for (int i = 0; i < 5; i++) {
            begin(Hiring.hire(town, "HANDLER", "510703/510703001", URBAN_UNIT));
        }
        assertThat(trips(file)).hasSameSizeAs(few).hasSizeLessThanOrEqualTo(13);
    }

    /** The fewest of some readings: what the application does by itself meanwhile is heard too. */
    private List<String> trips(JsonNode file) {
        town.token(DISPATCHER);
        town.get(DISPATCHER, path(file));
        return IntStream.range(0, 5)
                .mapToObj(time -> heard(file))
                .min(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    private List<String> heard(JsonNode file) {
        commands.listen();
        town.get(DISPATCHER, path(file));
        commands.stop();
        return commands.to(Set.of(
                "cases",
                "departments",
                "grid_workers",
                "duty_rosters",
                "duty_presences",
                "accounts",
                "devices",
                "sessions"));
    }
}
