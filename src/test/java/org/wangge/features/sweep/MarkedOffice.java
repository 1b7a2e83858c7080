package org.wangge.features.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.wangge.fixtures.Alerts;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.media.model.Pictures;
import tools.jackson.databind.JsonNode;

/** An office whose people and things all carry a mark, so that they are known again wherever they come up. */
final class MarkedOffice {

    private final Town town;
    final String code;
    final String mark;

    /** Usernames by what the person is. */
    final Map<String, String> people = new LinkedHashMap<>();

    /** What is looked for in the answers that others get. */
    final Set<String> secrets = new TreeSet<>();

    /** The id of one thing of each kind, by the path under which it is found. */
    final Map<String, String> things = new LinkedHashMap<>();

    final JsonNode grid;

    MarkedOffice(Town town, String code, String mark) {
        this.town = town;
        this.code = code;
        this.mark = mark;
        this.grid = town.get("admin", "/api/v1/grids?limit=1&office=" + code).at("/items/0");
        hire();
        work();
    }

    private void hire() {
        String scope = "510703/" + code;
        String department = code + "-YJ";
        hired("worker", Map.of("roles", List.of("GRID_WORKER"), "scopes", List.of(scope)));
        hired(
                "grid worker",
                Map.of(
                        "roles",
                        List.of("GRID_WORKER"),
                        "scopes",
                        List.of(grid.get("path").stringValue())));
        hired(
                "handler",
                Map.of("roles", List.of("HANDLER"), "scopes", List.of(scope), "departments", List.of(department)));
        hired("dispatcher", Map.of("roles", List.of("DISPATCHER"), "scopes", List.of(scope)));
        hired("supervisor", Map.of("roles", List.of("SUPERVISOR"), "scopes", List.of(scope)));
        hired("admin", Map.of("roles", List.of("ADMIN"), "scopes", List.of(scope)));
    }

    private void hired(String what, Map<String, Object> saying) {
        Map<String, Object> whole = new LinkedHashMap<>(saying);
        whole.put("name", mark + what);
        whole.put("phone", "1380000" + (1000 + Math.abs((mark + what).hashCode() % 9000)));
        JsonNode account = Hiring.hireWith(town, whole);
        people.put(what, account.get("username").stringValue());
        secrets.add(account.get("id").stringValue());
        secrets.add(mark + what);
        secrets.add(whole.get("phone").toString());
        things.putIfAbsent("accounts", account.get("id").stringValue());
    }

    private String worker() {
        return person("worker");
    }

    String person(String what) {
        return Objects.requireNonNull(people.get(what));
    }

    private JsonNode made(String user, String path, Map<String, ?> body) {
        return Town.bodyOf(town.post(user, path, body).expectStatus().isCreated());
    }

    private void keep(String kind, JsonNode thing) {
        String id = thing.get("id").stringValue();
        things.put(kind, id);
        secrets.add(id);
        if (thing.has("number")) {
            secrets.add(thing.get("number").stringValue());
        }
    }

