package org.wangge.checklist.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;

import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistDraft;
import org.wangge.checklist.ChecklistItem;
import org.wangge.checklist.Checklists;
import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@WanggeTest
class ChecklistsApiTests {

    @Autowired
    private Town town;

    @Autowired
    private Checklists checklists;

    @Test
    void the_lists_of_the_twelve_trades_and_of_three_facilities_are_there_with_all_their_items() {
        JsonNode page = town.get("worker-001-1", "/api/v1/checklists");
        assertThat(page.get("items")
                        .valueStream()
                        .filter(list -> list.get("version").intValue() == 1)
                        .filter(list -> !list.get("code").stringValue().startsWith("TEST"))
                        .mapToInt(list -> list.get("items").intValue())
                        .sum())
                .isEqualTo(162 + 15);
        Checklist fuel = value(checklists.current("JIAYOU"));
        assertThat(fuel.inspectors()).isEqualTo(2);
        assertThat(fuel.categoryCode()).isEqualTo("G0211");
        Checklist kitchen = value(checklists.current("CANYIN"));
        assertThat(kitchen.inspectors()).isEqualTo(1);
        assertThat(kitchen.item("CANYIN-01")).hasValueSatisfying(item -> {
            assertThat(item.severity()).isEqualTo(Severity.HIGH);
            assertThat(item.judge()).isEqualTo(Judge.DEPT);
            assertThat(item.aloneMajor()).isTrue();
            assertThat(item.deadline()).isEqualTo(Period.ZERO);
        });
        assertThat(kitchen.item("CANYIN-12").orElseThrow().deadline()).isEqualTo(Period.ofDays(3));
    }

    private static final String ADMIN = "admin";

