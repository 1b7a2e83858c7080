package org.wangge.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.reactive.function.client.WebClient;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Hearing;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** The live feed as its readers hear it. */
@WanggeTest
class EventsApiTests {

    private static final String EVENTS = "/api/v1/events";

    @Autowired
    private Town town;

    @LocalServerPort
    private int port;

    private CaseStories cases;
    private final List<Hearing> open = new ArrayList<>();

    @BeforeEach
    void stories() {
        cases = new CaseStories(town);
    }

    @AfterEach
    void hangUp() {
        open.forEach(Hearing::close);
    }

    private Hearing hear(@Nullable String user, String query, @Nullable String after) {
        Hearing hearing = Hearing.at(
                WebClient.create("http://localhost:" + port),
                EVENTS + query,
                user == null ? null : town.token(user),
                after);
        open.add(hearing);
        return hearing;
    }

    private JsonNode poll(String user, String query) {
        return town.get(user, EVENTS + query);
    }

    private static String id(JsonNode file) {
        return file.get("id").stringValue();
    }

    private static List<String> kinds(List<JsonNode> events) {
        return events.stream().map(event -> event.get("kind").stringValue()).toList();
    }

    private static List<String> about(JsonNode answer, JsonNode file) {
        return answer.get("events")
                .valueStream()
                .filter(event -> event.get("id").stringValue().equals(id(file)))
                .map(event -> event.get("kind").stringValue())
                .toList();
    }

    @Test
    void a_stream_greets_and_tells_each_step_once_in_its_order() {
        Hearing desk = hear(DISPATCHER, "", null);
        JsonNode hello = desk.said("hello");
        assertThat(hello.get("heartbeatSeconds").intValue()).isEqualTo(15);
        assertThat(hello.get("retention").stringValue()).isEqualTo("PT24H");
        assertThat(hello.get("protocol").intValue()).isEqualTo(1);
        assertThat(desk.frame("hello").id()).isNotBlank();
        assertThat(requireNonNull(desk.frame("hello").retry()).toMillis()).isBetween(1_000L, 5_000L);
        assertThat(desk.headers().getContentType()).isEqualTo(MediaType.TEXT_EVENT_STREAM);
        assertThat(desk.headers().getCacheControl()).isEqualTo("no-store");
        assertThat(desk.headers().getFirst("X-Accel-Buffering")).isEqualTo("no");

        JsonNode file = cases.dispatched("直播");
        List<JsonNode> told = desk.about(id(file), 3);
        assertThat(kinds(told)).containsExactly("case.report", "case.file", "case.dispatch");
        assertThat(told).extracting(event -> event.get("version").longValue()).containsExactly(1L, 2L, 3L);
        assertThat(told)
                .extracting(event -> event.get("state").stringValue())
                .containsExactly("REPORTED", "FILED", "DISPATCHED");
        JsonNode last = told.get(2);
        assertThat(last.get("number")).isEqualTo(file.get("number"));
        assertThat(last.get("subject").stringValue()).isEqualTo("CASE");
        assertThat(last.get("office").stringValue()).isEqualTo("510703001");
        assertThat(last.get("grid")).isEqualTo(file.at("/area/gridCode"));
        assertThat(last.get("changed").valueStream().map(JsonNode::stringValue)).contains("state", "assignment");
        assertThat(told).extracting(event -> event.get("eventId").stringValue()).doesNotHaveDuplicates();
    }

    @Test
    void a_long_poll_goes_on_where_a_stream_stopped_and_a_stream_where_a_long_poll_stopped() {
        Hearing desk = hear(DISPATCHER, "", null);
        JsonNode file = cases.dispatched("换一种方式听");
        desk.about(id(file), 3);
        String afterFirst = requireNonNull(desk.about(id(file)).get(0).id());

        JsonNode answer = poll(DISPATCHER, "?types=case&after=" + afterFirst);
        assertThat(answer.get("resync").booleanValue()).isFalse();
        assertThat(about(answer, file)).containsExactly("case.file", "case.dispatch");
        String cursor = answer.get("cursor").stringValue();

        Hearing again = hear(DISPATCHER, "?types=CASE&after=" + afterFirst, cursor);
        cases.acted(HANDLER, file, "accept", Map.of());
        assertThat(kinds(again.about(id(file), 1))).containsExactly("case.accept");
    }

