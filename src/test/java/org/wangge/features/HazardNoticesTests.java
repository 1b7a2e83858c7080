package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;
import static org.wangge.fixtures.HazardStories.GAS_ALARM;
import static org.wangge.fixtures.HazardStories.GENERAL;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Phones;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Who is told of what becomes of a hazard, in the inbox and on the phone, and who is not. */
@WanggeTest
@AloneInTown
class HazardNoticesTests {

    private static final String BUREAU = "handler-district";
    private static final List<String> CONCERNED = List.of(WORKER, OTHER_WORKER, DISPATCHER, HANDLER, BUREAU, DISTRICT);
    private static final List<String> NEXT_DOOR = List.of("worker-003-1", "handler-003", "dispatcher-003");

    @Autowired
    private Town town;

    @Autowired
    private FcmStandIn fcm;

    @Autowired
    private TestClock clock;

    private HazardStories stories;
    private Phones phones;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
        phones = new Phones(
                town, fcm, Stream.concat(CONCERNED.stream(), NEXT_DOOR.stream()).toList());
    }

    @AfterEach
    void take_phones_back() {
        phones.takeBack();
    }

    /** A moment after the step before, so that an inbox has them in their order. */
    private JsonNode acted(String user, JsonNode hazard, String action, Map<String, ?> body) {
        clock.advance(Duration.ofMillis(1));
        return stories.acted(user, hazard, action, body);
    }

    /** Waits for the last step's notices, then demands that each person was told exactly this, and rung for each of it. */
    private void toldInAll(JsonNode hazard, Map<String, List<String>> expected) {
        for (String user : CONCERNED) {
            List<String> kinds = expected.getOrDefault(user, List.of());
            Eventually.get(() -> phones.told(user, hazard), told -> told.size() >= kinds.size());
        }
        for (String user : CONCERNED) {
            List<String> kinds = expected.getOrDefault(user, List.of());
            assertThat(phones.told(user, hazard)).as(user).containsExactlyElementsOf(kinds);
            List<String> pushed = Eventually.get(() -> phones.pushed(user, hazard), got -> got.size() >= kinds.size());
            assertThat(pushed).as(user).containsExactlyInAnyOrderElementsOf(kinds);
        }
        for (String user : NEXT_DOOR) {
            assertThat(phones.told(user, hazard)).as(user).isEmpty();
            assertThat(phones.pushed(user, hazard)).as(user).isEmpty();
        }
        assertThat(fcm.faults()).isEmpty();
    }

    @Test
    void those_on_the_spot_and_the_desk_follow_a_general_hazard_from_notice_to_close() {
        JsonNode place = stories.restaurant();
        JsonNode hazard = stories.found(place, GENERAL);
        acted(HANDLER, hazard, "issue-notice", Map.of());
        acted(WORKER, hazard, "start-rectification", Map.of());
        acted(WORKER, hazard, "report-rectified", Map.of("note", "已换位置"));
        acted(OTHER_WORKER, hazard, "recheck", Map.of("passed", false, "note", "仍不合格"));
        acted(HANDLER, hazard, "report-rectified", Map.of("note", "店主已重装"));
        acted(OTHER_WORKER, hazard, "recheck", Map.of("passed", true));
        toldInAll(
                hazard,
                Map.of(
                        WORKER,
                        List.of("HAZARD_NOTICED", "HAZARD_RECHECK_FAILED", "HAZARD_RECHECK_DUE", "HAZARD_CLOSED"),
                        HANDLER,
                        List.of("HAZARD_CLOSED"),
                        DISPATCHER,
                        List.of("HAZARD_RECTIFIED", "HAZARD_RECHECK_FAILED", "HAZARD_RECTIFIED")));

        JsonNode notice = phones.inbox(WORKER, "HAZARD").stream()
                .filter(one -> one.get("hazardId").equals(hazard.get("id")))
                .findFirst()
                .orElseThrow();
        assertThat(notice.get("hazardNumber")).isEqualTo(hazard.get("number"));
        assertThat(notice.get("title").stringValue()).isEqualTo("已下发整改通知");
        assertThat(notice.get("body").stringValue())
                .contains(hazard.get("number").stringValue());
        assertThat(notice.get("caseId").isNull()).isTrue();
        assertThat(notice.get("taskCount").isNull()).isTrue();
        JsonNode message = phones.pushed(WORKER).stream()
                .filter(one -> hazard.get("id").equals(one.get("data").get("hazardId")))
                .filter(one -> one.at("/data/kind").stringValue().equals("HAZARD_NOTICED"))
                .findFirst()
                .orElseThrow();
        assertThat(message.get("data").get("hazardNumber")).isEqualTo(hazard.get("number"));
        assertThat(message.at("/android/collapse_key").stringValue()).isEqualTo("later");
        assertThat(message.at("/android/notification/tag").stringValue())
                .isEqualTo("hazard-" + hazard.get("number").stringValue());
        assertThat(message.toString())
                .doesNotContain("已换位置")
                .doesNotContain("小餐馆")
                .doesNotContain("店主");
    }

    @Test
    void a_suspected_major_hazard_rings_at_the_department_and_what_it_decides_is_told_to_all_who_must_act() {
        JsonNode hazard = stories.found(stories.restaurant(), GAS_ALARM);
        toldInAll(
                hazard,
                Map.of(
                        HANDLER, List.of("HAZARD_SUSPECTED_MAJOR"),
                        BUREAU, List.of("HAZARD_SUSPECTED_MAJOR"),
                        DISPATCHER, List.of("HAZARD_SUSPECTED_MAJOR")));
        JsonNode message = phones.pushed(HANDLER).stream()
                .filter(one -> hazard.get("id").equals(one.get("data").get("hazardId")))
                .findFirst()
                .orElseThrow();
        assertThat(message.at("/notification/title").stringValue()).isEqualTo("【紧急】疑似重大隐患");
        assertThat(message.at("/android/priority").stringValue()).isEqualTo("high");

        acted(HANDLER, hazard, "confirm-major", because("GAS", "无报警器"));
        acted(HANDLER, hazard, "issue-notice", Map.of());
        acted(HANDLER, hazard, "order-stop", Map.of("text", "停止用气"));
        acted(DISTRICT, hazard, "list", Map.of("level", "DISTRICT", "until", "2026-12-31"));
        acted(DISTRICT, hazard, "unlist", Map.of());
        acted(DISTRICT, hazard, "void", because("MISTAKE", "误报"));
        toldInAll(
                hazard,
                Map.of(
                        WORKER,
                        List.of(
                                "HAZARD_CONFIRMED",
                                "HAZARD_NOTICED",
                                "HAZARD_STOP_ORDERED",
                                "HAZARD_LISTED",
                                "HAZARD_UNLISTED",
                                "HAZARD_VOIDED"),
                        HANDLER,
                        List.of("HAZARD_SUSPECTED_MAJOR", "HAZARD_LISTED", "HAZARD_UNLISTED", "HAZARD_VOIDED"),
                        BUREAU,
                        List.of(
                                "HAZARD_SUSPECTED_MAJOR",
                                "HAZARD_CONFIRMED",
                                "HAZARD_NOTICED",
                                "HAZARD_STOP_ORDERED",
                                "HAZARD_LISTED",
                                "HAZARD_UNLISTED",
                                "HAZARD_VOIDED"),
                        DISPATCHER,
                        List.of(
                                "HAZARD_SUSPECTED_MAJOR",
                                "HAZARD_CONFIRMED",
                                "HAZARD_STOP_ORDERED",
                                "HAZARD_LISTED",
                                "HAZARD_UNLISTED",
                                "HAZARD_VOIDED"),
                        DISTRICT,
                        List.of("HAZARD_CONFIRMED")));
    }

    @Test
    void a_hazard_that_is_handed_over_is_told_once_by_its_case_and_comes_back_with_a_ring() {
        JsonNode hazard = stories.rectifying(stories.restaurant());
        JsonNode transferred = acted(DISTRICT, hazard, "transfer", because("REFUSES", "拒不整改"));
        clock.advance(Duration.ofMillis(1));
        town.post(
                        DISPATCHER,
                        "/api/v1/cases/" + transferred.get("caseId").stringValue() + "/actions/decline",
                        because("NOT_OURS", "不属执法范围"))
                .expectStatus()
                .isOk();
        toldInAll(hazard, Map.of(WORKER, List.of("HAZARD_TRANSFERRED", "HAZARD_RETURNED")));
        Eventually.until(
                "the desk is told of the case",
                () -> phones.inbox(DISPATCHER, "CASE").stream()
                        .anyMatch(notice -> notice.get("caseId").equals(transferred.get("caseId"))));
    }
}
