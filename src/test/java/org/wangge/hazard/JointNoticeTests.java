package org.wangge.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.HazardStories.GAS_ALARM;
import static org.wangge.fixtures.HazardStories.GENERAL;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import org.wangge.account.Accounts;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.store.HazardStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import tools.jackson.databind.JsonNode;

/** One rectification notice for several hazards of an inspection. */
@WanggeTest
@AloneInTown
class JointNoticeTests {

    /** Of this century: lists by date go on from no earlier one. */
    private static final Instant DUE_LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    private static final String THIRD = "CANYIN-03";
    private static final String FOURTH = "CANYIN-04";

    @Autowired
    private Town town;

    @Autowired
    private HazardSteps steps;

    @Autowired
    private Accounts accounts;

    @Autowired
    private HazardStore store;

    @Autowired
    private ReactiveMongoTemplate mongo;

    private HazardStories stories;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
    }

    private List<JsonNode> found(String... items) {
        return stories.inspected(stories.restaurant(), items)
                .at("/result/hazardIds")
                .valueStream()
                .map(id -> stories.hazard(WORKER, id.stringValue()))
                .toList();
    }

    private static String id(JsonNode hazard) {
        return hazard.get("id").stringValue();
    }

    private static Map<String, Object> with(JsonNode... others) {
        return Map.of("hazardIds", Stream.of(others).map(JointNoticeTests::id).toList());
    }

    private JsonNode now(JsonNode hazard) {
        return stories.hazard(WORKER, id(hazard));
    }

    private static String number(JsonNode hazard) {
        return hazard.at("/notice/number").stringValue();
    }

    private static int count(JsonNode hazard) {
        return Integer.parseInt(number(hazard).substring(number(hazard).lastIndexOf('-') + 1));
    }

    private byte[] read(JsonNode hazard, MediaType form) {
        byte[] body = town.as(WORKER)
                .get()
                .uri("/api/v1/hazards/{id}/notice", id(hazard))
                .header("Accept-Language", "zh-CN")
                .accept(form)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return body == null ? new byte[0] : body;
    }

    private String page(JsonNode hazard) {
        return new String(read(hazard, MediaType.TEXT_HTML), StandardCharsets.UTF_8);
    }

    @Test
    void it_gives_all_the_same_number_and_each_its_own_state_and_date() {
        List<JsonNode> found = found(GENERAL, THIRD, FOURTH);

        JsonNode lead =
                stories.acted(WORKER, found.get(0), "issue-notice", with(found.get(2), found.get(0), found.get(1)));

        assertThat(lead.at("/notice/hazardIds").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrder(id(found.get(0)), id(found.get(1)), id(found.get(2)))
                .startsWith(id(lead));
        for (JsonNode one : found) {
            JsonNode noticed = now(one);
            assertThat(noticed.get("state").stringValue()).isEqualTo("NOTICED");
            assertThat(number(noticed)).isEqualTo(number(lead));
            assertThat(noticed.at("/notice/at")).isEqualTo(lead.at("/notice/at"));
            assertThat(noticed.get("dueAt")).isEqualTo(one.get("dueAt")).isEqualTo(noticed.at("/notice/dueAt"));
            assertThat(noticed.at("/notice/hazardIds")).isEqualTo(lead.at("/notice/hazardIds"));
            assertThat(noticed.at("/timeline/1/action").stringValue()).isEqualTo("issue-notice");
            assertThat(noticed.at("/timeline/1/actor")).isEqualTo(lead.at("/timeline/1/actor"));
        }
        stories.acted(WORKER, found.get(1), "start-rectification", Map.of());
        assertThat(now(found.get(2)).get("state").stringValue()).isEqualTo("NOTICED");
    }

    @Test
    void its_page_and_its_pdf_list_every_item_with_its_date_from_whichever_hazard_they_are_read() throws Exception {
        List<JsonNode> found = found(GENERAL, THIRD, FOURTH);
        JsonNode lead = stories.acted(WORKER, found.get(0), "issue-notice", with(found.get(1), found.get(2)));

        String page = page(found.get(2));

        assertThat(page).isEqualTo(page(lead)).contains(number(lead), "下列各项事故隐患");
        try (PDDocument printed = Loader.loadPDF(read(found.get(1), MediaType.APPLICATION_PDF))) {
            String text = Normalizer.normalize(new PDFTextStripper().getText(printed), Normalizer.Form.NFKC);
            for (JsonNode one : found) {
                assertThat(page)
                        .contains(
                                one.get("number").stringValue(),
                                one.get("itemText").stringValue());
                assertThat(text).contains(one.get("number").stringValue());
            }
        }
    }

    @Test
    void one_date_given_is_that_of_all() {
        List<JsonNode> found = found(GENERAL, THIRD);

        stories.acted(
                WORKER,
                found.get(0),
                "issue-notice",
                Map.of("dueAt", "2026-01-20T10:00:00Z", "hazardIds", List.of(id(found.get(1)))));

        assertThat(now(found.get(1)).get("dueAt").stringValue()).isEqualTo("2026-01-20T10:00:00Z");
    }

    private List<String> faults(JsonNode lead, Object hazardIds) {
        JsonNode problem = Town.bodyOf(stories.act(WORKER, lead, "issue-notice", Map.of("hazardIds", hazardIds))
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("hazard.notice-items");
        return problem.get("errors")
                .valueStream()
                .map(error -> error.get("pointer").stringValue() + " "
                        + error.get("code").stringValue())
                .toList();
    }

    @Test
    void what_cannot_be_on_it_is_refused_by_name_and_nothing_is_issued() {
        List<JsonNode> found = found(GAS_ALARM, GENERAL, THIRD);
        JsonNode noticed = found.get(2);
        stories.acted(WORKER, noticed, "issue-notice", Map.of());
        JsonNode elsewhere = found(GENERAL).get(0);

        assertThat(faults(
                        found.get(1),
                        List.of(id(found.get(1)), UUID.randomUUID(), id(elsewhere), id(found.get(0)), id(noticed))))
                .containsExactly(
                        "/hazardIds/1 hazard.not-found",
                        "/hazardIds/2 hazard.other-inspection",
                        "/hazardIds/3 hazard.department-only",
                        "/hazardIds/4 hazard.wrong-state");
        assertThat(now(found.get(1)).get("state").stringValue()).isEqualTo("FOUND");
        stories.act(WORKER, found.get(1), "issue-notice", Map.of("hazardIds", List.of()))
                .expectStatus()
                .isEqualTo(422);
        assertThat(count(stories.acted(WORKER, found.get(1), "issue-notice", Map.of())))
                .as("no number was lost")
                .isEqualTo(count(now(noticed)) + 1);
    }

    @Test
    void a_hazard_of_another_area_is_as_if_it_were_not_there() {
        String stranger = "worker-003-1";
        JsonNode there = town.get(stranger, "/api/v1/places?limit=1").at("/items/0/position");
        JsonNode place = stories.restaurant(stranger, "小餐馆" + UUID.randomUUID(), HazardStories.position(there));
        JsonNode inspected = Town.bodyOf(town.post(
                        stranger,
                        "/api/v1/inspections",
                        HazardStories.inspection(place, stories.items(stranger), Set.of(GENERAL)))
                .expectStatus()
                .isCreated());

        assertThat(faults(
                        found(GENERAL).get(0),
                        List.of(inspected.at("/result/hazardIds/0").stringValue())))
                .containsExactly("/hazardIds/0 hazard.not-found");
    }

    @Test
    void sent_twice_it_is_issued_once() {
        List<JsonNode> found = found(GENERAL, THIRD);
        String key = UUID.randomUUID().toString();
        List<JsonNode> answers = Stream.of(1, 2)
                .map(i -> Town.bodyOf(town.as(WORKER)
                        .post()
                        .uri("/api/v1/hazards/{id}/actions/issue-notice", id(found.get(0)))
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(with(found.get(1)))
                        .exchange()
                        .expectStatus()
                        .isOk()))
                .toList();

        assertThat(answers.get(1).get("notice")).isEqualTo(answers.get(0).get("notice"));
        assertThat(now(found.get(1)).get("timeline").size()).isEqualTo(2);
    }

    @Test
    void of_overlapping_ones_issued_at_once_each_hazard_is_on_one_and_no_number_is_lost() {
        for (int round = 0; round < 4; round++) {
            List<JsonNode> found = found(GENERAL, THIRD, FOURTH);
            int before = count(stories.acted(WORKER, found(GENERAL).get(0), "issue-notice", Map.of()));
            List.of(
                            Map.entry(WORKER, List.of(found.get(0), found.get(1))),
                            Map.entry(OTHER_WORKER, List.of(found.get(1), found.get(2))))
                    .parallelStream()
                    .forEach(one -> stories.act(
                            one.getKey(),
                            one.getValue().get(0),
                            "issue-notice",
                            with(one.getValue().get(1))));
            List<JsonNode> after = found.stream().map(this::now).toList();
            Set<Integer> numbers = new HashSet<>();
            for (JsonNode one : after) {
                if (one.get("state").stringValue().equals("NOTICED")) {
                    numbers.add(count(one));
                    String page = page(one);
                    for (JsonNode other : after) {
                        boolean same = other.at("/notice/number").equals(one.at("/notice/number"));
                        assertThat(page.contains(other.get("number").stringValue()))
                                .isEqualTo(same);
                    }
                }
            }
            int next = count(stories.acted(WORKER, found(GENERAL).get(0), "issue-notice", Map.of()));
            assertThat(numbers).hasSize(next - before - 1).allMatch(number -> number > before && number < next);
        }
    }

    /** The write that takes the number, and no more of the request. */
    private HazardFile stopped(List<JsonNode> found) {
        Actor worker = Awaited.value(accounts.actor(town.idOf(WORKER)));
        Call call = new Call(null, null, worker, new Operation(null, "", "stopped"), Locale.SIMPLIFIED_CHINESE);
        List<UUID> others =
                found.stream().skip(1).map(one -> UUID.fromString(id(one))).toList();
        HazardCommand issue = new HazardCommand.IssueNotice(null, others);
        return Awaited.value(steps.take(UUID.fromString(id(found.get(0))), issue, call))
                .file();
    }

    @Test
    void what_a_stop_left_undone_is_done_before_anybody_reads_the_notice() {
        List<JsonNode> found = found(GENERAL, THIRD, FOURTH);
        assertThat(stopped(found).notice().followers()).hasSize(2);

        String page = page(found.get(0));

        found.forEach(one -> assertThat(page).contains(one.get("number").stringValue()));
    }

    @Test
    void what_a_stop_left_undone_is_done_by_the_server_itself() {
        List<JsonNode> found = found(GENERAL, THIRD, FOURTH);
        stopped(found);

        Eventually.until(
                "all are on the notice",
                () -> found.stream()
                        .map(this::now)
                        .allMatch(one -> one.get("state").stringValue().equals("NOTICED")));
        assertThat(found.stream().map(this::now).map(JointNoticeTests::number)).containsOnly(number(now(found.get(0))));
    }

    @Test
    void who_got_another_notice_meanwhile_is_not_on_it() {
        List<JsonNode> found = found(GENERAL, THIRD);
        JsonNode lead = stories.acted(WORKER, found.get(0), "issue-notice", Map.of());
        JsonNode other = stories.acted(OTHER_WORKER, found.get(1), "issue-notice", Map.of());
        UUID otherId = UUID.fromString(id(other));
        Awaited.value(mongo.updateFirst(
                Query.query(Criteria.where("_id").is(UUID.fromString(id(lead)))),
                new Update()
                        .set("notice.with", List.of(new HazardFile.Follower(otherId, DUE_LONG_AGO)))
                        .set("notice.pending", true),
                HazardStore.HAZARDS));

        assertThat(page(lead))
                .contains(lead.get("number").stringValue())
                .doesNotContain(other.get("number").stringValue());
        assertThat(now(other)).isEqualTo(other);
        assertThat(now(lead).at("/notice/hazardIds").size()).isEqualTo(1);
    }

    @Test
    void who_follows_late_has_the_time_of_the_phone_though_the_step_that_said_it_has_left() {
        List<JsonNode> found = found(GENERAL, THIRD);
        String time = "2026-01-05T00:30:00Z";
        town.as(WORKER)
                .post()
                .uri("/api/v1/hazards/{id}/actions/issue-notice", id(found.get(0)))
                .header("X-Device-Time", time)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of())
                .exchange()
                .expectStatus()
                .isOk();
        for (int step = 0; step < 31; step++) {
            stories.acted(
                    DISPATCHER,
                    found.get(0),
                    "extend",
                    Map.of("days", 1, "reason", Map.of("code", "OTHER", "text", "等")));
        }
        Awaited.value(mongo.updateFirst(
                Query.query(Criteria.where("_id").is(UUID.fromString(id(found.get(0))))),
                new Update()
                        .set(
                                "notice.with",
                                List.of(new HazardFile.Follower(UUID.fromString(id(found.get(1))), DUE_LONG_AGO)))
                        .set("notice.pending", true),
                HazardStore.HAZARDS));

        page(found.get(0));

        assertThat(now(found.get(0)).at("/timeline/0/action").stringValue()).isEqualTo("extend");
        assertThat(now(found.get(1)).at("/timeline/1/deviceAt").stringValue()).isEqualTo(time);
    }

    @Test
    void the_last_number_of_a_day_is_the_highest_however_many_digits_it_has() {
        List<JsonNode> found = found(GENERAL, THIRD);
        found.forEach(one -> stories.acted(WORKER, one, "issue-notice", Map.of()));
        assertThat(Awaited.value(store.lastNotice("ZG-TEST-260105"))).isZero();
        renumber(found.get(0), "ZG-TEST-260105-9999");
        assertThat(Awaited.value(store.lastNotice("ZG-TEST-260105"))).isEqualTo(9999);
        renumber(found.get(1), "ZG-TEST-260105-10000");
        assertThat(Awaited.value(store.lastNotice("ZG-TEST-260105"))).isEqualTo(10000);
    }

    private void renumber(JsonNode hazard, String number) {
        Awaited.value(mongo.updateFirst(
                Query.query(Criteria.where("_id").is(UUID.fromString(id(hazard)))),
                new Update().set("notice.number", number),
                HazardStore.HAZARDS));
    }
}
