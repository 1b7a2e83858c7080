package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISTRICT;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** A campaign of sixty fuel stations in three offices, from the table of places to the closing report. */
@WanggeTest
class CampaignStoryTests {

    private static final List<String> OFFICES = List.of("001", "003", "011");
    private static final int EACH = 20;
    private static final String CHECKLIST = "JIAYOU";

    @Autowired
    private Town town;

    private final String campaignName = "加油站专项整治" + UUID.randomUUID();

    /** A table of stations, one in each of as many grids of the office, taken in by its dispatcher. */
    private void takeIn(String office) {
        List<JsonNode> grids = town.all(DISTRICT, "/api/v1/grids?limit=200&office=510703" + office).stream()
                .limit(EACH)
                .toList();
        StringBuilder table = new StringBuilder("类型,名称,地址,经度,纬度,证照编号\n");
        for (JsonNode grid : grids) {
            table.append("%s,%s站%s,油站路%s号,%s,%s,JY%s%n"
                    .formatted(
                            CHECKLIST,
                            campaignName,
                            grid.get("code").stringValue(),
                            grid.get("code").stringValue(),
                            grid.at("/anchor/longitude"),
                            grid.at("/anchor/latitude"),
                            grid.get("code").stringValue()));
        }
        JsonNode report = Town.bodyOf(town.as("dispatcher-" + office)
                .post()
                .uri("/api/v1/places/imports")
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(table.toString().getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(report.get("lines")
                        .valueStream()
                        .flatMap(line -> line.get("errors").valueStream()))
                .isEmpty();
        assertThat(report.get("counts")
                        .valueStream()
                        .filter(count -> count.get("lines").longValue() > 0)
                        .map(count -> count.get("outcome").stringValue() + " " + count.get("lines")))
                .containsExactly("NEW " + EACH);
    }

    private JsonNode started() {
        Map<String, Object> targets = new HashMap<>();
        OFFICES.forEach(office -> targets.put("510703" + office, EACH));
        JsonNode campaign = Town.bodyOf(town.post(
                        DISTRICT,
                        "/api/v1/campaigns",
                        Map.of(
                                "name",
                                campaignName,
                                "theme",
                                "加油站动火与静电",
                                "checklistCode",
                                CHECKLIST,
                                "selection",
                                Map.of("kinds", List.of(CHECKLIST), "areas", List.copyOf(targets.keySet())),
                                "targets",
                                targets,
                                "from",
                                "2026-01-05",
                                "to",
                                "2026-01-31"))
                .expectStatus()
                .isCreated());
        return acted(campaign, "start");
    }

    private JsonNode acted(JsonNode campaign, String action) {
        return Town.bodyOf(town.post(DISTRICT, path(campaign) + "/actions/" + action, Map.of())
                .expectStatus()
                .isOk());
    }

    private static String path(JsonNode campaign) {
        return "/api/v1/campaigns/" + campaign.get("id").stringValue();
    }

    /** The tasks of the campaign that this worker sees, at the stations of this test. */
    private List<JsonNode> tasks(String worker, JsonNode campaign) {
        return town
                .all(
                        worker,
                        "/api/v1/inspection-tasks?limit=200&plan="
                                + campaign.get("id").stringValue())
                .stream()
                .filter(task -> task.get("placeName").stringValue().startsWith(campaignName))
                .toList();
    }

    /** Two workers stand at the station, as its list demands, and answer it; one thing is wrong at a faulty one. */
    private void visit(String worker, JsonNode task, List<String> items, boolean faulty) {
        JsonNode place =
                town.get(worker, "/api/v1/places/" + task.get("placeId").stringValue());
        List<Map<String, Object>> answers = new ArrayList<>();
        for (String item : items) {
            answers.add(
                    faulty && item.equals(items.get(items.size() - 1))
                            ? Map.of("itemId", item, "answer", "FAIL", "note", "现场不合格，无法拍照")
                            : Map.of("itemId", item, "answer", "PASS"));
        }
        Map<String, Object> body = new HashMap<>(Map.of(
                "placeId", task.get("placeId").stringValue(),
                "taskId", task.get("id").stringValue(),
                "checklistCode", CHECKLIST,
                "checkIn",
                        Map.of(
                                "position",
                                Map.of(
                                        "longitude",
                                                place.at("/position/longitude").doubleValue(),
                                        "latitude",
                                                place.at("/position/latitude").doubleValue())),
                "answers", answers,
                "secondInspectorId", town.idOf(worker.replaceFirst("1$", "2")),
                "submit", Map.of("refusal", Map.of("text", "负责人不在"))));
        town.post(worker, "/api/v1/inspections", body).expectStatus().isCreated();
    }

    @Test
    void sixty_stations_in_three_offices_are_visited_counted_and_reported() {
        OFFICES.forEach(this::takeIn);
        JsonNode campaign = started();
        List<String> items = town.get(DISTRICT, "/api/v1/checklists/" + CHECKLIST)
                .get("items")
                .valueStream()
                .map(item -> item.get("id").stringValue())
                .toList();
        JsonNode before = town.get(DISTRICT, path(campaign) + "/progress");
        assertThat(before.at("/total/target").intValue()).isEqualTo(3 * EACH);
        assertThat(before.at("/total/done").intValue()).isZero();

        for (String office : OFFICES) {
            String worker = "worker-" + office + "-1";
            List<JsonNode> mine = tasks(worker, campaign);
            assertThat(mine)
                    .as("tasks of " + worker)
                    .hasSize(EACH)
                    .allSatisfy(task ->
                            assertThat(task.get("officeCode").stringValue()).isEqualTo("510703" + office));
            // The last office leaves three of its stations out.
            int visited = office.equals("011") ? EACH - 3 : EACH;
            for (int i = 0; i < visited; i++) {
                visit(worker, mine.get(i), items, i % 5 == 0);
            }
        }

        JsonNode progress = Eventually.get(
                () -> town.get(DISTRICT, path(campaign) + "/progress"),
                now -> now.at("/total/done").intValue() == 3 * EACH - 3);
        assertThat(progress.at("/total/failedItems").intValue()).isEqualTo(12);
        assertThat(progress.get("offices")
                        .valueStream()
                        .map(office -> office.get("officeCode").stringValue() + " "
                                + office.at("/count/done") + "/" + office.at("/count/target") + " "
                                + office.at("/count/failedItems")))
                .containsExactly("510703001 20/20 4", "510703003 20/20 4", "510703011 17/20 4");
        assertThat(progress.get("stragglers")
                        .valueStream()
                        .filter(left -> left.get("placeName").stringValue().startsWith(campaignName))
                        .map(left -> left.get("officeCode").stringValue()))
                .containsExactly("510703011", "510703011", "510703011");
        // Its own hazards only are what an office sees of all that was found.
        assertThat(hazards("dispatcher-003")).hasSize(4);
        assertThat(hazards(DISTRICT)).hasSize(12);

        // Somebody else's office does not end it; the district does, and what was not begun is taken back.
        town.post("dispatcher-003", path(campaign) + "/actions/end", Map.of())
                .expectStatus()
                .isForbidden();
        JsonNode ended = acted(campaign, "end");
        assertThat(ended.get("closingReport").stringValue())
                .contains(campaignName, "应查 60，已查 57，", "发现隐患 12 项", "应查 20，已查 17");
        assertThat(tasks("worker-011-1", campaign))
                .filteredOn(task -> task.get("state").stringValue().equals("SKIPPED"))
                .hasSize(3);
    }

    private List<String> hazards(String user) {
        return town.all(user, "/api/v1/hazards?limit=200&q=" + campaignName).stream()
                .map(hazard -> hazard.get("number").stringValue())
                .toList();
    }
}
