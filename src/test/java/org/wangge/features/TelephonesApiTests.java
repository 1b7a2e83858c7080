package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.place.PlaceStories.DISPATCHER;
import static org.wangge.place.PlaceStories.HANDLER;
import static org.wangge.place.PlaceStories.WORKER;
import static org.wangge.place.PlaceStories.restaurant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.PlaceStories;
import tools.jackson.databind.JsonNode;

/** Lists show no telephone to anybody; one place, person or grid shows it to those who work there. */
@WanggeTest
class TelephonesApiTests {

    private static final String NUMBER = "19900001234";
    private static final String MASKED = "199****1234";
    private static final String GRID = "510703001001";

    @Autowired
    private Town town;

    private JsonNode get(String user, String path) {
        return Town.bodyOf(
                town.as(user).get().uri(path).exchange().expectStatus().isOk());
    }

    private WebTestClient.ResponseSpec put(String user, String path, Object body) {
        return town.as(user)
                .put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static Map<String, Object> fields(JsonNode view) {
        Map<String, Object> fields = new LinkedHashMap<>();
        view.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        return fields;
    }

    @ParameterizedTest
    @ValueSource(strings = {WORKER, HANDLER, DISPATCHER, "district", "admin"})
    void a_list_of_places_masks_them_and_one_place_shows_them_to_who_works_there(String user) {
        JsonNode place = new PlaceStories(town).registered(restaurant("电话" + user));
        JsonNode listed = get(user, "/api/v1/places?q=电话" + user).at("/items/0");
        assertThat(listed.at("/owner/phone").stringValue()).isEqualTo(MASKED);
        assertThat(listed.at("/contact/phone").stringValue()).isEqualTo("199****5678");
        assertThat(get(user, PlaceStories.path(place)).at("/owner/phone").stringValue())
                .isEqualTo(NUMBER);
    }

    @Test
    void what_a_list_showed_can_be_sent_back_and_hides_nothing_for_good() {
        PlaceStories stories = new PlaceStories(town);
        JsonNode place = stories.registered(restaurant("回传餐馆"));
        JsonNode listed = get(DISPATCHER, "/api/v1/places?q=回传餐馆").at("/items/0");
        JsonNode back = Town.bodyOf(put(DISPATCHER, PlaceStories.path(place), fields(listed))
                .expectStatus()
                .isOk());
        assertThat(back.at("/owner/phone").stringValue()).isEqualTo(NUMBER);
        assertThat(back.get("version")).isEqualTo(place.get("version"));
        Map<String, Object> other = fields(listed);
        other.put("owner", Map.of("name", "王五", "phone", "199****9999"));
        JsonNode refused = Town.bodyOf(
                put(DISPATCHER, PlaceStories.path(place), other).expectStatus().isEqualTo(422));
        assertThat(refused.at("/errors/0/pointer").stringValue()).isEqualTo("/owner/phone");
        assertThat(refused.at("/errors/0/code").stringValue()).isEqualTo("field.phone-masked");
    }

    @Test
    void a_person_is_listed_without_and_shown_with_it() {
        String name = "telephone-" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "username",
                name,
                "name",
                "周某",
                "phone",
                "（0816）2212345转801",
                "password",
                "correct horse",
                "roles",
                Set.of("GRID_WORKER"),
                "scopes",
                List.of("510703/510703001")));
        JsonNode made = Town.bodyOf(town.as("admin")
                .post()
                .uri("/api/v1/accounts")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated());
        assertThat(made.get("phone").stringValue()).isEqualTo("0816-2212345-801");
        String path = "/api/v1/accounts/" + made.get("id").stringValue();
        for (String user : List.of("admin", DISPATCHER)) {
            JsonNode listed = get(user, "/api/v1/accounts?q=" + name).at("/items/0");
            assertThat(listed.get("phone").stringValue()).isEqualTo("0816-****345");
            assertThat(get(user, path).get("phone").stringValue()).isEqualTo("0816-2212345-801");
        }
        JsonNode listed = get("admin", "/api/v1/accounts?q=" + name).at("/items/0");
        JsonNode back =
                Town.bodyOf(put("admin", path, fields(listed)).expectStatus().isOk());
        assertThat(back.get("phone").stringValue()).isEqualTo("0816-2212345-801");
        Map<String, Object> wrong = fields(listed);
        wrong.put("phone", "199****1234");
        assertThat(Town.bodyOf(put("admin", path, wrong).expectStatus().isEqualTo(422))
                        .at("/errors/0/code")
                        .stringValue())
                .isEqualTo("field.phone-masked");
        wrong.put("phone", "王某");
        assertThat(Town.bodyOf(put("admin", path, wrong).expectStatus().isEqualTo(422))
                        .at("/errors/0/code")
                        .stringValue())
                .isEqualTo("field.phone");
    }

    @ParameterizedTest
    @CsvSource({"worker-001-1, true", "dispatcher-001, true", "district, true", "worker-003-1, false"})
    void the_workers_of_a_grid_are_listed_without_and_shown_with_it_to_who_works_there(String user, boolean whole) {
        JsonNode posted = get(user, "/api/v1/public/grids/" + GRID).at("/workers/0/phone");
        assertThat(posted.stringValue()).as("the posted card").doesNotContain("*");
        JsonNode one = get(user, "/api/v1/grids/" + GRID).at("/workers/0/phone");
        assertThat(one.stringValue().contains("*")).isEqualTo(!whole);
        get(user, "/api/v1/grids?office=510703001&limit=200")
                .get("items")
                .forEach(grid -> grid.get("workers")
                        .forEach(worker -> assertThat(worker.path("phone").asString("****"))
                                .contains("****")));
    }
}
