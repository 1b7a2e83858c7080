package org.wangge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Holidays are called what the reader calls them. */
@WanggeTest
class CalendarNamesApiTests {

    @Autowired
    private Town town;

    private JsonNode calendar(int year, String language) {
        return Town.read(Objects.requireNonNull(town.as("worker-001-1")
                .get()
                .uri("/api/v1/calendars/" + year)
                .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody()));
    }

    private void publish(int year, Object body) {
        town.as("admin")
                .put()
                .uri("/api/v1/calendars/" + year)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static List<String> names(JsonNode calendar) {
        return calendar.get("days")
                .valueStream()
                .map(day -> day.get("name").stringValue())
                .distinct()
                .toList();
    }

    @Test
    void the_seeded_holidays_have_names_in_both_languages() {
        assertThat(names(calendar(2026, "zh-CN"))).contains("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节");
        assertThat(names(calendar(2026, "en")))
                .containsExactlyInAnyOrder(
                        "New Year's Day",
                        "Spring Festival",
                        "Qingming Festival",
                        "Labour Day",
                        "Dragon Boat Festival",
                        "Mid-Autumn Festival",
                        "National Day");
    }

    @Test
    void what_an_administrator_names_is_told_in_each_language_and_survives_being_sent_back() {
        publish(
                2093,
                Map.of(
                        "days",
                        List.of(
                                Map.of("date", "2093-10-01", "name", "国庆节、中秋节", "kind", "HOLIDAY"),
                                Map.of(
                                        "date", "2093-11-06",
                                        "name", "放假",
                                        "names", Map.of("zh", "地方节日", "en", "Local feast"),
                                        "kind", "HOLIDAY"),
                                Map.of("date", "2093-12-01", "name", "停产检修", "kind", "HOLIDAY"))));
        assertThat(names(calendar(2093, "en")))
                .as("Chinese where nobody said it in English")
                .containsExactly("National Day and Mid-Autumn Festival", "Local feast", "停产检修");
        JsonNode english = calendar(2093, "en");
        publish(2093, english.toString());
        assertThat(names(calendar(2093, "zh-CN"))).containsExactly("国庆节、中秋节", "地方节日", "停产检修");
        assertThat(calendar(2093, "en").get("days")).isEqualTo(english.get("days"));
    }
}
