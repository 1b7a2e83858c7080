package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What was given can be sent back as it is: to change one thing nobody need know which of the others are only told. */
@WanggeTest
class SentBackApiTests {

    @Autowired
    private Town town;

    private WebTestClient.ResponseSpec put(String user, String path, Object body) {
        return town.as(user)
                .put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private JsonNode get(String path, String language) {
        return Town.bodyOf(town.as("admin")
                .get()
                .uri(path)
                .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                .exchange()
                .expectStatus()
                .isOk());
    }

    private static Map<String, Object> with(JsonNode view, String field, Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        view.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        fields.put(field, value);
        return fields;
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/categories/G0201, zh-CN", "/api/v1/categories/G0201, en", "/api/v1/categories/E01001, en"})
    void a_category_stays_as_it_is(String path, String language) {
        JsonNode before = get(path, language);
        JsonNode after = Town.bodyOf(put("admin", path, before).expectStatus().isOk());
        assertThat(after).isEqualTo(get(path, "zh-CN"));
        assertThat(get(path, language)).isEqualTo(before);
        put("admin", path, with(before, "unheardOf", 1)).expectStatus().isBadRequest();
    }

    @Test
    void a_checklist_stays_as_it_is() {
        JsonNode before = get("/api/v1/checklists/MEIRONG", "en");
        put("admin", "/api/v1/checklists/MEIRONG", before).expectStatus().isOk();
        JsonNode after = get("/api/v1/checklists/MEIRONG", "en");
        assertThat(after.get("items")).isEqualTo(before.get("items"));
        assertThat(after.get("names")).isEqualTo(before.get("names"));
    }

    @Test
    void a_text_may_be_given_in_chinese_alone_and_a_new_one_counts_more_than_what_stands_beside_it() {
        JsonNode before = get("/api/v1/categories/G0202", "en");
        String group = before.get("group").stringValue();
        try {
            JsonNode changed = Town.bodyOf(put("admin", "/api/v1/categories/G0202", with(before, "group", "新的组"))
                    .expectStatus()
                    .isOk());
            assertThat(changed.at("/groups/zh").stringValue()).isEqualTo("新的组");
            JsonNode renamed = Town.bodyOf(put("admin", "/api/v1/categories/G0202", with(before, "names", "新的名"))
                    .expectStatus()
                    .isOk());
            assertThat(renamed.at("/names/zh").stringValue()).isEqualTo("新的名");
            assertThat(renamed.get("groups")).isEqualTo(before.get("groups"));
        } finally {
            put("admin", "/api/v1/categories/G0202", before).expectStatus().isOk();
        }
        assertThat(get("/api/v1/categories/G0202", "en").get("group").stringValue())
                .isEqualTo(group);
    }

    @Test
    void a_calendar_is_that_of_its_path() {
        JsonNode calendar = get("/api/v1/calendars/2026", "zh-CN");
        JsonNode refused = Town.bodyOf(put("admin", "/api/v1/calendars/2026", with(calendar, "year", 2025))
                .expectStatus()
                .isEqualTo(422));
        assertThat(refused.at("/errors/0/pointer").stringValue()).isEqualTo("/year");
        assertThat(refused.at("/errors/0/code").stringValue()).isEqualTo("calendar.year-differs");
        JsonNode after = Town.bodyOf(
                put("admin", "/api/v1/calendars/2026", calendar).expectStatus().isOk());
        assertThat(after.get("days")).isEqualTo(calendar.get("days"));
        put("admin", "/api/v1/calendars/2026", with(calendar, "unheardOf", 1))
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void a_place_stays_as_it_is() {
        JsonNode made = new HazardStories(town).restaurant();
        String path = "/api/v1/places/" + made.get("id").stringValue();
        JsonNode before = town.get(CaseStories.WORKER, path);
        JsonNode after =
                Town.bodyOf(put(CaseStories.WORKER, path, before).expectStatus().isOk());
        assertThat(after).isEqualTo(before);
        JsonNode renamed = Town.bodyOf(put(CaseStories.WORKER, path, with(before, "name", made.get("name") + "新"))
                .expectStatus()
                .isOk());
        assertThat(renamed.get("version").longValue())
                .isEqualTo(before.get("version").longValue() + 1);
        town.as(CaseStories.WORKER)
                .put()
                .uri(path)
                .header(ContractCheck.ON_PURPOSE, "yes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(with(before, "colour", "RED"))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void of_several_versions_one_must_be_the_present_one() {
        JsonNode place = new HazardStories(town).restaurant();
        String path = "/api/v1/places/" + place.get("id").stringValue();
        change(path, place, "一", "\"1\", \"2\"").expectStatus().isEqualTo(412);
        change(path, place, "二", "\"0\", \"1\"").expectStatus().isOk();
        change(path, place, "三", "W/\"1\",\"2\"").expectStatus().isOk();
        change(path, place, "四", "\"1\", \"2\"").expectStatus().isEqualTo(412);
        change(path, place, "五", "\"1\", x").expectStatus().isBadRequest();
        change(path, place, "六", "*").expectStatus().isOk();
    }

    private WebTestClient.ResponseSpec change(String path, JsonNode place, String name, String seen) {
        return town.as(CaseStories.WORKER)
                .put()
                .uri(path)
                .header(HttpHeaders.IF_MATCH, seen)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(with(place, "name", place.get("name").stringValue() + name))
                .exchange();
    }
}
