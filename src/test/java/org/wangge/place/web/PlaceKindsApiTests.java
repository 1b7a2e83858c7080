package org.wangge.place.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.place.PlaceStories.DISPATCHER;
import static org.wangge.place.PlaceStories.WORKER;
import static org.wangge.place.PlaceStories.path;
import static org.wangge.place.PlaceStories.restaurant;
import static org.wangge.place.PlaceStories.with;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.PlaceStories;
import org.wangge.work.RecurringJob;
import tools.jackson.databind.JsonNode;

/** Kinds of places: facilities that nobody owns, and kinds that administrators make, change and retire. */
@WanggeTest
class PlaceKindsApiTests {

    @Autowired
    private Town town;

    @Autowired
    private List<RecurringJob> jobs;

    @Autowired
    private ReactiveMongoTemplate mongo;

    private PlaceStories stories;

    @BeforeEach
    void set_up() {
        stories = new PlaceStories(town);
    }

    private static Map<String, Object> kind(String code, String name) {
        Map<String, Object> kind = new LinkedHashMap<>();
        kind.put("code", code);
        kind.put("names", Map.of("zh", name, "en", name + " en"));
        kind.put("checklistCode", "XIAOHUOSHUAN");
        kind.put("inherentScore", 8);
        kind.put("industry", Map.of("code", "PUBLIC_FACILITIES"));
        return kind;
    }

