package org.wangge.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.Eventually.until;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Who is told of what can be changed, but not that whoever is given work hears of it. */
@WanggeTest
@AloneInTown
class NoticePoliciesApiTests {

    private static final String POLICIES = "/api/v1/notice-policies";

    @Autowired
    private Town town;

    private WebTestClient.ResponseSpec put(String user, String kind, Object body, String... headers) {
        return town.as(user)
                .put()
                .uri(POLICIES + "/" + kind)
                .headers(all -> {
                    for (int at = 0; at < headers.length; at += 2) {
                        all.set(headers[at], headers[at + 1]);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static Map<String, Object> row(String audience, String notice, String urgency) {
        return Map.of(
                "audience",
                audience,
                "notice",
                notice,
                "channels",
                List.of("INBOX", "PUSH"),
                "urgency",
                urgency,
                "grouping",
                "SUBJECT");
    }

    private static Map<String, Object> rows(Object... rows) {
        return Map.of("rows", List.of(rows));
    }

    @Test
    void everyone_reads_who_is_told_of_what() {
        List<JsonNode> all = town.all(WORKER, POLICIES + "?limit=20");
        assertThat(all).hasSizeGreaterThan(50);
        assertThat(all.stream().map(one -> one.get("kind").stringValue()))
                .isSorted()
                .contains("case.dispatch", "task.due");
        JsonNode dispatch = town.get(HANDLER, POLICIES + "/case.dispatch");
        assertThat(dispatch.at("/rows/0/audience").stringValue()).isEqualTo("HANDLERS");
        assertThat(dispatch.at("/rows/0/channels").size()).isEqualTo(3);
        town.anybody().get().uri(POLICIES).exchange().expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {WORKER, HANDLER, DISPATCHER, DISTRICT})
    void only_an_administrator_changes_it(String user) {
        put(user, "case.file", rows()).expectStatus().isForbidden();
        put(user, "case.nothing", rows()).expectStatus().isForbidden();
    }

    @Test
    void whom_a_step_is_told_to_follows_the_change_and_the_change_is_kept() {
        JsonNode before = town.get("admin", POLICIES + "/case.report");
        String seen = "\"" + before.get("version").longValue() + "\"";
        String reporter = Hiring.hire(town, "GRID_WORKER", "510703/510703001");
        put("admin", "case.report", before).expectStatus().isOk().expectHeader().valueEquals("ETag", seen);
        JsonNode changed = Town.bodyOf(
                put("admin", "case.report", rows(row("DISTRICT", "CASE_REPORTED", "URGENT")), "If-Match", seen)
                        .expectStatus()
                        .isOk());
        try {
            assertThat(changed.get("version").longValue())
                    .isEqualTo(before.get("version").longValue() + 1);
            JsonNode file = Town.bodyOf(new CaseStories(town)
                    .report(reporter, CaseStories.lockedExit("告知区级"), UUID.randomUUID())
                    .expectStatus()
                    .isCreated());
            String number = file.get("number").stringValue();
            until("the district is told of " + number, () -> told(DISTRICT, number) != null);
            assertThat(told(DISTRICT, number).get("urgent").booleanValue()).isTrue();
            assertThat(told(DISPATCHER, number)).isNull();
            JsonNode stale = Town.bodyOf(put("admin", "case.report", before, "If-Match", seen)
                    .expectStatus()
                    .isEqualTo(412));
            assertThat(stale.get("code").stringValue()).isEqualTo("notice-policy.stale");
        } finally {
            put("admin", "case.report", before).expectStatus().isOk();
        }
        List<JsonNode> lines = town.all("admin", "/api/v1/audit?kind=NOTICE_POLICY_CHANGE");
        assertThat(lines).hasSize(2);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.toString())
                        .contains("notice-policies/case.report")
                        .contains("DISTRICT CASE_REPORTED"));
    }

    private @Nullable JsonNode told(String user, String number) {
        return town.all(user, "/api/v1/me/notices?limit=200").stream()
                .filter(notice -> notice.toString().contains(number))
                .findFirst()
                .orElse(null);
    }

    @Test
    void what_breaks_a_rule_is_refused_with_its_place() {
        JsonNode problem = Town.bodyOf(put(
                        "admin",
                        "case.dispatch",
                        rows(row("HANDLERS", "CASE_DISPATCHED", "LOW"), row("FINDER", "CASE_FILED", "LOW")))
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("notice-policy.invalid");
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(one -> one.get("pointer").stringValue() + " "
                                + one.get("code").stringValue()))
                .containsExactlyInAnyOrder(
                        "/rows/1/audience notice-policy.audience-unfit",
                        "/rows/0/urgency notice-policy.assignment-low");
        put("admin", "case.nothing", rows()).expectStatus().isNotFound();
        put("admin", "case.file", rows(row("NOBODY", "CASE_FILED", "LOW")), ContractCheck.ON_PURPOSE, "1")
                .expectStatus()
                .isBadRequest();
        assertThat(town.get("admin", POLICIES + "/case.dispatch").get("version").longValue())
                .isZero();
    }
}
