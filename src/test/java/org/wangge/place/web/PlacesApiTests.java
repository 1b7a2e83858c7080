package org.wangge.place.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.place.PlaceStories.DISPATCHER;
import static org.wangge.place.PlaceStories.DISTRICT;
import static org.wangge.place.PlaceStories.HANDLER;
import static org.wangge.place.PlaceStories.WORKER;
import static org.wangge.place.PlaceStories.idOf;
import static org.wangge.place.PlaceStories.path;
import static org.wangge.place.PlaceStories.restaurant;
import static org.wangge.place.PlaceStories.with;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.OpenHazard;
import org.wangge.place.Place;
import org.wangge.place.PlaceStories;
import org.wangge.place.Places;
import org.wangge.place.RiskColour;
import org.wangge.shared.GridPath;
import tools.jackson.databind.JsonNode;

@WanggeTest
class PlacesApiTests {

    private static final String WORKER_ELSEWHERE = "worker-003-1";

    @Autowired
    private Town town;

    @Autowired
    private Places places;

    private PlaceStories stories;

    @BeforeEach
    void begin() {
        stories = new PlaceStories(town);
    }

    private List<String> names(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(place -> place.get("name").stringValue())
                .toList();
    }

    @Test
    void a_place_is_registered_in_the_grid_it_stands_in_with_the_colour_of_its_kind() {
        JsonNode place = stories.registered(restaurant("登记餐馆"));
        assertThat(place.get("gridCode").stringValue()).startsWith("510703001");
        assertThat(place.get("officeCode").stringValue()).isEqualTo("510703001");
        assertThat(place.get("state").stringValue()).isEqualTo("OPEN");
        assertThat(place.get("industry").stringValue()).isEqualTo("CATERING");
        assertThat(place.at("/risk/colour").stringValue()).isEqualTo("YELLOW");
        assertThat(place.at("/risk/score").intValue()).isEqualTo(16);
        assertThat(place.at("/risk/reasons/0/text").stringValue()).isEqualTo("小餐饮本身的风险");
        assertThat(place.get("openActions").valueStream().map(JsonNode::stringValue))
                .containsExactly("edit", "suspend", "close-down");
        assertThat(town.get(HANDLER, path(place)).get("openActions").size()).isZero();
        assertThat(town.get(DISTRICT, path(place)).get("name").stringValue()).isEqualTo("登记餐馆");
    }

    @Test
    void the_same_key_gives_the_same_place_again_and_another_body_is_refused() {
        UUID key = UUID.randomUUID();
        JsonNode first = Town.bodyOf(
                stories.register(WORKER, restaurant("重复餐馆"), key).expectStatus().isCreated());
        JsonNode again = Town.bodyOf(stories.register(WORKER, restaurant("重复餐馆"), key)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again.get("id")).isEqualTo(first.get("id"));
        JsonNode other = Town.bodyOf(
                stories.register(WORKER, restaurant("另一餐馆"), key).expectStatus().isEqualTo(422));
        assertThat(other.get("code").stringValue()).isEqualTo("idempotency.key-reused");
    }

    @Test
    void other_modules_find_a_place_select_it_and_tell_what_happened_there() {
        JsonNode place = stories.registered(restaurant("模块餐馆"));
        UUID id = idOf(place);
        Place found = value(places.get(id));
        assertThat(found.gridPath().code()).isEqualTo(place.get("gridCode").stringValue());
        assertThat(places.qrMatches(found, Places.qrText(found))).isTrue();
        assertThat(places.qrMatches(found, "wangge:place:" + id + ":guess")).isFalse();
        assertThat(found.toString()).doesNotContain(found.qrSecret().value());

        done(places.noteInspected(id, Instant.parse("2026-01-05T02:00:00Z")));
        done(places.noteInspected(id, Instant.parse("2026-01-04T02:00:00Z")));
        done(places.noteNextDue(id, Instant.parse("2026-02-05T02:00:00Z")));
        OpenHazard major = new OpenHazard(UUID.randomUUID(), "YH-CX-260105-0001", 6, true);
        done(places.assess(id, List.of(major)));
        done(places.assess(id, List.of(major)));
        JsonNode after = town.get(WORKER, path(place));
        assertThat(after.get("lastInspectedAt").stringValue()).isEqualTo("2026-01-05T02:00:00Z");
        assertThat(after.get("nextDueAt").stringValue()).isEqualTo("2026-02-05T02:00:00Z");
        assertThat(after.at("/risk/colour").stringValue()).isEqualTo("RED");
        JsonNode history = town.get(WORKER, path(place) + "/history").get("items");
        assertThat(history.valueStream().map(line -> line.get("what").stringValue()))
                .containsExactly("ASSESSED", "CREATED");
        assertThat(history.at("/0/colourChange/reasons/0/text").stringValue()).contains("YH-CX-260105-0001");

        GridPath grid = found.gridPath();
        assertThat(value(places.select(List.of("CANYIN"), List.of(RiskColour.RED), List.of(grid), null, 500)
                        .map(Place::id)
                        .collectList()))
                .contains(id);
        assertThat(value(places.select(List.of("CANYIN"), List.of(RiskColour.BLUE), List.of(grid), null, 500)
                        .map(Place::id)
                        .collectList()))
                .doesNotContain(id);
        done(places.noteNextDue(id, null));
        done(places.assess(id, List.of()));
        assertThat(town.get(WORKER, path(place)).at("/risk/colour").stringValue())
                .isEqualTo("YELLOW");
    }

    @Test
    void outside_the_area_a_place_cannot_be_made_and_does_not_exist() {
        JsonNode place = stories.registered(restaurant("界外餐馆"));
        town.as(WORKER_ELSEWHERE)
                .get()
                .uri(path(place))
                .exchange()
                .expectStatus()
                .isNotFound();
        JsonNode refused = Town.bodyOf(stories.register(WORKER_ELSEWHERE, restaurant("越界餐馆"), UUID.randomUUID())
                .expectStatus()
                .isEqualTo(422));
        assertThat(refused.get("code").stringValue()).isEqualTo("place.outside-area");
        assertThat(refused.at("/errors/0/pointer").stringValue()).isEqualTo("/position");
        JsonNode abroad = Town.bodyOf(stories.register(
                        WORKER,
                        with(restaurant("海外餐馆"), "position", Map.of("longitude", 2.35, "latitude", 48.85)),
                        UUID.randomUUID())
                .expectStatus()
                .isEqualTo(422));
        assertThat(abroad.get("code").stringValue()).isEqualTo("grid.outside-district");
        town.as(HANDLER)
                .post()
                .uri("/api/v1/places")
                .bodyValue(restaurant("无权餐馆"))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void the_seeded_places_are_listed_with_their_kinds() {
        assertThat(names(town.get(DISTRICT, "/api/v1/places?limit=200"))).contains("江畔人家餐馆", "城南加油站");
        JsonNode mine = town.get(DISPATCHER, "/api/v1/places?q=江畔人家&count=true");
        assertThat(mine.get("total").intValue()).isEqualTo(1);
        JsonNode kinds = town.get(WORKER, "/api/v1/place-kinds?limit=200");
        assertThat(kinds.get("items").size()).isEqualTo(24);
    }
}