    private void work() {
        Map<String, Object> here = HazardStories.position(grid.get("anchor"));
        String phone = "1399999" + (1000 + Math.abs(mark.hashCode() % 9000));
        JsonNode place = made(
                worker(),
                "/api/v1/places",
                Map.of(
                        "kind",
                        "CANYIN",
                        "name",
                        mark + "饭馆",
                        "address",
                        mark + "路1号",
                        "position",
                        here,
                        "contact",
                        Map.of("name", mark + "店主", "phone", phone)));
        keep("places", place);
        secrets.add(mark);
        secrets.add(phone);
        HazardStories hazards = new HazardStories(town);
        JsonNode inspection = made(
                worker(),
                "/api/v1/inspections",
                HazardStories.inspection(place, hazards.items(worker()), Set.of(HazardStories.GENERAL)));
        keep("inspections", inspection);
        keep(
                "hazards",
                hazards.hazard(worker(), inspection.at("/result/hazardIds/0").stringValue()));
        town.post(worker(), "/api/v1/hazards/" + things.get("hazards") + "/actions/issue-notice", Map.of())
                .expectStatus()
                .isOk();
        keep("cases", handled());
        keep(
                "inspection-plans",
                planned(
                        "/api/v1/inspection-plans",
                        Map.of("rhythm", Map.of("RED", "P7D", "ORANGE", "P7D", "YELLOW", "P7D", "BLUE", "P7D")),
                        "activate"));
        keep("campaigns", planned("/api/v1/campaigns", Map.of("theme", mark + "主题"), "start"));
        JsonNode tasks =
                town.get(person("dispatcher"), "/api/v1/inspection-tasks?plan=" + things.get("inspection-plans"));
        keep("inspection-tasks", tasks.at("/items/0"));
        tasks.get("items").forEach(task -> secrets.add(task.get("id").stringValue()));
        keep(
                "draws",
                made(
                        person("dispatcher"),
                        "/api/v1/draws",
                        Map.of(
                                "inspectors",
                                List.of(
                                        town.idOf(worker()).toString(),
                                        town.idOf(person("handler")).toString()),
                                "places",
                                List.of(place.get("id").stringValue()),
                                "count",
                                1)));
        keep(
                "routing-overlays",
                made(
                        person("supervisor"),
                        "/api/v1/routing-overlays",
                        Map.of(
                                "name",
                                mark + "防汛",
                                "kind",
                                "FLOOD",
                                "areas",
                                List.of(code),
                                "clockFactor",
                                0.9,
                                "until",
                                "2026-01-07T00:00:00Z")));
        keep(
                "routing-replays",
                Town.bodyOf(town.post(
                                person("supervisor"),
                                "/api/v1/routing-rules/replay",
                                Map.of(
                                        "version",
                                        1,
                                        "from",
                                        "2025-12-01T00:00:00Z",
                                        "to",
                                        "2026-02-01T00:00:00Z",
                                        "office",
                                        code))
                        .expectStatus()
                        .isAccepted()));
        keep(
                "announcements",
                made(
                        person("dispatcher"),
                        "/api/v1/announcements",
                        Map.of(
                                "kind",
                                "POLICY",
                                "title",
                                Map.of("zh", mark + "宣传"),
                                "text",
                                Map.of("zh", mark + "防火"),
                                "areas",
                                List.of(code),
                                "expiresAt",
                                "2026-01-07T00:00:00Z")));
        // Everybody of the office sees it, once told.
        Eventually.get(
                () -> town.get(person("dispatcher"), "/api/v1/announcements/" + things.get("announcements")),
                said -> said.get("state").stringValue().equals("SENT"));
        keep(
                "warnings",
                Town.bodyOf(town.as(person("dispatcher"))
                        .post()
                        .uri("/api/v1/warnings")
                        .contentType(MediaType.APPLICATION_XML)
                        .bodyValue(Alerts.alert("sweep-" + code + "-" + System.nanoTime())
                                .event(mark + "暴雨")
                                .code(code)
                                .xml())
                        .exchange()
                        .expectStatus()
                        .isCreated()));
        keep(
                "webhooks",
                made(
                        person("admin"),
                        "/api/v1/webhooks",
                        Map.of(
                                "url",
                                "http://127.0.0.1:1024/",
                                "area",
                                "510703/" + code,
                                "description",
                                mark + "平台",
                                "active",
                                false)));
        JsonNode notice = Eventually.get(
                        () -> town.get(person("dispatcher"), "/api/v1/me/notices"),
                        page -> page.get("items").size() > 0)
                .at("/items/0");
        things.put("me/notices", notice.get("id").stringValue());
        things.put("notices", notice.get("id").stringValue());
        secrets.add(notice.get("id").stringValue());
    }

    /** A photo that the worker of this office has just taken. */
    String photo() {
        return Town.bodyOf(town.as(worker())
                        .post()
                        .uri("/api/v1/media")
                        .contentType(MediaType.IMAGE_PNG)
                        .bodyValue(Pictures.png(20, 20))
                        .exchange()
                        .expectStatus()
                        .isCreated())
                .get("id")
                .stringValue();
    }

    /** Reported with a photo, filed, dispatched and accepted. */
    private JsonNode handled() {
        String photo = photo();
        things.put("media", photo);
        secrets.add(photo);
        JsonNode file = made(
                worker(),
                "/api/v1/cases",
                Map.of(
                        "categoryCode",
                        "G0201",
                        "description",
                        mark + "安全出口上锁",
                        "gridCode",
                        grid.get("code").stringValue(),
                        "mediaIds",
                        List.of(photo)));
        CaseStories cases = new CaseStories(town);
        cases.acted(person("dispatcher"), file, "file", Map.of("conditionSeq", 1));
        cases.acted(person("dispatcher"), file, "dispatch", Map.of("departmentCode", code + "-YJ"));
        return cases.acted(person("handler"), file, "accept", Map.of());
    }

    private JsonNode planned(String path, Map<String, ?> more, String begin) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("name", mark + "计划" + UUID.randomUUID());
        body.put("checklistCode", "CANYIN");
        body.put(
                "selection",
                Map.of(
                        "kinds",
                        List.of("CANYIN"),
                        "areas",
                        List.of(grid.get("code").stringValue())));
        body.put("from", "2026-01-05");
        body.put("to", "2028-12-31");
        JsonNode plan = made(person("dispatcher"), path, body);
        return Town.bodyOf(town.post(
                        person("dispatcher"), path + "/" + plan.get("id").stringValue() + "/actions/" + begin, Map.of())
                .expectStatus()
                .isOk());
    }

    List<String> readers() {
        return new ArrayList<>(people.keySet());
    }
}
