package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;
import static org.wangge.fixtures.CaseStories.lockedExit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.place.PlaceStories;
import tools.jackson.databind.JsonNode;

/** Texts at the edge: what is kept of them, how long they are, and how they are found. */
@WanggeTest
class TextsApiTests {

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    @Autowired
    private Town town;

    private CaseStories cases;
    private PlaceStories places;

    @BeforeEach
    void set_up() {
        cases = new CaseStories(town);
        places = new PlaceStories(town);
    }

    private JsonNode reported(Map<String, Object> report) {
        return Town.bodyOf(
                cases.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
    }

    private JsonNode found(String path, String words) {
        return Town.bodyOf(town.as(DISPATCHER)
                        .get()
                        .uri(uri -> uri.path(path).queryParam("q", "{words}").build(words))
                        .exchange()
                        .expectStatus()
                        .isOk())
                .get("items");
    }

    @Test
    void control_characters_are_left_out_and_only_prose_has_lines() {
        Map<String, Object> report = lockedExit("第一行\r\n第二\u0007行\u000B第三行\t完\u0000");
        report.put("address", "\uFEFF滨江路\n3号\u0085");
        report.put("categoryCode", "\uFEFFG0201\r\n");
        JsonNode made = reported(report);
        assertThat(made.get("description").stringValue()).isEqualTo("第一行\n第二行\n第三行\t完");
        assertThat(made.get("address").stringValue()).isEqualTo("滨江路 3号");
        assertThat(made.at("/category/code").stringValue()).isEqualTo("G0201");
        JsonNode declined = cases.acted(DISPATCHER, made, "decline", because("NOT_OURS", "一\u0001\r\n二"));
        assertThat(declined.get("state").stringValue()).isEqualTo("DECLINED");
    }

    @Test
    void a_place_with_control_characters_comes_back_from_our_own_table() {
        Map<String, Object> shop = new LinkedHashMap<>(PlaceStories.restaurant("控制\u0000店\u000B甲"));
        shop.put("address", "控制路\u000B1号");
        JsonNode made = places.registered(shop);
        assertThat(made.get("name").stringValue()).isEqualTo("控制店 甲");
        assertThat(made.get("address").stringValue()).isEqualTo("控制路 1号");
        byte[] file = Objects.requireNonNull(town.as(DISPATCHER)
                .get()
                .uri("/api/v1/exports/places.xlsx?q=控制路")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
        JsonNode report = Town.bodyOf(town.as(DISPATCHER)
                .post()
                .uri("/api/v1/places/imports")
                .contentType(XLSX)
                .bodyValue(file)
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(report.at("/lines/0/outcome").stringValue()).isEqualTo("SAME");
    }

    @Test
    void lengths_count_characters() {
        assertThat(reported(lockedExit("𠮷".repeat(2000))).get("description").stringValue())
                .isEqualTo("𠮷".repeat(2000));
        JsonNode refused = Town.bodyOf(cases.report(WORKER, lockedExit("𠮷".repeat(2001)), UUID.randomUUID())
                .expectStatus()
                .isEqualTo(422));
        assertThat(refused.at("/errors/0/code").stringValue()).isEqualTo("field.size");
        JsonNode shop = places.registered(PlaceStories.restaurant("𠮷".repeat(100)));
        assertThat(shop.get("name").stringValue()).isEqualTo("𠮷".repeat(100));
        Town.bodyOf(places.register(WORKER, PlaceStories.restaurant("𠮷".repeat(101)), UUID.randomUUID())
                .expectStatus()
                .isEqualTo(422));
    }

    @Test
    void words_are_found_whatever_their_width_and_case_and_what_cannot_be_seen() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        JsonNode made = reported(lockedExit("ＫＴＶ" + mark + "门\u200B口（后门）有\u00AD烟"));
        for (String words : new String[] {"ktv" + mark + "门口", "Ｋtv" + mark + "　门\u202E口(后门)有烟"}) {
            assertThat(found("/api/v1/cases", words)).as(words).hasSize(1);
        }
        assertThat(found(
                        "/api/v1/cases", "ＣＸ" + made.get("number").stringValue().substring(2)))
                .hasSize(1);
        places.registered(PlaceStories.restaurant("Ａ\u200B１超\u00AD市" + mark));
        assertThat(found("/api/v1/places", "a1超市" + mark)).hasSize(1);
        assertThat(found("/api/v1/places", "Ａ1\u200D超市" + mark)).hasSize(1);
        assertThat(found("/api/v1/accounts", "ＤＩＳＰＡＴＣＨＥＲ－００１").size()).isPositive();
    }

    @Test
    void a_username_is_known_in_wide_letters_too() {
        town.anybody()
                .post()
                .uri("/api/v1/auth/token")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", "Ｗｏｒｋｅｒ－００１－１\n", "password", WanggeTestConfiguration.PASSWORD))
                .exchange()
                .expectStatus()
                .isOk();
    }
}
