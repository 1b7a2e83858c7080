package org.wangge.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Eventually.until;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.FcmAnswer;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** How far notices get to people, as phones say and as those see it who gave the work. */
@WanggeTest
class HeardApiTests {

    private static final String AREA = "510703/510703012";
    private static final String NOTICES = "/api/v1/me/notices";

    @Autowired
    private Town town;

    @Autowired
    private FcmStandIn fcm;

    @Autowired
    private TestClock clock;

    private final String dispatcher = "dispatcher-012";

    private String gridCode() {
        return town.get("admin", "/api/v1/grids?office=510703012&limit=1")
                .at("/items/0/code")
                .stringValue();
    }

    private String phone(String user) {
        String address = "heard-" + UUID.randomUUID();
        town.as(user)
                .put()
                .uri("/api/v1/me/devices/{id}", "phone-" + UUID.randomUUID())
                .bodyValue(Map.of("registrationToken", address, "platform", "ANDROID", "appVersion", "2.7"))
                .exchange()
                .expectStatus()
                .isOk();
        return address;
    }

    /** A case that this worker is asked to look at. */
    private String asked(String worker) {
        String reporter = Hiring.hire(town, "GRID_WORKER", AREA);
        String id = Town.bodyOf(town.post(
                                reporter,
                                "/api/v1/cases",
                                Map.of("categoryCode", "G0201", "description", "门口堵了", "gridCode", gridCode()))
                        .expectStatus()
                        .isCreated())
                .get("id")
                .stringValue();
        town.post(
                        dispatcher,
                        "/api/v1/cases/" + id + "/actions/request-verification",
                        Map.of("assigneeId", town.idOf(worker)))
                .expectStatus()
                .isOk();
        return id;
    }

    private String notice(String user) {
        until(user + " is told", () -> !town.all(user, NOTICES).isEmpty());
        return town.all(user, NOTICES).get(0).get("id").stringValue();
    }

    private WebTestClient.ResponseSpec says(String user, String notice, String what, Instant at) {
        WebTestClient.RequestBodySpec request = town.as(user).post().uri(NOTICES + "/" + notice + "/actions/" + what);
        return (at == null ? request : request.header("X-Device-Time", at.toString())).exchange();
    }

    private JsonNode told(String caseId) {
        return town.get(dispatcher, "/api/v1/cases/" + caseId + "/told").at("/items/0");
    }

    private static Instant time(JsonNode node, String name) {
        return Instant.parse(node.get(name).stringValue());
    }

    @Test
    void pushed_received_opened_and_accepted_are_four_times_on_the_case() {
        String worker = Hiring.hire(town, "GRID_WORKER", AREA);
        String address = phone(worker);
        String file = asked(worker);
        String notice = notice(worker);
        until("the phone rings", () -> fcm.accepted(address).size() == 1);
        until("its outcome is kept", () -> told(file).get("pushedAt").isString());
        JsonNode before = told(file);
        assertThat(before.at("/person/id").stringValue())
                .isEqualTo(town.idOf(worker).toString());
        assertThat(before.get("kind").stringValue()).isEqualTo("VERIFICATION_ASKED");
        assertThat(before.get("nextAt").isString()).isTrue();
        for (String unknown : List.of("receivedAt", "openedAt", "acceptedAt", "channel")) {
            assertThat(before.get(unknown).isNull()).as(unknown).isTrue();
        }

        says(worker, notice, "receive", null).expectStatus().isOk();
        Instant received = time(told(file), "receivedAt");
        says(worker, notice, "receive", null).expectStatus().isOk();
        assertThat(time(told(file), "receivedAt")).as("twice is once").isEqualTo(received);
        assertThat(told(file).get("channel").stringValue()).isEqualTo("FCM");
        assertThat(told(file).get("nextAt").isNull()).isTrue();

        says(worker, notice, "read", null).expectStatus().isOk();
        assertThat(told(file).get("openedAt").isString()).isTrue();
        town.post(
                        worker,
                        "/api/v1/cases/" + file + "/actions/verify",
                        Map.of("confirmed", true, "note", "属实", "mediaIds", List.of(town.photo(worker))))
                .expectStatus()
                .isOk();
        until("accepted", () -> told(file).get("acceptedAt").isString());
        assertThat(told(file).get("climbs")).isEmpty();
    }

