package org.wangge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.PlaceStories;
import tools.jackson.databind.JsonNode;

/** Who looks at what is known of persons is kept, and those who lead them can see it. */
@WanggeTest
class AuditApiTests {

    private static final String OFFICE = "510703/510703001";

    @Autowired
    private Town town;

    private WebTestClient.ResponseSpec look(String user, String path, @Nullable String purpose) {
        return town.as(user)
                .get()
                .uri(path)
                .headers(headers -> {
                    if (purpose != null) {
                        headers.set(
                                "X-Purpose",
                                URLEncoder.encode(purpose, StandardCharsets.UTF_8)
                                        .replace("+", "%20"));
                    }
                })
                .exchange();
    }

    private List<JsonNode> linesOf(String user) {
        return town.all("admin", "/api/v1/audit?actor=" + town.idOf(user));
    }

    private static String kinds(List<JsonNode> lines) {
        return lines.stream()
                .map(line -> line.get("kind").stringValue())
                .toList()
                .toString();
    }

    @Test
    void a_look_at_whole_telephones_leaves_a_line_with_who_what_when_from_where_and_why() {
        JsonNode place = new PlaceStories(town).registered(PlaceStories.restaurant("被查看的餐馆"));
        String worker = Hiring.hire(town, "GRID_WORKER", OFFICE);
        look(worker, PlaceStories.path(place), " 核实联系电话 ").expectStatus().isOk().expectBody();
        look(worker, PlaceStories.path(place) + "/history", null)
                .expectStatus()
                .isOk()
                .expectBody();
        List<JsonNode> lines = linesOf(worker);
        assertThat(kinds(lines)).isEqualTo("[PLACE]");
        JsonNode line = lines.get(0);
        assertThat(line.get("subject")).isEqualTo(place.get("id"));
        assertThat(line.get("purpose").stringValue()).isEqualTo("核实联系电话");
        assertThat(line.at("/actor/name").stringValue()).startsWith("临时人员");
        assertThat(line.get("address").stringValue()).contains("127.0.0.1");
        assertThat(line.get("at").stringValue()).endsWith("Z");
        assertThat(town.all("admin", "/api/v1/audit?subject=" + place.get("id").stringValue() + "&kind=PLACE"))
                .contains(line);
    }

    @Test
    void who_sees_no_telephone_or_only_a_list_leaves_no_line() {
        String handler = Hiring.hire(town, "HANDLER", OFFICE, "510703001-YJ");
        String elsewhere = town.get("district", "/api/v1/grids?office=510703106&limit=1")
                .at("/items/0/code")
                .stringValue();
        // Who does not work there sees its workers' telephones masked.
        look(handler, "/api/v1/grids/" + elsewhere, null).expectStatus().isOk().expectBody();
        look(handler, "/api/v1/places?limit=5", null).expectStatus().isOk().expectBody();
        look(handler, "/api/v1/me", null).expectStatus().isOk().expectBody();
        look(handler, "/api/v1/places/" + UUID.randomUUID(), null)
                .expectStatus()
                .isNotFound()
                .expectBody();
        assertThat(linesOf(handler)).isEmpty();
    }

    @Test
    void accounts_grids_and_tables_leave_lines_too() {
        String dispatcher = Hiring.hire(town, "DISPATCHER", OFFICE);
        look(dispatcher, "/api/v1/accounts/" + town.idOf("worker-001-1"), null)
                .expectStatus()
                .isOk()
                .expectBody();
        String grid = town.get(dispatcher, "/api/v1/grids/locate?longitude=104.76&latitude=31.4576")
                .at("/grid/code")
                .stringValue();
        look(dispatcher, "/api/v1/grids/" + grid, null).expectStatus().isOk().expectBody();
        for (String table : List.of("places.csv?q=x", "cases.csv", "hazards.xlsx")) {
            look(dispatcher, "/api/v1/exports/" + table, "月报")
                    .expectStatus()
                    .isOk()
                    .expectBody();
        }
        List<JsonNode> lines = linesOf(dispatcher);
        assertThat(kinds(lines)).isEqualTo("[HAZARDS_EXPORT, CASES_EXPORT, PLACES_EXPORT, GRID, GRID, ACCOUNT]");
        assertThat(lines.get(2).get("subject").stringValue()).contains("q").contains("x");
        assertThat(lines.get(3).get("subject").stringValue()).isEqualTo(grid);
        assertThat(town.all("admin", "/api/v1/audit?limit=2&kind=GRID&kind=ACCOUNT&actor=" + town.idOf(dispatcher)))
                .hasSize(3);
    }