    private WebTestClient.ResponseSpec post(String user, Object body) {
        return town.as(user)
                .post()
                .uri("/api/v1/place-kinds")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec put(String user, String code, Object body, long seen) {
        return town.as(user)
                .put()
                .uri("/api/v1/place-kinds/" + code)
                .header("If-Match", "\"" + seen + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static String fault(WebTestClient.ResponseSpec answer) {
        JsonNode problem = Town.bodyOf(answer.expectStatus().isEqualTo(422));
        return problem.at("/errors/0/pointer").stringValue() + " "
                + problem.at("/errors/0/code").stringValue();
    }

    private static Map<String, Object> hydrant(String name) {
        Map<String, Object> place = new LinkedHashMap<>(restaurant(name));
        place.keySet().removeAll(List.of("owner", "contact", "areaSquareMetres"));
        place.put("kind", "XIAOHUOSHUAN");
        return place;
    }

    @Test
    void a_hydrant_has_no_owner_and_no_licence_and_is_inspected_by_its_own_list() {
        JsonNode kind = town.get(WORKER, "/api/v1/place-kinds/XIAOHUOSHUAN");
        assertThat(kind.at("/fields/owner").stringValue()).isEqualTo("NONE");
        assertThat(kind.at("/industry/code").stringValue()).isEqualTo("PUBLIC_FACILITIES");
        JsonNode hydrant = stories.registered(hydrant("临江路口消火栓"));
        assertThat(hydrant.get("kindName").stringValue()).isEqualTo("消火栓");
        assertThat(hydrant.get("owner").isNull()).isTrue();
        assertThat(fault(stories.register(
                        WORKER, with(hydrant("有主的消火栓"), "owner", Map.of("name", "王五")), UUID.randomUUID())))
                .isEqualTo("/owner place.field-not-of-kind");
        assertThat(fault(stories.register(WORKER, with(hydrant("有证的消火栓"), "licenceNumber", "92A"), UUID.randomUUID())))
                .isEqualTo("/licenceNumber place.field-not-of-kind");
        JsonNode list = town.get(
                WORKER, "/api/v1/checklists/" + kind.get("checklistCode").stringValue());
        assertThat(list.get("items").size()).isPositive();
        String table =
                "类型,名称,地址,经度,纬度,负责人\n消火栓,表中消火栓,滨江路9号,104.7581,31.4537,王五\n" + "消火栓,表中消火栓甲,滨江路10号,104.7583,31.4550,\n";
        JsonNode report = Town.bodyOf(town.as(DISPATCHER)
                .post()
                .uri("/api/v1/places/imports?dryRun=true")
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(table.getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(report.at("/lines/0/errors/0/column").stringValue()).isEqualTo("负责人");
        assertThat(report.at("/lines/1/outcome").stringValue()).isNotEqualTo("REFUSED");
    }

    @Test
    void an_administrator_makes_a_kind_and_its_places_are_described_by_what_it_says() {
        Map<String, Object> body = kind("WEIXING_XFZ", "微型消防站");
        body.put("fields", Map.of("contact", "REQUIRED", "licenceNumber", "NONE"));
        JsonNode made = Town.bodyOf(post("admin", body).expectStatus().isCreated());
        assertThat(made.get("version").longValue()).isEqualTo(1);
        assertThat(made.at("/fields/owner").stringValue()).isEqualTo("OPTIONAL");
        assertThat(Town.bodyOf(post("admin", body).expectStatus().isCreated())).isEqualTo(made);
        Map<String, Object> place = with(hydrant("城东微型消防站"), "kind", "WEIXING_XFZ");
        assertThat(fault(stories.register(WORKER, place, UUID.randomUUID()))).isEqualTo("/contact field.required");
        stories.registered(with(place, "contact", Map.of("name", "站长", "phone", "19900005678")));
        JsonNode other = Town.bodyOf(
                post("admin", kind("WEIXING_XFZ", "另一种")).expectStatus().isEqualTo(409));
        assertThat(other.get("code").stringValue()).isEqualTo("place.kind-taken");
    }

    @Test
    void what_is_wrong_with_a_kind_is_named_and_only_administrators_make_one() {
        post(DISPATCHER, kind("NOT_MINE", "不归我")).expectStatus().isForbidden();
        put(WORKER, "CANYIN", kind("CANYIN", "小餐饮"), 1).expectStatus().isForbidden();
        Map<String, Object> unknown = kind("UNKNOWN_LIST", "没有表");
        unknown.put("checklistCode", "NOSUCH");
        assertThat(fault(post("admin", unknown))).isEqualTo("/checklistCode place.checklist-unknown");
        assertThat(fault(post("admin", kind("SECOND_CANYIN", "小餐饮")))).isEqualTo("/names place.kind-name-taken");
        Map<String, Object> industry = kind("NEW_INDUSTRY", "新行业的");
        industry.put("industry", Map.of("code", "FISHING"));
        assertThat(fault(post("admin", industry))).isEqualTo("/industry/names place.industry-new");
        industry.put("industry", Map.of("code", "FISHING", "names", Map.of("zh", "渔业")));
        assertThat(Town.bodyOf(post("admin", industry).expectStatus().isCreated())
                        .at("/industry/name")
                        .stringValue())
                .isEqualTo("渔业");
        put("admin", "NOSUCH", kind("NOSUCH", "没有"), 1).expectStatus().isNotFound();
    }

    @Test
    void a_kind_in_its_next_version_gives_its_places_another_score() {
        Town.bodyOf(post("admin", kind("SCORED", "打分的")).expectStatus().isCreated());
        JsonNode place = stories.registered(with(hydrant("打分的地方"), "kind", "SCORED"));
        assertThat(place.at("/risk/score").intValue()).isEqualTo(8);
        Map<String, Object> riskier = kind("SCORED", "打分的");
        riskier.put("inherentScore", 40);
        JsonNode next =
                Town.bodyOf(put("admin", "SCORED", riskier, 1).expectStatus().isOk());
        assertThat(next.get("version").longValue()).isEqualTo(2);
        assertThat(Town.bodyOf(put("admin", "SCORED", riskier, 2).expectStatus().isOk())
                        .get("version")
                        .longValue())
                .as("the same again")
                .isEqualTo(2);
        JsonNode stale = Town.bodyOf(
                put("admin", "SCORED", kind("SCORED", "打分的"), 1).expectStatus().isEqualTo(412));
        assertThat(stale.get("version").longValue()).isEqualTo(2);
        Awaited.done(jobs.stream()
                .filter(job -> job.name().equals("places-follow-kind"))
                .findFirst()
                .orElseThrow()
                .run());
        JsonNode scored = town.get(WORKER, path(place));
        assertThat(scored.at("/risk/score").intValue()).isEqualTo(40);
        assertThat(scored.at("/risk/colour").stringValue()).isEqualTo("RED");
    }

    @Test
    void of_a_retired_kind_no_place_becomes_and_those_that_are_stay() {
        Town.bodyOf(post("admin", kind("OLD_KIND", "老类型")).expectStatus().isCreated());
        JsonNode place = stories.registered(with(hydrant("老地方"), "kind", "OLD_KIND"));
        JsonNode shop = stories.registered(hydrant("新地方"));
        Map<String, Object> retired = kind("OLD_KIND", "老类型");
        retired.put("retired", true);
        assertThat(Town.bodyOf(put("admin", "OLD_KIND", retired, 1)
                                .expectStatus()
                                .isOk())
                        .get("retired")
                        .booleanValue())
                .isTrue();
        assertThat(codes("/api/v1/place-kinds?limit=200")).doesNotContain("OLD_KIND");
        assertThat(codes("/api/v1/place-kinds?limit=200&retired=true")).contains("OLD_KIND");
        assertThat(fault(stories.register(WORKER, with(hydrant("又一个"), "kind", "OLD_KIND"), UUID.randomUUID())))
                .isEqualTo("/kind place.kind-retired");
        assertThat(fault(stories.put(WORKER, shop, with(hydrant("新地方"), "kind", "OLD_KIND"), 1)))
                .isEqualTo("/kind place.kind-retired");
        JsonNode renamed = Town.bodyOf(stories.put(WORKER, place, with(hydrant("老地方改名"), "kind", "OLD_KIND"), 1)
                .expectStatus()
                .isOk());
        assertThat(renamed.get("kindName").stringValue()).isEqualTo("老类型");
        retired.put("retired", false);
        put("admin", "OLD_KIND", retired, 2).expectStatus().isOk();
        stories.registered(with(hydrant("又一个"), "kind", "OLD_KIND"));
    }

    private List<String> codes(String path) {
        return town.all(WORKER, path).stream()
                .map(kind -> kind.get("code").stringValue())
                .toList();
    }

    @Test
    void a_kind_of_a_build_that_did_not_count_is_changed_as_its_first_edition_and_keeps_it() {
        String code = "OLD_" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT);
        post("admin", kind(code, "旧式")).expectStatus().isCreated();
        Query old = Query.query(Criteria.where("_id").is(code));
        Update uncounted = new Update();
        List.of(
                        "version",
                        "retired",
                        "publishedAt",
                        "publishedBy",
                        "scoredVersion",
                        "operationKey",
                        "operationHash",
                        "past")
                .forEach(uncounted::unset);
        Awaited.value(mongo.updateFirst(old, uncounted, "place_kinds"));
        String uri = "/api/v1/place-kinds/" + code;
        JsonNode changed = Town.bodyOf(town.as("admin")
                .put()
                .uri(uri)
                .header("If-Match", "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(kind(code, "新式"))
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(changed.get("version").longValue()).isEqualTo(2);
        assertThat(changed.get("name").stringValue()).isEqualTo("新式");
        Document stored = Awaited.value(mongo.findOne(old, Document.class, "place_kinds"));
        assertThat(stored.getList("past", Document.class)).hasSize(1);
        assertThat(stored.getList("past", Document.class).get(0).get("names", Document.class))
                .containsEntry("zh", "旧式");
    }
}
