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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private static List<String> names(JsonNode page) {
        return names(page.get("items").valueStream().toList());
    }

    private static List<String> names(List<JsonNode> places) {
        return places.stream().map(place -> place.get("name").stringValue()).toList();
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
        assertThat(names(town.all(DISTRICT, "/api/v1/places?limit=200"))).contains("江畔人家餐馆", "城南加油站");
        JsonNode mine = town.get(DISPATCHER, "/api/v1/places?q=江畔人家&count=true");
        assertThat(mine.get("total").intValue()).isEqualTo(1);
        List<JsonNode> kinds = town.all(WORKER, "/api/v1/place-kinds");
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(27);
        List<String> lists = town.all(WORKER, "/api/v1/checklists?limit=200").stream()
                .map(list -> list.get("code").stringValue())
                .toList();
        assertThat(kinds.stream().map(kind -> kind.get("checklistCode").stringValue()))
                .isSubsetOf(lists);
    }

    @Test
    void a_place_described_anew_says_what_changed_and_an_old_version_is_refused() {
        JsonNode place = stories.registered(restaurant("改名前"));
        Map<String, Object> described = with(restaurant("改名后"), "kind", "SHANGDIAN");
        JsonNode changed = Town.bodyOf(
                stories.put(WORKER, place, described, 1).expectStatus().isOk());
        assertThat(changed.get("version").longValue()).isEqualTo(2);
        assertThat(changed.at("/risk/colour").stringValue()).isEqualTo("BLUE");
        JsonNode same = Town.bodyOf(
                stories.put(DISPATCHER, place, described, 2).expectStatus().isOk());
        assertThat(same.get("version").longValue()).isEqualTo(2);
        JsonNode stale = Town.bodyOf(stories.put(DISPATCHER, place, restaurant("迟到"), 1)
                .expectStatus()
                .isEqualTo(412));
        assertThat(stale.get("code").stringValue()).isEqualTo("place.stale");
        assertThat(stale.get("version").longValue()).isEqualTo(2);
        assertThat(stale.get("openActions").size()).isEqualTo(3);
        JsonNode line = town.get(WORKER, path(place) + "/history").at("/items/0");
        assertThat(line.get("what").stringValue()).isEqualTo("CHANGED");
        assertThat(line.at("/by/name").stringValue()).isEqualTo("鲁刚");
        assertThat(line.get("fields")
                        .valueStream()
                        .map(field -> field.get("field").stringValue()))
                .containsExactly("kind", "name", "industry");
        assertThat(line.at("/colourChange/from").stringValue()).isEqualTo("YELLOW");
        assertThat(town.get(WORKER, path(place) + "/history?limit=1")
                        .get("nextCursor")
                        .stringValue())
                .isNotEmpty();
    }

    @Test
    void a_place_is_suspended_reopened_and_closed_down_with_a_reason_and_once_for_each_key() {
        JsonNode place = stories.registered(restaurant("停业餐馆"));
        Map<String, Object> because = Map.of("reason", Map.of("code", "RENOVATION", "text", "装修"));
        UUID key = UUID.randomUUID();
        JsonNode suspended = Town.bodyOf(
                act(WORKER, place, "suspend", because, key).expectStatus().isOk());
        assertThat(suspended.get("state").stringValue()).isEqualTo("SUSPENDED");
        JsonNode reopened = Town.bodyOf(act(DISPATCHER, place, "reopen", because, UUID.randomUUID())
                .expectStatus()
                .isOk());
        assertThat(reopened.get("state").stringValue()).isEqualTo("OPEN");
        act(WORKER, place, "suspend", because, key)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true")
                .expectBody();
        assertThat(town.get(WORKER, path(place)).get("state").stringValue()).isEqualTo("OPEN");
        act(WORKER, place, "close-down", because, UUID.randomUUID())
                .expectStatus()
                .isOk()
                .expectBody();
        JsonNode refused = Town.bodyOf(act(WORKER, place, "suspend", because, UUID.randomUUID())
                .expectStatus()
                .isEqualTo(409));
        assertThat(refused.get("code").stringValue()).isEqualTo("place.wrong-state");
        assertThat(refused.get("openActions").valueStream().map(JsonNode::stringValue))
                .containsExactly("reopen");
        assertThat(town.get(WORKER, path(place) + "/history")
                        .get("items")
                        .valueStream()
                        .map(line -> line.get("what").stringValue()))
                .containsExactly("CLOSED_DOWN", "REOPENED", "SUSPENDED", "CREATED");
        town.as(WORKER)
                .put()
                .uri(path(place))
                .bodyValue(restaurant("停业餐馆"))
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody();
    }

    private org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec act(
            String user, JsonNode place, String action, Map<String, Object> body, UUID key) {
        return town.as(user)
                .post()
                .uri(path(place) + "/actions/" + action)
                .header("Idempotency-Key", key.toString())
                .bodyValue(body)
                .exchange();
    }

    @Test
    void who_registers_a_place_twice_is_told_of_the_first() {
        Map<String, Object> first =
                with(restaurant("成双砂锅店"), "position", Map.of("longitude", 104.7570, "latitude", 31.4530));
        JsonNode one = stories.registered(with(first, "licenceNumber", "92 510703 ma0double"));
        JsonNode two = stories.registered(
                with(with(first, "name", "成双砂锅馆"), "position", Map.of("longitude", 104.7572, "latitude", 31.4531)));
        assertThat(two.at("/suspectedDoubles/0/id")).isEqualTo(one.get("id"));
        assertThat(two.at("/suspectedDoubles/0/reasons").valueStream().map(JsonNode::stringValue))
                .containsExactly("SIMILAR_NAME_NEARBY", "SAME_PHONE_NEARBY");
        assertThat(town.get(HANDLER, path(one) + "/doubles").at("/items/0/id")).isEqualTo(two.get("id"));
        assertThat(one.get("licenceNumber").stringValue()).isEqualTo("92510703MA0DOUBLE");
        assertThat(names(town.get(WORKER, "/api/v1/places?q=ma0 Double"))).containsExactly("成双砂锅店");
    }

    @ParameterizedTest
    @CsvSource({
        "kind,'',422,/kind",
        "kind,NOTHING,422,/kind",
        "name,' ',422,/name",
        "industry,海盗,422,/industry",
        "areaSquareMetres,-1,422,/areaSquareMetres",
        "areaSquareMetres,huge,400,/areaSquareMetres",
        "licenceNumber,01234567890123456789012345678901234567890123456789012345678901234,422,/licenceNumber",
        "contact,nobody,400,/contact",
        "colour,RED,400,/colour",
        "position,here,400,/position",
    })
    void what_is_wrong_with_a_description_is_told_by_its_field(String field, String value, int status, String pointer) {
        Object sent = value.matches("-?[0-9]{1,3}") ? Integer.valueOf(value) : value;
        JsonNode refused =
                Town.bodyOf(stories.register(WORKER, with(restaurant("错误餐馆"), field, sent), UUID.randomUUID())
                        .expectStatus()
                        .isEqualTo(status));
        assertThat(refused.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    }

    @Test
    void positions_of_chinese_maps_are_turned_into_wgs84_and_impossible_ones_refused() {
        JsonNode place = stories.registered(with(
                restaurant("火星餐馆"),
                "position",
                Map.of("longitude", 104.7625, "latitude", 31.4550, "datum", "GCJ02", "accuracyMetres", 8)));
        assertThat(place.at("/position/longitude").doubleValue()).isBetween(104.759, 104.761);
        assertThat(place.at("/position/receivedDatum").stringValue()).isEqualTo("GCJ02");
        stories.register(
                        WORKER,
                        with(restaurant("南极餐馆"), "position", Map.of("longitude", 104.76, "latitude", 91)),
                        UUID.randomUUID())
                .expectStatus()
                .isEqualTo(422)
                .expectBody();
    }

    @Test
    void lists_are_filtered_sorted_and_paged() {
        Instant due = Instant.parse("2026-03-01T00:00:00Z");
        for (int i = 0; i < 5; i++) {
            JsonNode place = stories.registered(with(
                    with(restaurant("排序店" + (char) ('E' - i)), "kind", i == 0 ? "JIAYOU" : "QIPAI"),
                    "position",
                    Map.of("longitude", 104.7560 + i * 0.0002, "latitude", 31.4545)));
            if (i > 0) {
                done(places.noteNextDue(idOf(place), due.plusSeconds(i)));
            }
        }
        String only = "/api/v1/places?q=排序店";
        assertThat(names(town.get(WORKER, only))).containsExactly("排序店A", "排序店B", "排序店C", "排序店D", "排序店E");
        assertThat(names(town.get(WORKER, only + "&sort=-score")).get(0)).isEqualTo("排序店E");
        assertThat(names(town.get(WORKER, only + "&sort=nextDueAt"))).containsExactly("排序店D", "排序店C", "排序店B", "排序店A");
        assertThat(names(town.get(WORKER, only + "&dueBefore=2026-03-01T00:00:03Z")))
                .containsExactly("排序店C", "排序店D");
        assertThat(names(town.get(WORKER, only + "&kind=JIAYOU,YULE"))).containsExactly("排序店E");
        assertThat(names(town.get(WORKER, only + "&colour=ORANGE&state=OPEN"))).containsExactly("排序店E");
        assertThat(names(town.get(WORKER, only + "&state=SUSPENDED"))).isEmpty();
        assertThat(names(town.get(WORKER, only + "&bbox=104.7561,31.45,104.7563,31.46")))
                .containsExactly("排序店D");
        assertThat(names(town.get(DISTRICT, only + "&office=510703003"))).isEmpty();
        assertThat(names(town.get(DISTRICT, only + "&office=510703001&sort=-name&limit=2")))
                .containsExactly("排序店E", "排序店D");

        JsonNode first = town.get(WORKER, only + "&near=104.7568,31.4545&radius=70&limit=3&count=true");
        assertThat(names(first)).containsExactly("排序店A", "排序店B", "排序店C");
        assertThat(first.get("total").intValue()).isEqualTo(4);
        assertThat(first.at("/items/1/distanceMetres").doubleValue()).isBetween(18.0, 20.0);
        JsonNode second = town.get(
                WORKER,
                only + "&near=104.7568,31.4545&radius=70&limit=3&count=true&cursor="
                        + first.get("nextCursor").stringValue());
        assertThat(names(second)).containsExactly("排序店D");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(names(town.all(WORKER, only + "&sort=nextDueAt&limit=1")))
                .containsExactly("排序店D", "排序店C", "排序店B", "排序店A");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "colour=PINK;400",
                "state=GONE;400",
                "sort=colour;400",
                "sort=distance;400",
                "bbox=1,2,3;400",
                "near=here;400",
                "near=104.7,31.4&radius=-1;400",
                "dueBefore=tomorrow;400",
                "owner=me;400",
                "limit=0;422",
                "limit=x;400",
                "cursor=rubbish;400",
                "grid=000;404",
                "office=none;404",
            })
    void filters_that_cannot_be_read_are_refused(String query, int status) {
        town.as(WORKER)
                .get()
                .uri("/api/v1/places?" + query)
                .header("X-Wrong-On-Purpose", "yes")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    @Test
    void the_code_of_a_place_opens_nothing_but_its_own_door() throws Exception {
        JsonNode place = stories.registered(restaurant("扫码餐馆"));
        byte[] png = town.as(DISPATCHER)
                .get()
                .uri(path(place) + "/qr.png")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("image/png")
                .expectBody()
                .returnResult()
                .getResponseBody();
        String scanned = org.wangge.place.qr.QrPictureTests.scanned(java.util.Objects.requireNonNull(png));
        assertThat(scanned).startsWith("wangge:place:" + place.get("id").stringValue() + ":");
        assertThat(places.qrMatches(value(places.get(idOf(place))), scanned)).isTrue();
        JsonNode other = stories.registered(restaurant("邻居茶楼"));
        assertThat(places.qrMatches(value(places.get(idOf(other))), scanned)).isFalse();
        town.as(HANDLER)
                .get()
                .uri(path(place) + "/qr.png")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody();
        town.as(WORKER_ELSEWHERE)
                .get()
                .uri(path(place) + "/qr.png")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody();
    }
}