    @Test
    void opened_first_and_received_later_with_clocks_of_phones() {
        String worker = Hiring.hire(town, "GRID_WORKER", AREA);
        String file = asked(worker);
        String notice = notice(worker);
        Instant made = time(town.all(worker, NOTICES).get(0), "createdAt");
        says(worker, notice, "read", made.plusSeconds(86_400 * 365))
                .expectStatus()
                .isOk();
        Instant opened = time(told(file), "openedAt");
        assertThat(opened).as("a phone does not know the future").isBetween(made, clock.instant());
        assertThat(time(told(file), "receivedAt")).isEqualTo(opened);
        assertThat(told(file).get("channel").stringValue()).isEqualTo("INBOX");
        says(worker, notice, "receive", made).expectStatus().isOk();
        assertThat(time(told(file), "receivedAt")).as("it was earlier").isEqualTo(made);
        says(worker, notice, "receive", made.minusSeconds(86_400))
                .expectStatus()
                .isOk();
        assertThat(time(told(file), "receivedAt")).isEqualTo(made);
    }

    @Test
    void who_has_an_open_stream_hears_by_it() {
        String worker = Hiring.hire(town, "GRID_WORKER", AREA);
        String file = asked(worker);
        town.as(worker)
                .post()
                .uri(NOTICES + "/" + notice(worker) + "/actions/receive?channel=LIVE")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(told(file).get("channel").stringValue()).isEqualTo("LIVE");
        town.as(worker)
                .post()
                .uri(NOTICES + "/" + notice(worker) + "/actions/receive?channel=PIGEON")
                .header(ContractCheck.ON_PURPOSE, "yes")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void another_persons_notice_is_not_there() {
        String worker = Hiring.hire(town, "GRID_WORKER", AREA);
        String file = asked(worker);
        String notice = notice(worker);
        says(dispatcher, notice, "receive", null).expectStatus().isNotFound();
        says(dispatcher, UUID.randomUUID().toString(), "receive", null)
                .expectStatus()
                .isNotFound();
        says(dispatcher, "nonsense", "receive", null).expectStatus().isNotFound();
        assertThat(told(file).get("receivedAt").isNull()).isTrue();
        town.as(Hiring.hire(town, "DISPATCHER", "510703/510703103"))
                .get()
                .uri("/api/v1/cases/" + file + "/told")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private JsonNode onBoard(String user) {
        return town.get(dispatcher, "/api/v1/workers/reachability?q=" + user).at("/items/0");
    }

    @Test
    void the_board_shows_who_would_hear_and_why() {
        String worker = Hiring.hire(town, "GRID_WORKER", AREA);
        JsonNode away = onBoard(worker);
        assertThat(away.get("reachable").stringValue()).isEqualTo("NO");
        assertThat(away.get("reason").stringValue()).isEqualTo("AWAY");
        assertThat(away.get("channel").isNull()).isTrue();
        town.get(worker, "/api/v1/me");
        JsonNode looking = onBoard(worker);
        assertThat(looking.get("reachable").stringValue()).isEqualTo("DOUBTFUL");
        assertThat(looking.get("channel").stringValue()).isEqualTo("INBOX");
        phone(worker);
        JsonNode there = onBoard(worker);
        assertThat(there.get("reachable").stringValue()).isEqualTo("YES");
        assertThat(there.get("appVersion").stringValue()).isEqualTo("2.7");
        assertThat(there.get("addressDays").intValue()).isZero();
        assertThat(there.get("text").stringValue()).contains("能联系上");
        asked(worker);
        says(worker, notice(worker), "receive", null).expectStatus().isOk();
        assertThat(onBoard(worker).get("receivedAt").isString()).isTrue();
        town.as(worker)
                .get()
                .uri("/api/v1/workers/reachability")
                .exchange()
                .expectStatus()
                .isForbidden();
        assertThat(town.get(
                                Hiring.hire(town, "DISPATCHER", "510703/510703103"),
                                "/api/v1/workers/reachability?q=" + worker)
                        .get("items"))
                .isEmpty();
    }

    private JsonNode parked(String recipient) {
        return town.all("admin", "/api/v1/notices/parked").stream()
                .filter(one -> one.get("recipientId")
                        .stringValue()
                        .equals(town.idOf(recipient).toString()))
                .findFirst()
                .orElse(null);
    }

    @Test
    void what_was_given_up_is_seen_by_an_administrator_and_sent_again() {
        String worker = Hiring.hire(town, "GRID_WORKER", AREA);
        String address = phone(worker);
        fcm.say(address, FcmAnswer.INVALID_ARGUMENT);
        asked(worker);
        until("it is given up", () -> parked(worker) != null);
        JsonNode given = parked(worker);
        assertThat(given.at("/givenUp/0/code").stringValue()).isEqualTo("INVALID_ARGUMENT");
        String resend = "/api/v1/notices/" + given.get("id").stringValue() + "/actions/resend";
        town.post(dispatcher, resend, "").expectStatus().isForbidden();
        assertThat(Town.bodyOf(town.as("admin")
                                .post()
                                .uri(resend)
                                .exchange()
                                .expectStatus()
                                .isOk())
                        .get("resent")
                        .booleanValue())
                .isTrue();
        until("it rings", () -> fcm.accepted(address).size() == 1);
        until("nothing is given up", () -> parked(worker) == null);
        assertThat(Town.bodyOf(town.as("admin")
                                .post()
                                .uri(resend)
                                .exchange()
                                .expectStatus()
                                .isOk())
                        .get("resent")
                        .booleanValue())
                .isFalse();
        town.as("admin")
                .post()
                .uri("/api/v1/notices/" + UUID.randomUUID() + "/actions/resend")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private long received(String channel, String kind) {
        for (JsonNode way : town.get("district", "/api/v1/notices/delivery").get("ways")) {
            if (way.get("channel").stringValue().equals(channel)
                    && way.get("deviceKind").asString("").equals(kind)) {
                return way.get("received").longValue();
            }
        }
        return 0;
    }

    @Test
    void arrival_is_counted_by_channel_and_kind_of_device_and_only_once() {
        String worker = Hiring.hire(town, "GRID_WORKER", AREA);
        phone(worker);
        asked(worker);
        String notice = notice(worker);
        long before = received("LIVE", "ANDROID");
        for (int i = 0; i < 2; i++) {
            town.as(worker)
                    .post()
                    .uri(NOTICES + "/" + notice + "/actions/receive?channel=LIVE")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
        assertThat(received("LIVE", "ANDROID")).isEqualTo(before + 1);
        JsonNode figures = town.get("district", "/api/v1/notices/delivery");
        assertThat(figures.get("told").longValue()).isPositive();
        assertThat(figures.get("from").stringValue())
                .isLessThan(figures.get("to").stringValue());
        JsonNode none = town.get("district", "/api/v1/notices/delivery?from=2020-01-01&to=2020-01-02");
        assertThat(none.get("told").longValue()).isZero();
        assertThat(none.get("ways")).isEmpty();
        assertThat(none.get("medianMinutes").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=2026-01-02&to=2026-01-01", "from=2026-01-01&to=2026-04-03"})
    void a_period_that_is_none_is_refused(String period) {
        town.as("district")
                .get()
                .uri("/api/v1/notices/delivery?" + period)
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("delivery.period");
    }

    @Test
    void who_is_neither_sees_no_figures() {
        town.as(dispatcher)
                .get()
                .uri("/api/v1/notices/delivery")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void a_candidate_who_cannot_be_reached_comes_with_a_warning() {
        String worker = Hiring.hire(town, "GRID_WORKER", AREA);
        String file = asked(worker);
        JsonNode candidates =
                town.get(dispatcher, "/api/v1/cases/" + file + "/candidates").get("items");
        for (JsonNode candidate : candidates) {
            boolean reachable = candidate.get("reachable").booleanValue();
            JsonNode warning = candidate.get("warning");
            if (!reachable) {
                assertThat(warning.get("code").stringValue()).isEqualTo("UNREACHABLE");
                assertThat(warning.get("text").stringValue()).isNotBlank();
            } else if (!warning.isNull()) {
                assertThat(warning.get("code").stringValue()).isEqualTo("DOUBTFUL");
            }
        }
        assertThat(candidates).isNotEmpty();
    }
}
