package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Lists of what has a place are maps for those who ask for one. */
@WanggeTest
class MapPagesApiTests {

    private static final String GEO_JSON = "application/geo+json";

    @Autowired
    private Town town;

    private CaseStories cases;
    private HazardStories hazards;

    @BeforeEach
    void stories() {
        cases = new CaseStories(town);
        hazards = new HazardStories(town);
    }

    private WebTestClient.ResponseSpec list(String path, String accepted) {
        return town.as(DISPATCHER)
                .get()
                .uri(path)
                .header(HttpHeaders.ACCEPT, accepted)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private JsonNode map(String path) {
        return Town.bodyOf(list(path, GEO_JSON).expectHeader().contentType(GEO_JSON));
    }

    @Test
    void cases_are_points_with_the_case_as_properties_and_the_next_page() {
        String word = "m" + UUID.randomUUID().toString().substring(0, 8);
        JsonNode file = cases.reported(word);
        JsonNode without = Town.bodyOf(cases.report(
                        WORKER,
                        Map.of("gridCode", file.at("/area/gridCode").stringValue(), "description", word),
                        UUID.randomUUID())
                .expectStatus()
                .isCreated());
        String path = "/api/v1/cases?sort=reportedAt&limit=1&count=true&q=" + word;
        JsonNode first = Town.bodyOf(list(path, GEO_JSON)
                .expectHeader()
                .contentType(GEO_JSON)
                .expectHeader()
                .valueMatches(HttpHeaders.LINK, "</api/v1/cases\\?.*cursor=.*>; rel=\"next\""));
        assertThat(first.get("type").stringValue()).isEqualTo("FeatureCollection");
        assertThat(first.get("total").intValue()).isEqualTo(2);
        JsonNode plain = town.get(DISPATCHER, path);
        assertThat(first.get("nextCursor")).isEqualTo(plain.get("nextCursor"));
        assertThat(first.at("/features/0/properties")).isEqualTo(plain.at("/items/0"));
        JsonNode all = map("/api/v1/cases?limit=200&q=" + word);
        assertThat(all.has("total")).isFalse();
        assertThat(all.get("nextCursor").isNull()).isTrue();
        all.get("features").forEach(feature -> {
            if (feature.get("id").equals(without.get("id"))) {
                assertThat(feature.get("geometry").isNull()).isTrue();
            } else {
                assertThat(feature.at("/geometry/coordinates/0").doubleValue()).isEqualTo(104.76);
                assertThat(feature.at("/geometry/coordinates/1").doubleValue()).isEqualTo(31.4576);
            }
        });
    }

    @Test
    void places_hazards_and_tasks_are_points_too() {
        JsonNode place = hazards.restaurant();
        JsonNode hazard = hazards.found(place, HazardStories.GENERAL);
        JsonNode places = map(
                "/api/v1/places?near=104.7600,31.4576&q=" + place.get("name").stringValue());
        assertThat(places.at("/features/0/id")).isEqualTo(place.get("id"));
        assertThat(places.at("/features/0/geometry/coordinates/0").doubleValue())
                .isEqualTo(104.76);
        JsonNode hazardsOfIt = map("/api/v1/hazards?place=" + place.get("id").stringValue());
        assertThat(hazardsOfIt.at("/features/0/id")).isEqualTo(hazard.get("id"));
        assertThat(hazardsOfIt.at("/features/0/geometry/coordinates/1").doubleValue())
                .isEqualTo(31.4576);
        assertThat(hazard.at("/place/longitude").doubleValue()).isEqualTo(104.76);
        map("/api/v1/inspection-tasks?limit=5");
    }

    @Test
    void with_a_zoom_the_whole_list_is_clusters_with_a_count_and_a_box() {
        String word = "k" + UUID.randomUUID().toString().substring(0, 8);
        for (double longitude : new double[] {104.7600, 104.7604, 104.7800}) {
            Map<String, Object> report = new HashMap<>(CaseStories.lockedExit(word));
            report.put("position", Map.of("longitude", longitude, "latitude", 31.4576));
            cases.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated();
        }
        JsonNode far = map("/api/v1/cases?zoom=6&q=" + word);
        assertThat(far.get("total").intValue()).isEqualTo(3);
        assertThat(far.get("features").size()).isEqualTo(1);
        assertThat(far.at("/features/0/properties/count").intValue()).isEqualTo(3);
        assertThat(far.at("/features/0/properties/itemId").isNull()).isTrue();
        assertThat(far.at("/features/0/bbox").toString()).isEqualTo("[104.76,31.4576,104.78,31.4576]");
        JsonNode near = map("/api/v1/cases?zoom=13&q=" + word);
        assertThat(near.get("features").size()).isEqualTo(2);
        assertThat(near.get("features")
                        .valueStream()
                        .map(cluster -> cluster.at("/properties/count").intValue()))
                .containsExactlyInAnyOrder(2, 1);
        assertThat(map("/api/v1/cases?zoom=22&q=" + word).get("features").size())
                .isEqualTo(3);
        assertThat(map("/api/v1/cases?zoom=14&near=104.7800,31.4576&radius=100&q=" + word)
                        .get("total")
                        .intValue())
                .isEqualTo(1);

        JsonNode place = hazards.restaurant();
        JsonNode hazard = hazards.found(place, HazardStories.GENERAL);
        JsonNode places = map("/api/v1/places?zoom=12&q=" + place.get("name").stringValue());
        assertThat(places.at("/features/0/properties/itemId")).isEqualTo(place.get("id"));
        JsonNode hazardsOfIt =
                map("/api/v1/hazards?zoom=12&place=" + place.get("id").stringValue());
        assertThat(hazardsOfIt.at("/features/0/properties/itemId")).isEqualTo(hazard.get("id"));
    }

    @Test
    void clusters_are_of_ones_own_area_and_a_zoom_is_for_maps_only() {
        String word = "o" + UUID.randomUUID().toString().substring(0, 8);
        cases.reported(word);
        JsonNode elsewhere = Town.bodyOf(town.as("dispatcher-003")
                .get()
                .uri("/api/v1/cases?zoom=12&q=" + word)
                .header(HttpHeaders.ACCEPT, GEO_JSON)
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(elsewhere.get("total").intValue()).isZero();
        assertThat(elsewhere.get("features").size()).isZero();
        Map<String, Integer> answers = Map.of("zoom=23", 422, "zoom=-1", 422, "zoom=x", 400, "zoom=12&unknown=1", 400);
        answers.forEach((query, status) -> {
            town.as(DISPATCHER)
                    .get()
                    .uri("/api/v1/cases?" + query)
                    .header(HttpHeaders.ACCEPT, GEO_JSON)
                    .header(ContractCheck.ON_PURPOSE, "yes")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(status);
        });
        town.as(DISPATCHER)
                .get()
                .uri("/api/v1/cases?zoom=12")
                .header(HttpHeaders.ACCEPT, "application/json")
                .header(ContractCheck.ON_PURPOSE, "yes")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                             | application/json",
                "*/*                                          | application/json",
                "application/json, application/geo+json       | application/json",
                "application/geo+json;q=0.5, application/json | application/json",
                "application/geo+json, */*;q=0.1              | application/geo+json",
                "application/geo+json, application/json;q=0.9 | application/geo+json"
            })
    void who_would_rather_have_a_list_has_a_list(String accepted, String given) {
        list("/api/v1/cases?limit=1", accepted).expectHeader().contentType(given);
    }

    @Test
    void what_has_no_place_is_no_map() {
        assertThat(Town.bodyOf(town.as(DISPATCHER)
                                .get()
                                .uri("/api/v1/departments")
                                .header(HttpHeaders.ACCEPT, GEO_JSON)
                                .header(ContractCheck.ON_PURPOSE, "yes")
                                .exchange()
                                .expectStatus()
                                .isEqualTo(406)
                                .expectHeader()
                                .valueEquals(HttpHeaders.ACCEPT, "application/json"))
                        .get("code")
                        .stringValue())
                .isEqualTo("request.not-acceptable");
    }

    @Test
    void faults_stay_problems() {
        town.as(DISPATCHER)
                .get()
                .uri("/api/v1/cases?cursor=rubbish")
                .header(HttpHeaders.ACCEPT, GEO_JSON)
                .header(ContractCheck.ON_PURPOSE, "yes")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"application/json", "*/*", "application/geo+json"})
    void a_map_that_is_asked_for_by_its_name_is_given_whatever_is_accepted(String accepted) {
        for (String path : new String[] {"/api/v1/grids.geojson?office=510703001", "/api/v1/risk-map.geojson"}) {
            list(path, accepted).expectHeader().contentType(GEO_JSON);
        }
    }
}