    @Test
    void whole_telephones_in_a_table_need_a_permission_of_their_own() {
        new PlaceStories(town).registered(PlaceStories.restaurant("电话外带餐馆"));
        String table = "/api/v1/exports/places.csv?q=电话外带餐馆";
        String dispatcher = Hiring.hire(town, "DISPATCHER", OFFICE);
        for (String format : List.of("csv", "xlsx")) {
            look(dispatcher, "/api/v1/exports/places." + format + "?telephones=true", null)
                    .expectStatus()
                    .isForbidden()
                    .expectBody();
        }
        assertThat(linesOf(dispatcher)).isEmpty();
        assertThat(text(look(dispatcher, table, null))).contains("199****1234").doesNotContain("19900001234");
        Set<String> before = permissions("DISPATCHER");
        Set<String> with = new TreeSet<>(before);
        with.add("PHONE_EXPORT");
        put("DISPATCHER", with);
        try {
            assertThat(text(look(dispatcher, table + "&telephones=true", "应急通知")))
                    .contains("19900001234");
            assertThat(text(look(dispatcher, table + "&telephones=false", null)))
                    .doesNotContain("19900001234");
        } finally {
            put("DISPATCHER", before);
        }
        assertThat(kinds(linesOf(dispatcher))).isEqualTo("[PLACES_EXPORT, PHONES_EXPORT, PLACES_EXPORT]");
    }

    private static String text(WebTestClient.ResponseSpec response) {
        return new String(
                response.expectStatus().isOk().expectBody().returnResult().getResponseBody(), StandardCharsets.UTF_8);
    }

    private Set<String> permissions(String role) {
        Set<String> names = new TreeSet<>();
        town.get("admin", "/api/v1/permissions/" + role)
                .get("permissions")
                .forEach(name -> names.add(name.stringValue()));
        return names;
    }

    private void put(String role, Set<String> permissions) {
        town.as("admin")
                .put()
                .uri("/api/v1/permissions/" + role)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("permissions", permissions))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    @Test
    void lines_are_seen_by_those_who_lead_who_looked_and_by_nobody_else() {
        JsonNode place = new PlaceStories(town).registered(PlaceStories.restaurant("两级都看的餐馆"));
        String subject = "/api/v1/audit?subject=" + place.get("id").stringValue();
        String near = Hiring.hire(town, "GRID_WORKER", OFFICE);
        String high = Hiring.hire(town, "SUPERVISOR", "510703");
        look(near, PlaceStories.path(place), null).expectStatus().isOk().expectBody();
        look(high, PlaceStories.path(place), null).expectStatus().isOk().expectBody();
        assertThat(actors(town.all("district", subject))).containsExactly(town.idOf(high), town.idOf(near));
        assertThat(actors(town.all(Hiring.hire(town, "SUPERVISOR", OFFICE), subject)))
                .containsExactly(town.idOf(near));
        assertThat(town.all(Hiring.hire(town, "SUPERVISOR", "510703/510703106"), subject))
                .isEmpty();
        for (String role : List.of("GRID_WORKER", "HANDLER", "DISPATCHER")) {
            String[] departments = role.equals("HANDLER") ? new String[] {"510703001-YJ"} : new String[0];
            look(Hiring.hire(town, role, OFFICE, departments), subject, null)
                    .expectStatus()
                    .isForbidden()
                    .expectBody();
        }
    }

    private static List<UUID> actors(List<JsonNode> lines) {
        List<UUID> actors = new ArrayList<>();
        lines.forEach(line -> actors.add(UUID.fromString(line.at("/actor/id").stringValue())));
        return actors;
    }

    @Test
    void a_purpose_is_one_line_of_at_most_two_hundred_characters() {
        JsonNode place = new PlaceStories(town).registered(PlaceStories.restaurant("理由很长的餐馆"));
        String worker = Hiring.hire(town, "GRID_WORKER", OFFICE);
        look(worker, PlaceStories.path(place), "由".repeat(200))
                .expectStatus()
                .isOk()
                .expectBody();
        look(worker, PlaceStories.path(place), "一\n二").expectStatus().isOk().expectBody();
        look(worker, PlaceStories.path(place), "由".repeat(201))
                .expectStatus()
                .isBadRequest()
                .expectBody();
        List<JsonNode> lines = linesOf(worker);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get("purpose").stringValue()).isEqualTo("一 二");
        assertThat(lines.get(1).get("purpose").stringValue()).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor=x", "kind=NONE", "from=yesterday", "to=0001-01-01T00:00:00Z", "place=1", "cursor=x"})
    void filters_that_cannot_be_read_are_refused(String filter) {
        int status = town.as("admin")
                .get()
                .uri("/api/v1/audit?" + filter)
                .header(ContractCheck.ON_PURPOSE, "yes")
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
        assertThat(status).isIn(400, 422);
    }
}
