package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What was done on the spot offline and arrives after the case went on is kept as a comment with doubts. */
@WanggeTest
class LateCaseWorkApiTests {

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private WebTestClient.ResponseSpec sent(String user, JsonNode file, String action, Map<String, ?> body) {
        return town.as(user)
                .post()
                .uri(CaseStories.path(file) + "/actions/" + action)
                .header(
                        "X-Device-Time",
                        clock.instant().minus(Duration.ofHours(1)).toString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static List<String> doubts(JsonNode file) {
        return file.get("doubts")
                .valueStream()
                .map(doubt -> doubt.get("code").stringValue() + " "
                        + doubt.get("field").stringValue() + " "
                        + doubt.get("given").stringValue())
                .toList();
    }

    private JsonNode lastLine(JsonNode file) {
        List<JsonNode> lines = stories.timeline(DISPATCHER, file);
        return lines.get(lines.size() - 1);
    }

    @Test
    void a_look_that_was_asked_for_and_called_off_meanwhile_is_not_lost() {
        JsonNode file = stories.reported("迟到的核实");
        stories.acted(DISPATCHER, file, "request-verification", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
        stories.acted(DISPATCHER, file, "withdraw-request", because("OTHER", "不必了"));
        UUID photo = town.photo(OTHER_WORKER);
        Map<String, Object> seen = Map.of("confirmed", false, "note", "现场没有发现", "mediaIds", List.of(photo));
        town.post(OTHER_WORKER, CaseStories.path(file) + "/actions/verify", seen)
                .expectStatus()
                .isEqualTo(409);

        JsonNode kept = Town.bodyOf(
                sent(OTHER_WORKER, file, "verify", seen).expectStatus().isOk());

        assertThat(kept.get("state").stringValue()).isEqualTo("REPORTED");
        assertThat(doubts(kept)).containsExactly("STATE_CHANGED  verify", "STATE_CHANGED /confirmed false");
        assertThat(kept.at("/doubts/0/text").stringValue()).contains("未执行");
        JsonNode line = lastLine(file);
        assertThat(line.get("action").stringValue()).isEqualTo("comment");
        assertThat(line.get("text").stringValue()).isEqualTo("现场没有发现");
        assertThat(line.at("/mediaIds/0").stringValue()).isEqualTo(photo.toString());
        town.as(DISPATCHER)
                .get()
                .uri("/api/v1/media/" + photo)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void what_a_handler_had_done_before_the_dispatch_was_revoked_is_not_lost() {
        JsonNode file = stories.handling("迟到的处置");
        stories.acted(DISPATCHER, file, "revoke", because("OTHER", "改派"));
        JsonNode kept = Town.bodyOf(sent(HANDLER, file, "resolve", Map.of("result", "已清理通道"))
                .expectStatus()
                .isOk());

        assertThat(kept.get("state").stringValue()).isEqualTo("FILED");
        assertThat(doubts(kept)).containsExactly("STATE_CHANGED  resolve");
        assertThat(lastLine(file).get("text").stringValue()).isEqualTo("已清理通道");
    }

    @Test
    void who_never_had_to_do_with_it_is_refused_as_ever() {
        JsonNode file = stories.reported("没有要求核实");
        sent(OTHER_WORKER, file, "verify", Map.of("confirmed", true))
                .expectStatus()
                .isEqualTo(409);
        sent(DISPATCHER, file, "close", Map.of()).expectStatus().isEqualTo(409);
        sent(WORKER, file, "resolve", Map.of("result", "x")).expectStatus().isForbidden();
    }
}
