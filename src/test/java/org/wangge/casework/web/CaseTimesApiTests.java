package org.wangge.casework.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.TimelineLine;
import org.wangge.casework.store.CaseStore;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Times that phones send: finer than anything keeps, or absurd. */
@WanggeTest
class CaseTimesApiTests {

    @Autowired
    private Town town;

    @Autowired
    private CaseStore store;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private WebTestClient.ResponseSpec comment(JsonNode file, String deviceTime) {
        return town.as(WORKER)
                .post()
                .uri(CaseStories.path(file) + "/actions/comment")
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Device-Time", deviceTime)
                .headers(headers -> {
                    // The contract knows no year with five digits.
                    if (deviceTime.startsWith("+")) {
                        headers.set(ContractCheck.ON_PURPOSE, "yes");
                    }
                })
                .bodyValue(Map.of("text", "补充"))
                .exchange();
    }

    @Test
    void what_is_answered_is_what_is_read_later_and_the_chain_holds() {
        Map<String, Object> report = CaseStories.lockedExit("纳秒");
        report.put("occurredAt", "2026-01-05T09:12:00.123456789+08:00");
        report.put("reportedAt", "2026-01-05T09:19:30.987654321+08:00");
        JsonNode made = Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
        comment(made, "2026-01-05T09:19:59.999999999+08:00").expectStatus().isOk();
        stories.acted(DISPATCHER, made, "file", Map.of("conditionSeq", 1));
        stories.acted(DISPATCHER, made, "dispatch", Map.of("departmentCode", CaseStories.EMERGENCY_UNIT));
        JsonNode read = town.get(WORKER, CaseStories.path(made));
        assertThat(made.get("occurredAt").stringValue()).isEqualTo("2026-01-05T01:12:00.123Z");
        assertThat(made.get("reportedAt").stringValue()).isEqualTo("2026-01-05T01:19:30.987Z");
        assertThat(read.get("occurredAt")).isEqualTo(made.get("occurredAt"));
        assertThat(read.get("reportedAt")).isEqualTo(made.get("reportedAt"));
        CaseFile kept = requireNonNull(
                Awaited.value(store.find(UUID.fromString(made.get("id").stringValue()))));
        assertThat(kept.timeline()).hasSize(4);
        for (TimelineLine line : kept.timeline()) {
            assertThat(line.expectedHash()).isEqualTo(line.hash());
        }
    }

    @ParameterizedTest
    @CsvSource({"occurredAt, yesterday, 400, field.type", "occurredAt, 2026-01-05T09:12:00, 400, field.type"})
    void what_is_no_time_is_refused_by_its_field(String field, String time, int status, String code) {
        Map<String, Object> report = CaseStories.lockedExit("荒唐的时间");
        report.put(field, time);
        JsonNode problem = Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isEqualTo(status));
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/" + field);
        assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo(code);
    }

    @Test
    void a_number_is_no_time() {
        Map<String, Object> report = CaseStories.lockedExit("数字");
        report.put("occurredAt", 1_767_575_520);
        stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z, TIME_LONG_PAST",
        "2031-01-01T00:00:00+08:00, 2030-12-31T16:00:00Z, TIME_AHEAD",
        "+999999999-01-01T00:00:00Z, , TIME_UNREAL"
    })
    void an_absurd_time_of_a_phone_is_kept_and_marked(String given, @Nullable String kept, String code) {
        JsonNode file = stories.reported("荒唐的手机");
        JsonNode after = Town.bodyOf(comment(file, given).expectStatus().isOk());
        assertThat(after.at("/doubts/0/code").stringValue()).isEqualTo(code);
        assertThat(after.at("/doubts/0/field").stringValue()).isEqualTo("X-Device-Time");
        assertThat(after.at("/doubts/0/given").stringValue()).isEqualTo(given);
        assertThat(after.at("/doubts/0/sequence").intValue()).isEqualTo(2);
        JsonNode deviceAt = stories.timeline(DISPATCHER, file).get(1).get("deviceAt");
        assertThat(deviceAt.isNull() ? null : deviceAt.stringValue()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "cases, dueBefore, +999999999-01-01T00:00:00Z",
        "cases, from, 1999-12-31T00:00:00Z",
        "cases, to, -999999999-01-01T00:00:00Z",
        "cases, updatedSince, +10000-01-01T00:00:00Z",
        "hazards, dueBefore, +999999999-01-01T00:00:00Z",
        "hazards, listedIn, +999999999-01"
    })
    void an_absurd_time_in_a_list_is_refused_by_its_parameter(String list, String parameter, String time) {
        JsonNode problem = Town.bodyOf(town.as(DISPATCHER)
                .get()
                .uri("/api/v1/" + list + "?" + parameter + "={time}", time)
                .header(ContractCheck.ON_PURPOSE, "1")
                .exchange()
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(parameter);
        assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo("field.time");
    }
}
