package org.wangge.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;
import static org.wangge.fixtures.CaseStories.lockedExit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.internal.WorkLoops;
import tools.jackson.databind.JsonNode;

/** Drafts tried on cases that were played, over HTTP by those who write rules and those who arbitrate. */
@WanggeTest
@TestPropertySource(properties = "wangge.town-of=rehearsal")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayStoryTests {

    private static final String RULES = "/api/v1/routing-rules";
    private static final String REPLAY = RULES + "/replay";
    private static final String ADMIN = "admin";
    private static final String NEIGHBOUR = "dispatcher-003";
    private static final String HOME = "510703001";
    private static final String NEXT_DOOR = "510703003";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    @Autowired
    private ReplayJob job;

    @Autowired
    private WorkLoops loops;

    private CaseStories stories;
    private String second;

    @BeforeAll
    void hire() {
        second = Hiring.hire(town, "ADMIN", "510703");
    }

    @BeforeEach
    void a_moment_later() {
        clock.advance(Duration.ofMinutes(5));
        stories = new CaseStories(town);
    }

    @AfterEach
    void go_on() {
        if (!loops.isRunning()) {
            loops.start();
        }
    }

    private static Map<String, Object> row(String id, Map<String, ?> cells, String target, @Nullable String code) {
        Map<String, Object> outcome = new HashMap<>(Map.of("target", target));
        outcome.put("code", code);
        return Map.of("id", id, "cells", cells, "outcome", outcome);
    }

    private static Map<String, Object> word(String word) {
        return Map.of("WORDS", Map.of("values", List.of(word)));
    }

    /** What names the word goes next door. */
    private int draft(String word) {
        return drafted(
                row("taken-back", Map.of("DUTY", Map.of("values", List.of("TAKEN_BACK"))), "LEAD_DEPARTMENT", null),
                row("fire", word(word), "OFFICE", NEXT_DOOR),
                row("grid-office", Map.of(), "GRID_OFFICE", null));
    }

    private int drafted(Map<?, ?>... rows) {
        int version = Town.bodyOf(
                        town.post(ADMIN, RULES, Map.of()).expectStatus().isCreated())
                .get("version")
                .intValue();
        edit(version, rows);
        return version;
    }

    private void edit(int version, Map<?, ?>... rows) {
        town.as(ADMIN)
                .put()
                .uri(RULES + "/" + version)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("rows", List.of(rows)))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private void approve(int version) {
        town.post(ADMIN, RULES + "/" + version + "/actions/check", Map.of())
                .expectStatus()
                .isOk();
        town.post(second, RULES + "/" + version + "/actions/approve", Map.of())
                .expectStatus()
                .isOk();
    }

    private JsonNode started(String user, Map<String, ?> body) {
        // Else the application may be done with it before the test has looked.
        loops.stop();
        return Town.bodyOf(town.post(user, REPLAY, body).expectStatus().isAccepted());
    }

    private Map<String, Object> since(Instant from, int version) {
        clock.advance(Duration.ofSeconds(1));
        return Map.of(
                "version",
                version,
                "from",
                from.toString(),
                "to",
                clock.instant().toString());
    }

    private JsonNode done(String user, JsonNode replay) {
        Awaited.done(job.run());
        return shown(user, replay);
    }

    private JsonNode shown(String user, JsonNode replay) {
        return town.get(user, "/api/v1/routing-replays/" + replay.get("id").stringValue());
    }

    private static List<String> numbers(JsonNode items) {
        return items.valueStream().map(item -> item.get("number").stringValue()).toList();
    }

    private static String number(JsonNode file) {
        return file.get("number").stringValue();
    }

    private static JsonNode flow(JsonNode result, String from, String to) {
        return StreamSupport.stream(result.get("matrix").spliterator(), false)
                .filter(one -> one.at("/from/code").stringValue().equals(from)
                        && one.at("/to/code").stringValue().equals(to))
                .findFirst()
                .orElseThrow(() -> new AssertionError(result.get("matrix").toString()));
    }

    private JsonNode handedOver(String description) {
        Map<String, Object> to = new HashMap<>(because("OUT_OF_AREA", "在对面街道"));
        to.put("officeCode", NEXT_DOOR);
        JsonNode file = stories.acted(DISPATCHER, stories.filed(description), "transfer", to);
        stories.acted(NEIGHBOUR, file, "answer-transfer", Map.of("accept", true));
        stories.acted(NEIGHBOUR, file, "dispatch", Map.of("departmentCode", NEXT_DOOR + "-YJ"));
        stories.acted("handler-003", file, "accept", Map.of());
        stories.acted("handler-003", file, "resolve", Map.of("result", "已处理"));
        return stories.acted(NEIGHBOUR, file, "close", Map.of());
    }

    private JsonNode returnedAndClosed(String description) {
        JsonNode file = stories.handling(description);
        stories.acted(HANDLER, file, "return", because("NOT_OURS", "不归我们"));
        stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        stories.acted(HANDLER, file, "accept", Map.of());
        stories.acted(HANDLER, file, "resolve", Map.of("result", "已打开"));
        return stories.acted(DISPATCHER, file, "close", Map.of());
    }

    @Test
    void a_draft_that_sends_fire_matters_elsewhere_shows_what_it_would_mend_and_break() {
        Instant from = clock.instant();
        JsonNode gained = handedOver("消防车进不去");
        JsonNode lost = returnedAndClosed("消防门上锁");
        JsonNode quiet = stories.closed("消防通道堆物");
        JsonNode open = stories.reported("消防栓没水");
        JsonNode other = stories.closed("安全出口上锁");
        int version = draft("消防");

        WebTestClient.ResponseSpec answer = town.post(ADMIN, REPLAY, since(from, version));
        JsonNode begun = Town.bodyOf(answer.expectStatus()
                .isAccepted()
                .expectHeader()
                .exists("ETag")
                .expectHeader()
                .valueMatches("Location", "/api/v1/routing-replays/[0-9a-f-]+"));
        assertThat(begun.get("state").stringValue()).isEqualTo("RUNNING");
        assertThat(begun.at("/progress/expected").longValue()).isEqualTo(5);

        JsonNode replay = done(ADMIN, begun);
        assertThat(replay.get("state").stringValue()).isEqualTo("DONE");
        assertThat(replay.at("/progress/done").longValue()).isEqualTo(5);
        JsonNode result = replay.get("result");
        assertThat(result.get("moved").longValue()).isEqualTo(4);
        assertThat(numbers(flow(result, HOME, NEXT_DOOR).get("items")))
                .as("the seeded rules did not look for the word, the draft does")
                .containsExactlyInAnyOrder(number(gained), number(lost), number(quiet), number(open));
        assertThat(numbers(flow(result, HOME, HOME).get("items"))).containsExactly(number(other));
        assertThat(flow(result, HOME, NEXT_DOOR).at("/to/name").stringValue()).isEqualTo("工区街道");

        JsonNode right = result.get("firstTimeRight");
        assertThat(right.get("closed").longValue()).isEqualTo(4);
        assertThat(right.get("disputed").longValue()).isEqualTo(2);
        assertThat(right.get("share").doubleValue()).isEqualTo(0.75);
        assertThat(right.get("draftShare").doubleValue()).isEqualTo(0.5);
        assertThat(numbers(right.at("/gain/items"))).containsExactly(number(gained));
        assertThat(numbers(right.at("/loss/items"))).containsExactly(number(lost));
        assertThat(numbers(right.at("/otherLoss/items"))).containsExactly(number(quiet));
        JsonNode fire = result.at("/rows/0");
        assertThat(fire.get("row").stringValue()).isEqualTo("fire");
        assertThat(fire.get("cases").longValue()).isEqualTo(4);
        assertThat(fire.at("/gain/cases").longValue()).isEqualTo(1);
        assertThat(fire.at("/loss/cases").longValue()).isEqualTo(2);
        JsonNode load = result.at("/load/0");
        assertThat(load.at("/desk/code").stringValue()).isEqualTo(HOME);
        assertThat(load.get("before").longValue()).isEqualTo(5);
        assertThat(load.get("after").longValue()).isEqualTo(1);
        assertThat(load.at("/days/0/day").stringValue()).isEqualTo("2026-01-05");
        assertThat(numbers(result.get("differences"))).hasSize(4);
        assertThat(town.get(DISTRICT, CaseStories.path(open)).at("/desk/code").stringValue())
                .as("no case is changed")
                .isEqualTo(HOME);
    }

    @Test
    void what_no_row_takes_is_listed_with_where_it_would_fall() {
        Instant from = clock.instant();
        JsonNode file = stories.reported("没有规则管");
        int version = drafted(row("fire", word("消防"), "OFFICE", NEXT_DOOR));
        JsonNode result = done(ADMIN, started(ADMIN, since(from, version))).get("result");
        assertThat(result.at("/fellThrough/0/why").stringValue()).isEqualTo("NO_ROW");
        assertThat(numbers(result.at("/fellThrough/0/items"))).containsExactly(number(file));
        assertThat(flow(result, HOME, HOME).get("cases").longValue()).isEqualTo(1);
    }

    @Test
    void a_case_among_restricted_ones_is_counted_for_all_and_named_for_those_who_may_read_it() {
        Instant from = clock.instant();
        Map<String, Object> report = lockedExit("有人求助");
        report.put("categoryCode", "G0301");
        JsonNode secret = Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
        JsonNode plain = stories.reported("普通的");
        JsonNode replay = started(ADMIN, since(from, 1));
        JsonNode forAdmin = done(ADMIN, replay);
        assertThat(forAdmin.at("/result/cases").longValue()).isEqualTo(2);
        assertThat(forAdmin.toString()).contains(number(plain)).doesNotContain(number(secret));
        assertThat(shown(DISTRICT, replay).toString()).contains(number(plain), number(secret));
    }

    @Test
    void a_draft_that_changes_meanwhile_ends_its_rehearsal_as_outdated() {
        Instant from = clock.instant();
        stories.reported("之前的");
        int version = draft("消防");
        JsonNode replay = started(ADMIN, since(from, version));
        edit(version, row("all", Map.of(), "DISTRICT", null));
        JsonNode ended = done(ADMIN, replay);
        assertThat(ended.get("state").stringValue()).isEqualTo("OUTDATED");
        assertThat(ended.at("/result/cases").longValue()).isZero();
    }

    @Test
    void one_who_arbitrates_begins_lists_reads_and_cancels() {
        Instant from = clock.instant();
        stories.reported("给区里看的");
        int version = draft("消防");
        UUID key = UUID.randomUUID();
        Map<String, Object> body = since(from, version);
        JsonNode first = keyed(body, key);
        assertThat(keyed(body, key).get("id")).as("sent again").isEqualTo(first.get("id"));
        String path = "/api/v1/routing-replays/" + first.get("id").stringValue();
        JsonNode listed = town.get(DISTRICT, "/api/v1/routing-replays?limit=1");
        assertThat(listed.at("/items/0/id")).isEqualTo(first.get("id"));
        assertThat(listed.at("/items/0/result").isNull()).isTrue();
        JsonNode cancelled = Town.bodyOf(town.post(DISTRICT, path + "/actions/cancel", Map.of())
                .expectStatus()
                .isOk());
        assertThat(cancelled.get("state").stringValue()).isEqualTo("CANCELLED");
        town.post(DISTRICT, path + "/actions/cancel", Map.of()).expectStatus().isOk();
        assertThat(done(DISTRICT, first).get("state").stringValue()).isEqualTo("CANCELLED");

        JsonNode ended = done(DISTRICT, started(DISTRICT, since(from, version)));
        assertThat(ended.get("state").stringValue()).isEqualTo("DONE");
        assertThat(refused(
                        town.post(
                                ADMIN,
                                "/api/v1/routing-replays/" + ended.get("id").stringValue() + "/actions/cancel",
                                Map.of()),
                        409))
                .isEqualTo("routing-replay.wrong-state");
    }

    private JsonNode keyed(Map<String, ?> body, UUID key) {
        loops.stop();
        return Town.bodyOf(town.as(DISTRICT)
                .post()
                .uri(REPLAY)
                .header("Idempotency-Key", key.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isAccepted());
    }

    private String refused(WebTestClient.ResponseSpec answer, int status) {
        return Town.bodyOf(answer.expectStatus().isEqualTo(status)).get("code").stringValue();
    }

    private void assertFault(Map<String, ?> body, String pointer, String code) {
        JsonNode problem =
                Town.bodyOf(town.post(ADMIN, REPLAY, body).expectStatus().isEqualTo(422));
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo(code);
        assertThat(problem.get("detail").stringValue()).isNotBlank();
    }

    private static Map<String, Object> body(Object version, Object from, Object to) {
        return Map.of("version", version, "from", from, "to", to);
    }

    @Test
    void an_ugly_order_is_refused_where_it_is_wrong() {
        String from = "2025-12-01T00:00:00Z";
        String to = "2025-12-31T00:00:00Z";
        assertFault(body(99_999, from, to), "/version", "routing-replay.version-unknown");
        assertFault(body(1, to, from), "/to", "routing-replay.period");
        assertFault(body(1, from, from), "/to", "routing-replay.period");
        assertFault(body(1, "2024-01-01T00:00:00Z", to), "/from", "routing-replay.period");
        assertFault(body(1, "2030-01-01T00:00:00Z", "2030-02-01T00:00:00Z"), "/from", "routing-replay.period");
        Map<String, Object> elsewhere = new HashMap<>(body(1, from, to));
        elsewhere.put("office", "510704001");
        assertFault(elsewhere, "/office", "routing-replay.office-unknown");
        assertFault(Map.of("version", 1, "from", from), "/to", "field.required");
        for (Map<String, ?> ugly : List.of(
                body("two", from, to), body(1, "yesterday", to), body(1, List.of(), to), Map.of("sudo", true))) {
            assertThat(town.post(ADMIN, REPLAY, ugly)
                            .returnResult(Void.class)
                            .getStatus()
                            .value())
                    .as(ugly.toString())
                    .isIn(400, 422);
        }
        Map<String, Object> late = Map.of("version", 1, "from", from, "to", "9999-01-01T00:00:00Z");
        assertThat(started(ADMIN, late).get("to").stringValue())
                .as("what is to come is left out")
                .startsWith("2026-01-0");
    }

    @Test
    void who_neither_arbitrates_nor_edits_rules_is_refused() {
        Map<String, Object> body = body(1, "2025-12-01T00:00:00Z", "2025-12-31T00:00:00Z");
        for (String user : List.of(WORKER, HANDLER, DISPATCHER)) {
            assertThat(refused(town.post(user, REPLAY, body), 403)).isEqualTo("access.forbidden");
            for (String path : List.of("/routing-replays", "/routing-replays/x", RULES.substring(7) + "/1/shadow")) {
                town.as(user)
                        .get()
                        .uri("/api/v1" + path)
                        .exchange()
                        .expectStatus()
                        .isForbidden();
            }
        }
    }

    @Test
    void an_office_rehearses_for_itself_and_sees_no_other() {
        String supervisor = Hiring.hire(town, "SUPERVISOR", "510703/" + NEXT_DOOR);
        String from = "2025-12-01T00:00:00Z";
        Map<String, Object> body = new HashMap<>(body(1, from, "2026-01-31T00:00:00Z"));
        JsonNode districts = started(ADMIN, body);
        for (String id :
                List.of(districts.get("id").stringValue(), UUID.randomUUID().toString(), "x")) {
            town.as(supervisor)
                    .get()
                    .uri("/api/v1/routing-replays/" + id)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        assertThat(refused(town.post(supervisor, REPLAY, body), 422)).isEqualTo("request.invalid");
        body.put("office", HOME);
        assertThat(refused(town.post(supervisor, REPLAY, body), 422)).isEqualTo("routing-replay.office-unknown");
        body.put("office", NEXT_DOOR);
        JsonNode own = started(supervisor, body);
        assertThat(own.get("office").stringValue()).isEqualTo(NEXT_DOOR);
        assertThat(done(supervisor, own).get("state").stringValue()).isEqualTo("DONE");
        assertThat(town.all(supervisor, "/api/v1/routing-replays").stream().map(one -> one.get("id")))
                .containsExactly(own.get("id"));
    }

    private JsonNode shadowed(int version, Instant until) {
        return Town.bodyOf(
                town.post(ADMIN, RULES + "/" + version + "/actions/shadow", Map.of("until", until.toString()))
                        .expectStatus()
                        .isOk());
    }

    @Test
    void an_approved_set_in_the_shadow_counts_what_comes_until_its_end_and_nothing_else() {
        JsonNode before = stories.reported("影子之前");
        int version = draft("影子");
        String shadow = RULES + "/" + version + "/shadow";
        Map<String, ?> until = Map.of("until", clock.instant().plusSeconds(3600).toString());
        assertThat(refused(town.post(ADMIN, RULES + "/" + version + "/actions/shadow", until), 409))
                .as("a draft is not approved")
                .isEqualTo("routing-shadow.wrong-state");
        approve(version);
        town.as(ADMIN).get().uri(shadow).exchange().expectStatus().isNotFound();
        assertThat(refused(
                        town.post(
                                ADMIN,
                                RULES + "/" + version + "/actions/shadow",
                                Map.of("until", clock.instant().toString())),
                        422))
                .isEqualTo("routing-shadow.until");

        Instant end = clock.instant().plus(Duration.ofHours(1));
        shadowed(version, end);
        JsonNode moved = stories.reported("影子里来的");
        JsonNode same = stories.reported("照旧");
        Awaited.done(job.run());
        assertThat(town.get(ADMIN, shadow).get("cases").longValue())
                .as("a minute must pass")
                .isZero();
        clock.advance(Duration.ofMinutes(2));
        Awaited.done(job.run());
        JsonNode seen = town.get(DISTRICT, shadow);
        assertThat(seen.get("state").stringValue()).isEqualTo("RUNNING");
        assertThat(seen.get("cases").longValue()).isEqualTo(2);
        assertThat(numbers(seen.get("differences"))).containsExactly(number(moved));
        assertThat(flow(seen, HOME, NEXT_DOOR).get("cases").longValue()).isEqualTo(1);
        assertThat(numbers(flow(seen, HOME, HOME).get("items"))).containsExactly(number(same));
        assertThat(seen.toString()).doesNotContain(number(before));

        assertThat(shadowed(version, end.plusSeconds(60)).get("cases").longValue())
                .as("another end, the same counts")
                .isEqualTo(2);
        clock.advance(Duration.ofMinutes(58));
        stories.reported("还在影子里");
        clock.advance(Duration.ofMinutes(5));
        stories.reported("影子之后");
        for (int i = 0; i < 3; i++) {
            Awaited.done(job.run());
        }
        JsonNode late = town.get(ADMIN, shadow);
        assertThat(late.get("cases").longValue()).isEqualTo(3);
        assertThat(numbers(late.get("differences"))).hasSize(2);
        assertThat(late.get("state").stringValue()).isEqualTo("DONE");
    }
}
