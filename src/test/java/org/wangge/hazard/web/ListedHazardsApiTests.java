package org.wangge.hazard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What everyone may see of hazards under listed supervision. */
@WanggeTest
@AloneInTown
class ListedHazardsApiTests {

    private static final String LISTED = "/api/v1/public/listed-hazards";

    @Autowired
    private Town town;

    private HazardStories stories;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
    }

    private JsonNode listed(String query, String language) {
        return Town.bodyOf(town.anybody()
                .get()
                .uri(LISTED + query)
                .header("Accept-Language", language)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=60, public"));
    }

    private List<String> numbers(String query) {
        List<String> numbers = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = listed(query + (query.isEmpty() ? "?" : "&") + "limit=2" + cursor, "zh-CN");
            page.get("items").forEach(one -> numbers.add(one.get("number").stringValue()));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").stringValue();
        } while (!cursor.isEmpty());
        return numbers;
    }

    private static String number(JsonNode hazard) {
        return hazard.get("number").stringValue();
    }

    @Test
    void anybody_reads_what_is_listed_and_nothing_that_leads_to_people() {
        JsonNode place = stories.restaurant();
        JsonNode hazard = stories.listed(stories.planned(stories.major(place)), "CITY");
        stories.acted(HANDLER, hazard, "order-stop", Map.of("text", "停止用气"));
        JsonNode shown = listed("?limit=200", "en")
                .get("items")
                .valueStream()
                .filter(one -> one.get("number").equals(hazard.get("number")))
                .findFirst()
                .orElseThrow();
        assertThat(shown.propertyNames())
                .containsExactlyInAnyOrder(
                        "number",
                        "placeName",
                        "placeAddress",
                        "itemText",
                        "itemTexts",
                        "level",
                        "since",
                        "until",
                        "state",
                        "officeName",
                        "officeNames",
                        "stopped");
        assertThat(shown.get("placeName")).isEqualTo(place.get("name"));
        assertThat(shown.get("placeAddress").stringValue()).isEqualTo("滨江路9号");
        assertThat(shown.get("itemText")).isEqualTo(shown.at("/itemTexts/en"));
        assertThat(shown.at("/itemTexts/zh").stringValue()).isNotBlank();
        assertThat(shown.get("level").stringValue()).isEqualTo("CITY");
        assertThat(shown.get("until").stringValue()).isEqualTo("2099-12-31");
        assertThat(shown.get("state").stringValue()).isEqualTo("RECTIFYING");
        assertThat(shown.at("/officeNames/zh").stringValue()).isEqualTo("城厢街道");
        assertThat(shown.get("stopped").booleanValue()).isTrue();
        assertThat(shown.toString())
                .doesNotContain(hazard.get("id").stringValue(), place.get("id").stringValue(), "店主", "19900009999");
    }

    @Test
    void pages_and_filters_reach_each_once_and_what_ended_is_gone() {
        JsonNode closed = stories.listed(stories.planned(stories.major(stories.restaurant())), "CITY");
        JsonNode unlisted = stories.listed(stories.major(stories.restaurant()), "PROVINCE");
        JsonNode stays = stories.listed(stories.major(stories.restaurant()), "PROVINCE");
        JsonNode transferred = stories.listed(stories.major(stories.restaurant()), "DISTRICT");
        JsonNode never = stories.major(stories.restaurant());
        assertThat(numbers(""))
                .doesNotHaveDuplicates()
                .isSorted()
                .contains(number(closed), number(unlisted), number(stays), number(transferred))
                .doesNotContain(number(never));
        assertThat(numbers("?level=PROVINCE"))
                .contains(number(unlisted), number(stays))
                .doesNotContain(number(closed), number(transferred));
        assertThat(numbers("?office=510703001&level=CITY,DISTRICT"))
                .contains(number(closed), number(transferred))
                .doesNotContain(number(stays));
        assertThat(numbers("?office=510703003")).isEmpty();

        stories.acted(DISTRICT, transferred, "transfer", Map.of("reason", Map.of("code", "REFUSES", "text", "拒不整改")));
        stories.rechecked(closed, 10);
        JsonNode ended =
                stories.acted(DISTRICT, unlisted, "unlist", Map.of("reason", Map.of("code", "OTHER", "text", "挂牌有误")));
        JsonNode why = ended.get("timeline").get(ended.get("timeline").size() - 1);
        assertThat(why.at("/reason/code").stringValue()).isEqualTo("OTHER");
        assertThat(why.at("/reason/text").stringValue()).isEqualTo("挂牌有误");
        List<String> left = numbers("");
        assertThat(left)
                .contains(number(stays))
                .as("enforcement has it, and the government still watches")
                .contains(number(transferred))
                .doesNotContain(number(closed), number(unlisted));
        assertThat(listed("?count=true&limit=1", "zh-CN").get("total").intValue())
                .isEqualTo(left.size());
    }

    @Test
    void what_cannot_be_read_is_refused_by_name() {
        Map.of("level=WORLD", 400, "place=x", 400, "office=NONE", 404, "cursor=rubbish", 400, "limit=1000", 422)
                .forEach((query, status) -> town.anybody()
                        .get()
                        .uri(LISTED + "?" + query)
                        .header(ContractCheck.ON_PURPOSE, "yes")
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectHeader()
                        .contentType("application/problem+json"));
    }
}
