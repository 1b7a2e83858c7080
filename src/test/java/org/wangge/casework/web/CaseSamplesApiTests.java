package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What a worker settled on the spot is closed at once, and may be sampled for checking. */
@WanggeTest
class CaseSamplesApiTests {

    @Autowired
    private Town town;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private JsonNode settled(String description) {
        Map<String, Object> report = CaseStories.lockedExit(description);
        report.put("selfHandled", Map.of("result", "已当场打开"));
        return Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
    }

    @Test
    void a_sample_that_fails_stays_closed_until_the_dispatcher_opens_it_again() {
        JsonNode file = settled("自办抽查");
        assertThat(stories.openActions(DISPATCHER, file)).containsExactly("request-check", "reopen", "comment");
        assertThat(Town.bodyOf(stories.act(DISPATCHER, file, "request-check", Map.of("assigneeId", town.idOf(WORKER)))
                                .expectStatus()
                                .isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("case.checker-is-handler");
        JsonNode asked =
                stories.acted(DISPATCHER, file, "request-check", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
        assertThat(asked.get("state").stringValue()).isEqualTo("CHECKING");
        assertThat(asked.get("closedAt")).isEqualTo(file.get("closedAt"));
        assertThat(asked.get("dueAt").isNull()).isFalse();
        assertThat(town.get(OTHER_WORKER, "/api/v1/me/tasks").get("items").toString())
                .contains(file.get("id").stringValue());
        JsonNode failed = stories.acted(OTHER_WORKER, file, "check", Map.of("passed", false, "note", "又锁上了"));
        assertThat(failed.get("state").stringValue()).isEqualTo("CLOSED");
        assertThat(failed.at("/check/positive").booleanValue()).isFalse();
        assertThat(failed.get("dueAt").isNull()).isTrue();
        assertThat(stories.timeline(DISPATCHER, file).get(2).get("text").stringValue())
                .isEqualTo("又锁上了");
        Eventually.get(() -> kinds(DISPATCHER, file), kinds -> kinds.contains("CASE_CHECKED"));
        assertThat(kinds(OTHER_WORKER, file)).contains("CHECK_ASKED");
        JsonNode reopened = stories.acted(DISPATCHER, file, "reopen", because("CHECK_FAILED", "抽查未通过"));
        assertThat(reopened.get("state").stringValue()).isEqualTo("FILED");
    }

    private List<String> kinds(String user, JsonNode file) {
        return town.all(user, "/api/v1/me/notices?limit=200").stream()
                .filter(notice -> notice.get("caseId").equals(file.get("id")))
                .map(notice -> notice.get("kind").stringValue())
                .toList();
    }

    @Test
    void what_a_dispatcher_closed_is_not_sampled() {
        JsonNode closed = stories.closed("已结案");
        assertThat(stories.openActions(DISPATCHER, closed)).doesNotContain("request-check");
        assertThat(Town.bodyOf(stories.act(
                                        DISPATCHER,
                                        closed,
                                        "request-check",
                                        Map.of("assigneeId", town.idOf(OTHER_WORKER)))
                                .expectStatus()
                                .isEqualTo(409))
                        .get("code")
                        .stringValue())
                .isEqualTo("case.wrong-state");
    }
}