    private static Map<String, Object> item(String id, String text) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", id);
        item.put("texts", Map.of("zh", text, "en", "english " + text));
        item.put("severity", "MEDIUM");
        item.put("judge", "GRID");
        item.put("deadline", "P7D");
        item.put("photoNeeded", true);
        item.put("basis", "自定");
        return item;
    }

    private static Map<String, Object> list(Object... items) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("names", Map.of("zh", "试行检查表", "en", "Trial"));
        list.put("inspectors", 1);
        list.put("categoryCode", "G0202");
        list.put("items", List.of(items));
        return list;
    }

    private WebTestClient.ResponseSpec put(String user, String code, Object body, @Nullable Long seen) {
        WebTestClient.RequestBodySpec request =
                town.as(user).put().uri("/api/v1/checklists/" + code).contentType(MediaType.APPLICATION_JSON);
        if (seen != null) {
            request.header("If-Match", "\"" + seen + "\"");
        }
        return request.bodyValue(body).exchange();
    }

    @Test
    void editing_makes_a_version_and_the_old_one_stays_as_it_was() {
        JsonNode first = Town.bodyOf(put(ADMIN, "TEST_EDIT", list(item("A-1", "门")), null)
                .expectStatus()
                .isOk());
        assertThat(first.get("version").intValue()).isEqualTo(1);
        assertThat(first.get("publishedBy").stringValue()).isEqualTo("系统管理员");
        Town.bodyOf(put(ADMIN, "TEST_EDIT", list(item("A-1", "门")), 1L)
                .expectStatus()
                .isOk());
        JsonNode second = Town.bodyOf(put(ADMIN, "TEST_EDIT", list(item("A-1", "门"), item("A-2", "窗")), 1L)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\""));
        assertThat(second.get("items").size()).isEqualTo(2);
        JsonNode stale = Town.bodyOf(put(ADMIN, "TEST_EDIT", list(item("A-3", "灯")), 1L)
                .expectStatus()
                .isEqualTo(412));
        assertThat(stale.get("version").intValue()).isEqualTo(2);
        JsonNode old = town.get("worker-001-1", "/api/v1/checklists/TEST_EDIT?version=1");
        assertThat(old).isEqualTo(first);
        JsonNode english = Town.bodyOf(town.as("worker-001-1")
                .get()
                .uri("/api/v1/checklists/TEST_EDIT")
                .header("Accept-Language", "en")
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(english.at("/items/1/text").stringValue()).isEqualTo("english 窗");
        assertThat(english.at("/items/1/texts/zh").stringValue()).isEqualTo("窗");
    }

    private JsonNode inEnglish(String path) {
        return Town.bodyOf(town.as("worker-001-1")
                .get()
                .uri(path)
                .header("Accept-Language", "en")
                .exchange()
                .expectStatus()
                .isOk());
    }

    @Test
    void the_rule_an_item_rests_on_is_told_in_the_language_of_the_reader_and_in_chinese_when_there_is_no_other() {
        JsonNode seeded = inEnglish("/api/v1/checklists/CANYIN");
        assertThat(seeded.at("/items/0/basis").stringValue()).isEqualTo("Work Safety Law, art. 36");
        assertThat(town.get("worker-001-1", "/api/v1/checklists/CANYIN")
                        .at("/items/0/basis")
                        .stringValue())
                .isEqualTo("《安全生产法》第三十六条");
        for (JsonNode item : seeded.get("items")) {
            assertThat(item.at("/bases/zh").stringValue()).isNotBlank();
            assertThat(item.at("/bases/en").stringValue()).isNotBlank();
        }
        Map<String, Object> both = item("A-2", "窗");
        both.put("bases", Map.of("zh", "《消防法》第十六条", "en", "Fire Protection Law, art. 16"));
        JsonNode made = Town.bodyOf(put(ADMIN, "TEST_BASES", list(item("A-1", "门"), both), null)
                .expectStatus()
                .isOk());
        assertThat(made.at("/items/1/basis").stringValue()).isEqualTo("《消防法》第十六条");
        JsonNode english = inEnglish("/api/v1/checklists/TEST_BASES");
        assertThat(english.at("/items/0/basis").stringValue()).isEqualTo("自定");
        assertThat(english.at("/items/1/basis").stringValue()).isEqualTo("Fire Protection Law, art. 16");
        JsonNode sentBack = Town.bodyOf(
                put(ADMIN, "TEST_BASES", english, null).expectStatus().isOk());
        assertThat(sentBack.get("version").intValue()).as("nothing changed").isEqualTo(1);
    }

    @Test
    void a_retired_list_is_used_no_more_and_can_still_be_read() {
        put(ADMIN, "TEST_OLD", list(item("A-1", "门")), null)
                .expectStatus()
                .isOk()
                .expectBody();
        Map<String, Object> retired = list(item("A-1", "门"));
        retired.put("retired", true);
        put(ADMIN, "TEST_OLD", retired, null).expectStatus().isOk().expectBody();
        assertThat(checklists.current("TEST_OLD").blockOptional()).isEmpty();
        assertThat(value(checklists.version("TEST_OLD", 1)).retired()).isFalse();
        assertThat(codes("/api/v1/checklists?limit=200")).doesNotContain("TEST_OLD");
        assertThat(codes("/api/v1/checklists?limit=200&retired=true")).contains("TEST_OLD");
        assertThat(town.get("worker-001-1", "/api/v1/checklists/TEST_OLD")
                        .get("retired")
                        .booleanValue())
                .isTrue();
    }

    private List<String> codes(String path) {
        return town.all("worker-001-1", path).stream()
                .map(each -> each.get("code").stringValue())
                .toList();
    }

    @Test
    void of_many_who_publish_at_once_each_version_has_one_author() {
        List<Integer> versions = value(Flux.range(0, 8)
                .flatMap(
                        i -> checklists
                                .publish(draft("TEST_RACE", "文字" + i), new SeenVersion(0L), PUBLISHER)
                                .map(Checklist::version)
                                .onErrorResume(Refused.class, refused -> Mono.just(-1))
                                .subscribeOn(Schedulers.parallel()),
                        8)
                .collectList());
        assertThat(versions).filteredOn(version -> version > 0).containsExactly(1);
    }

    private static final Actor PUBLISHER = new Actor(
            new UUID(3, 3),
            "编辑",
            Set.of(Role.ADMIN),
            Set.of(Permission.REFERENCE_EDIT),
            List.of(GridPath.of("510703")),
            Set.of());

    private static ChecklistDraft draft(String code, String text) {
        return new ChecklistDraft(
                code,
                new LocalizedText("试行", ""),
                1,
                "G0202",
                false,
                List.of(new ChecklistItem(
                        "A-1",
                        new LocalizedText(text, ""),
                        Severity.LOW,
                        Judge.GRID,
                        false,
                        Period.ofDays(1),
                        false,
                        new LocalizedText("", ""))));
    }

    @Test
    void what_is_wrong_with_a_list_is_told_item_by_item() {
        Map<String, Object> major = item("A-2", "窗");
        major.put("aloneMajor", true);
        Map<String, Object> months = item("A-3", "灯");
        months.put("deadline", "P1M");
        JsonNode refused = Town.bodyOf(put(
                        ADMIN,
                        "TEST_BAD",
                        list(item("A-1", "门"), item("A-1", "门"), major, months, item("x", "字".repeat(10))),
                        null)
                .expectStatus()
                .isEqualTo(422));
        assertThat(refused.get("code").stringValue()).isEqualTo("checklist.invalid");
        assertThat(refused.get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").stringValue() + " "
                                + error.get("code").stringValue()))
                .containsExactly(
                        "/items/1/id checklist.item-id-invalid",
                        "/items/2/aloneMajor checklist.alone-major-invalid",
                        "/items/3/deadline checklist.deadline-invalid",
                        "/items/4/id checklist.item-id-invalid");
        Map<String, Object> type = item("A-1", "门");
        type.put("deadline", "soon");
        put(ADMIN, "TEST_BAD", list(type), null).expectStatus().isBadRequest().expectBody();
        put(ADMIN, "TEST_BAD", list(), null).expectStatus().isEqualTo(422).expectBody();
        put(ADMIN, "lower", list(item("A-1", "门")), null)
                .expectStatus()
                .isEqualTo(422)
                .expectBody();
        put("district", "TEST_BAD", list(item("A-1", "门")), null)
                .expectStatus()
                .isForbidden()
                .expectBody();
        town.as("worker-001-1")
                .get()
                .uri("/api/v1/checklists/TEST_BAD")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody();
        town.as("worker-001-1")
                .get()
                .uri("/api/v1/checklists/CANYIN?version=99")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody();
    }
}