    @Test
    void a_long_poll_waits_for_the_first_event_and_without_a_position_says_where_to_begin() {
        JsonNode begin = poll(DISPATCHER, "");
        assertThat(begin.get("events").isEmpty()).isTrue();
        String after = begin.get("cursor").stringValue();
        JsonNode file = cases.filed("长轮询");
        CompletableFuture<JsonNode> waiting = CompletableFuture.supplyAsync(
                () -> poll(DISPATCHER, "?types=case.withdraw,case.dispatch&wait=PT30S&after=" + after));
        cases.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        assertThat(kinds(waiting.join().get("events").valueStream().toList())).contains("case.dispatch");
    }

    @Test
    void a_list_and_the_feed_from_its_cursor_have_no_hole_between_them_while_others_write() {
        Set<String> made = new HashSet<>();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() ->
                IntStream.range(0, 24).forEach(number -> made.add(id(cases.reported("边写边看 " + number)))));
        Set<String> seen = new HashSet<>();
        String path = "/api/v1/cases?reporter=" + town.idOf(WORKER) + "&sort=-reportedAt&limit=200";
        List<JsonNode> snapshots = new ArrayList<>();
        List<String> cursors = new ArrayList<>();
        do {
            EntityExchangeResult<byte[]> list = town.as(DISPATCHER)
                    .get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .returnResult();
            snapshots.add(Town.read(list.getResponseBody()));
            cursors.add(requireNonNull(list.getResponseHeaders().getFirst("Wangge-Cursor")));
        } while (!writing.isDone());
        writing.join();
        for (int at = 0; at < snapshots.size(); at++) {
            seen.clear();
            snapshots.get(at).get("items").forEach(file -> seen.add(id(file)));
            Hearing rest = hear(DISPATCHER, "?types=case.report&after=" + cursors.get(at), null);
            Eventually.until("all are in the list or heard of", () -> {
                rest.events().forEach(event -> seen.add(id(event)));
                return seen.containsAll(made);
            });
            rest.close();
        }
    }

    @Test
    void every_list_says_from_where_to_go_on() {
        for (String list : List.of(
                "/api/v1/cases",
                "/api/v1/hazards",
                "/api/v1/inspection-tasks",
                "/api/v1/me/tasks",
                "/api/v1/me/notices")) {
            String cursor = town.as(DISPATCHER)
                    .get()
                    .uri(list)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .returnResult()
                    .getResponseHeaders()
                    .getFirst("Wangge-Cursor");
            assertThat(poll(DISPATCHER, "?wait=0&after=" + cursor).get("resync").booleanValue())
                    .as(list)
                    .isFalse();
        }
    }

    @Test
    void who_works_elsewhere_hears_nothing_of_it_and_its_recipient_alone_hears_of_a_notice() {
        String elsewhere = poll("dispatcher-003", "").get("cursor").stringValue();
        String handler = poll(HANDLER, "").get("cursor").stringValue();
        Hearing district = hear(DISTRICT, "", null);
        JsonNode file = cases.dispatched("别处听不到");
        district.about(id(file), 3);
        Eventually.get(
                () -> poll(HANDLER, "?types=notice&wait=1&after=" + handler),
                answer -> answer.get("events")
                        .valueStream()
                        .anyMatch(event -> event.get("number").equals(file.get("number"))
                                && event.get("kind").stringValue().equals("notice.case-dispatched")));
        JsonNode heard = poll("dispatcher-003", "?wait=0&after=" + elsewhere);
        assertThat(heard.get("events").valueStream())
                .noneMatch(event -> event.get("number").equals(file.get("number")));
        assertThat(district.events())
                .noneMatch(event -> event.get("kind").stringValue().equals("notice.case-dispatched")
                        && event.get("number").equals(file.get("number")));
        // A party hears of its case without the area.
        assertThat(about(poll(HANDLER, "?wait=0&types=case&after=" + handler), file))
                .contains("case.dispatch");
    }

    @Test
    void only_what_was_asked_for_is_told() {
        String from = poll(DISTRICT, "").get("cursor").stringValue();
        JsonNode file = cases.dispatched("只要派遣");
        Eventually.get(
                () -> poll(DISTRICT, "?wait=1&office=510703001&types=case.dispatch&after=" + from),
                answer -> about(answer, file).equals(List.of("case.dispatch")));
        assertThat(about(poll(DISTRICT, "?wait=0&office=510703003&after=" + from), file))
                .isEmpty();
        assertThat(about(poll(DISTRICT, "?wait=0&types=hazard,task&after=" + from), file))
                .isEmpty();
        assertThat(about(poll(DISTRICT, "?wait=0&office=510703003,510703001&after=" + from), file))
                .hasSize(3);
    }

    @Test
    void who_is_moved_is_told_so_and_hears_no_more_of_the_old_area() {
        Map<String, Object> draft =
                Hiring.draft(Map.of("roles", List.of("DISPATCHER"), "scopes", List.of("510703/510703001")));
        JsonNode account = Town.bodyOf(
                town.post("admin", "/api/v1/accounts", draft).expectStatus().isCreated());
        Hearing moved = hear((String) requireNonNull(draft.get("username")), "?types=case", null);
        JsonNode before = cases.reported("搬走之前");
        moved.about(id(before), 1);

        Map<String, Object> elsewhere = new HashMap<>(draft);
        elsewhere.remove("password");
        elsewhere.put("scopes", List.of("510703/510703003"));
        town.as("admin")
                .put()
                .uri("/api/v1/accounts/" + id(account))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(elsewhere)
                .exchange()
                .expectStatus()
                .isOk();
        JsonNode after = cases.reported("搬走之后");
        JsonNode bye = moved.said("bye");
        assertThat(bye.get("reason").stringValue()).isEqualTo("scope");
        assertThat(bye.get("retryAfterMs").longValue()).isBetween(1_000L, 5_000L);
        Eventually.until("the stream is closed", moved::isOver);
        assertThat(moved.about(id(after))).isEmpty();

        Hearing again = hear((String) requireNonNull(draft.get("username")), "?types=case", moved.lastId());
        Hearing district = hear(DISTRICT, "?types=case&after=" + moved.lastId(), null);
        district.about(id(after), 1);
        assertThat(again.about(id(after))).isEmpty();
        assertThat(again.has("resync")).isFalse();
    }

    @Test
    void an_ended_session_and_a_disabled_account_end_the_stream() {
        String leaving = Hiring.hire(town, "DISPATCHER", "510703/510703001");
        Hearing signedOut = hear(leaving, "", null);
        town.post(leaving, "/api/v1/auth/sign-out", Map.of()).expectStatus().is2xxSuccessful();
        assertThat(signedOut.said("bye").get("reason").stringValue()).isEqualTo("token");
        Eventually.until("the stream is closed", signedOut::isOver);

        JsonNode account =
                Hiring.hireWith(town, Map.of("roles", List.of("DISPATCHER"), "scopes", List.of("510703/510703001")));
        Hearing disabled = hear(account.get("username").stringValue(), "", null);
        town.post("admin", "/api/v1/accounts/" + id(account) + "/actions/disable", Map.of())
                .expectStatus()
                .isOk();
        assertThat(disabled.said("bye").get("reason").stringValue()).isEqualTo("token");
    }

    @Test
    void a_position_that_is_none_is_answered_with_resync_in_band() {
        Hearing forged = hear(DISPATCHER, "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assertThat(forged.said("resync").get("at").stringValue()).isNotBlank();
        assertThat(forged.frame("resync").id()).isNotBlank();
        JsonNode file = cases.reported("重新对齐");
        assertThat(kinds(forged.about(id(file), 1))).containsExactly("case.report");

        JsonNode answer = poll(DISPATCHER, "?after=42");
        assertThat(answer.get("resync").booleanValue()).isTrue();
        assertThat(answer.get("events").isEmpty()).isTrue();
        assertThat(poll(DISPATCHER, "?wait=0&after=" + answer.get("cursor").stringValue())
                        .get("resync")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void positions_say_nothing_and_a_changed_one_is_none() {
        String one = poll(DISPATCHER, "").get("cursor").stringValue();
        String other = poll(DISPATCHER, "?wait=0&after=" + one).get("cursor").stringValue();
        assertThat(other).isNotEqualTo(one).hasSameSizeAs(one);
        char last = one.charAt(20);
        String changed = one.substring(0, 20) + (last == 'A' ? 'B' : 'A') + one.substring(21);
        assertThat(poll(DISPATCHER, "?wait=0&after=" + changed).get("resync").booleanValue())
                .isTrue();
    }

    @Test
    void a_ticket_opens_one_stream_and_no_second() {
        JsonNode given = Town.bodyOf(town.as(DISPATCHER)
                .post()
                .uri(EVENTS + "/tickets")
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(given.get("expiresIn").intValue()).isEqualTo(30);
        String ticket = given.get("ticket").stringValue();
        Hearing plain = hear(null, "?ticket=" + ticket, null);
        JsonNode file = cases.reported("凭票收听");
        plain.about(id(file), 1);
        for (String bad : List.of(ticket, "x", ticket.substring(0, 40) + "AAA")) {
            refused(
                    401,
                    "auth.required",
                    town.anybody().get().uri(EVENTS + "?ticket=" + bad).exchange());
        }
    }

    private static void refused(
            int status, String code, org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec response) {
        JsonNode problem = Town.bodyOf(response.expectStatus().isEqualTo(status));
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
    }

    @Test
    void who_is_not_signed_in_is_refused_with_a_problem_also_for_a_stream() {
        refused(401, "auth.required", town.anybody().get().uri(EVENTS).exchange());
        refused(
                401,
                "auth.required",
                town.anybody()
                        .get()
                        .uri(EVENTS)
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .exchange());
    }

    @Test
    void bad_parameters_are_refused_by_name() {
        Map.of(
                        "wait=31", "wait",
                        "wait=-1", "wait",
                        "wait=PT31S", "wait",
                        "wait=soon", "wait",
                        "types=dragon", "types",
                        "types=case.fly", "types",
                        "typo=1", "typo")
                .forEach((query, parameter) -> {
                    JsonNode problem = Town.bodyOf(town.as(DISPATCHER)
                            .get()
                            .uri(EVENTS + "?" + query)
                            .header(ContractCheck.ON_PURPOSE, "yes")
                            .exchange()
                            .expectStatus()
                            .isBadRequest());
                    assertThat(problem.get("errors").get(0).get("pointer").stringValue())
                            .as(query)
                            .isEqualTo(parameter);
                });
        town.as(DISPATCHER)
                .get()
                .uri(EVENTS)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isEqualTo(406)
                .expectBody()
                .returnResult();
    }

    @Test
    void one_person_may_have_ten_streams_and_gets_a_place_when_one_ends() {
        String busy = Hiring.hire(town, "DISPATCHER", "510703/510703001");
        List<Hearing> ten =
                IntStream.range(0, 10).mapToObj(number -> hear(busy, "", null)).toList();
        var refused = town.as(busy).get().uri(EVENTS + "?wait=0").exchange();
        refused.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "5");
        refused(429, "live.too-many", refused);
        ten.get(0).close();
        Eventually.until(
                "there is a place",
                () -> town.as(busy)
                        .get()
                        .uri(EVENTS + "?wait=0")
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .is2xxSuccessful());
    }

    @Test
    void asking_for_the_head_alone_ends_at_once() {
        town.as(DISPATCHER)
                .head()
                .uri(EVENTS)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .header(ContractCheck.ON_PURPOSE, UUID.randomUUID().toString())
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.TEXT_EVENT_STREAM);
    }
}
