package org.wangge.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

@WanggeTest
@AloneInTown
class RiskMapApiTests {

    private static final String MAP = "/api/v1/risk-map.geojson";
    private static final String OPEN = "FOUND,NOTICED,RECTIFYING,RECHECK_DUE";
    private static final List<String> COLOURS = List.of("RED", "ORANGE", "YELLOW", "BLUE");
    private static final List<String> LEVELS = List.of("GENERAL", "SUSPECTED_MAJOR", "MAJOR");

    @Autowired
    private Town town;

    private HazardStories stories;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
    }

    private static Stream<JsonNode> features(JsonNode map, String kind) {
        return map.get("features")
                .valueStream()
                .filter(feature -> feature.at("/properties/kind").stringValue().equals(kind));
    }

    private JsonNode gridOf(String user, JsonNode place) {
        return features(town.get(user, MAP), "GRID")
                .map(feature -> feature.get("properties"))
                .filter(properties -> properties.get("gridCode").equals(place.get("gridCode")))
                .findFirst()
                .orElseThrow();
    }

    private int total(String list) {
        return town.get(DISTRICT, list + "&count=true&limit=1").get("total").intValue();
    }

    @Test
    void a_grid_says_what_is_in_it_and_is_as_red_as_its_worst_place() {
        JsonNode place = stories.restaurant();
        int before = gridOf(DISTRICT, place).at("/openHazards/MAJOR").intValue();
        JsonNode major = stories.major(place);
        JsonNode grid = Eventually.get(
                () -> gridOf(DISTRICT, place),
                now -> now.get("colour").stringValue().equals("RED")
                        && now.at("/places/RED").intValue() > 0);
        assertThat(grid.at("/openHazards/MAJOR").intValue()).isEqualTo(before + 1);
        assertThat(grid.get("officeCode").stringValue()).isEqualTo("510703001");
        stories.acted(DISTRICT, major, "void", because("TEST", "误报"));
        assertThat(gridOf(DISTRICT, place).at("/openHazards/MAJOR").intValue()).isEqualTo(before);
    }

    @Test
    void its_numbers_are_those_of_the_lists() {
        JsonNode place = stories.restaurant();
        stories.rectifying(place);
        JsonNode closedDown = stories.restaurant();
        town.post(
                        DISPATCHER,
                        "/api/v1/places/" + closedDown.get("id").stringValue() + "/actions/close-down",
                        because("MOVED", "搬走"))
                .expectStatus()
                .isOk();
        JsonNode grid = gridOf(DISTRICT, place);
        String code = grid.get("gridCode").stringValue();
        for (String colour : COLOURS) {
            assertThat(grid.at("/places/" + colour).intValue())
                    .as(colour)
                    .isEqualTo(total("/api/v1/places?state=OPEN&state=SUSPENDED&grid=" + code + "&colour=" + colour));
        }
        for (String level : LEVELS) {
            assertThat(grid.at("/openHazards/" + level).intValue())
                    .as(level)
                    .isEqualTo(total("/api/v1/hazards?state=" + OPEN + "&grid=" + code + "&level=" + level));
        }
        assertThat(grid.get("overdue").intValue()).isEqualTo(total("/api/v1/hazards?overdue=true&grid=" + code));
        String shown = COLOURS.stream()
                .filter(colour -> grid.at("/places/" + colour).intValue() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(grid.get("colour").stringValue()).isEqualTo(shown);
    }

    @Test
    void everyone_sees_the_grids_of_the_own_area_and_empty_ones_have_no_colour() {
        assertThat(features(town.get(DISTRICT, MAP), "GRID").count()).isGreaterThan(600);
        List<JsonNode> others =
                features(town.get("dispatcher-003", MAP), "GRID").toList();
        assertThat(others)
                .isNotEmpty()
                .allSatisfy(grid -> assertThat(grid.at("/properties/officeCode").stringValue())
                        .isEqualTo("510703003"));
        assertThat(features(town.get(DISTRICT, MAP + "?office=510703003"), "GRID"))
                .hasSameSizeAs(others);
        assertThat(town.get("dispatcher-003", MAP + "?office=510703001").get("features"))
                .isEmpty();
        assertThat(features(town.get(DISTRICT, MAP), "GRID").map(grid -> grid.get("properties")))
                .anySatisfy(empty -> {
                    assertThat(COLOURS)
                            .allSatisfy(colour -> assertThat(
                                            empty.at("/places/" + colour).intValue())
                                    .isZero());
                    assertThat(empty.get("colour").isNull()).isTrue();
                });
        JsonNode worker = town.get(WORKER, MAP);
        assertThat(features(worker, "GRID")
                        .map(grid -> grid.at("/properties/officeCode").stringValue()))
                .isNotEmpty()
                .containsOnly("510703001");
    }

    @Test
    void with_places_it_has_a_point_for_each_and_a_box_narrows_both() {
        JsonNode place = stories.restaurant();
        JsonNode map = town.get(DISTRICT, MAP + "?places=true&bbox=104.7595,31.4571,104.7605,31.4581");
        assertThat(features(map, "GRID").count()).isBetween(1L, 10L);
        JsonNode point = features(map, "PLACE")
                .filter(one -> one.get("id").equals(place.get("id")))
                .findFirst()
                .orElseThrow();
        assertThat(point.at("/geometry/coordinates/0").doubleValue()).isEqualTo(104.76);
        assertThat(point.at("/properties/colour")).isEqualTo(place.at("/risk/colour"));
        assertThat(point.at("/properties/score")).isEqualTo(place.at("/risk/score"));
        assertThat(features(town.get(DISTRICT, MAP), "PLACE")).isEmpty();
        assertThat(town.get(DISTRICT, MAP + "?bbox=10,10,11,11").get("features"))
                .isEmpty();
        assertThat(town.get(DISTRICT, MAP + "?zoom=10").toString().length())
                .as("simplified")
                .isLessThan(town.get(DISTRICT, MAP).toString().length());
    }

    @Test
    void a_screen_that_has_it_already_is_told_so() {
        EntityExchangeResult<byte[]> first = answered(null, "zh-CN");
        assertThat(first.getStatus().value()).isEqualTo(200);
        assertThat(first.getResponseHeaders().getCacheControl()).contains("max-age=10", "private");
        String tag = Objects.requireNonNull(first.getResponseHeaders().getETag());
        assertThat(answered(tag, "zh-CN").getStatus().value()).isEqualTo(304);
        EntityExchangeResult<byte[]> english = answered(tag, "en");
        assertThat(english.getStatus().value())
                .as("in another language it is another")
                .isEqualTo(200);
        stories.rectifying(stories.restaurant());
        assertThat(answered(tag, "zh-CN").getStatus().value())
                .as("it has changed")
                .isEqualTo(200);
    }

    private EntityExchangeResult<byte[]> answered(@Nullable String tag, String language) {
        return town.as(DISPATCHER)
                .get()
                .uri(MAP)
                .headers(headers -> {
                    headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
                    if (tag != null) {
                        headers.setIfNoneMatch(tag);
                    }
                })
                .exchange()
                .expectBody()
                .returnResult();
    }

    @Test
    void what_cannot_be_read_is_refused_by_name() {
        Map.of("bbox=1,2,3", 400, "zoom=99", 400, "places=maybe", 400, "colour=RED", 400, "office=NONE", 404)
                .forEach((query, status) -> town.as(DISTRICT)
                        .get()
                        .uri(MAP + "?" + query)
                        .header(ContractCheck.ON_PURPOSE, "yes")
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectHeader()
                        .contentType("application/problem+json"));
    }
}
