package org.wangge.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Who is on duty by the roster and in the field, and that nobody's way through the day is kept. */
@WanggeTest
@AloneInTown
@TestPropertySource(properties = "wangge.town-of=duty")
@DirtiesContext
class DutyApiTests {

    private static final String OFFICE = "510703103";
    private static final String ROSTER = "/api/v1/duty/" + OFFICE;
    private static final String DISPATCHER = "dispatcher-103";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private DutyForgetting forgetting;

    private String worker = "";

    @BeforeEach
    void nobody_is_on_duty() {
        clock.advance(Duration.ofHours(13));
        planned(DISPATCHER, ROSTER, List.of());
        worker = Hiring.hire(town, "GRID_WORKER", "510703/" + OFFICE);
    }

    private WebTestClient.ResponseSpec plan(String user, String path, List<?> shifts) {
        return put(user, path, Map.of("shifts", shifts));
    }

    private WebTestClient.ResponseSpec put(String user, String path, Object body) {
        return town.as(user)
                .put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private JsonNode planned(String user, String path, List<?> shifts) {
        return Town.bodyOf(plan(user, path, shifts).expectStatus().isOk());
    }

    private Map<String, Object> shift(Object who, String role, Duration from, Duration to) {
        Map<String, Object> shift = new LinkedHashMap<>();
        shift.put("accountId", who);
        shift.put("role", role);
        shift.put("from", clock.instant().plus(from).toString());
        shift.put("to", clock.instant().plus(to).toString());
        return shift;
    }

    private Map<String, Object> now(String who, String role) {
        return shift(town.idOf(who), role, Duration.ZERO, Duration.ofHours(8));
    }

    private List<String> onDuty(String reader, String query) {
        return town.all(reader, "/api/v1/duty?limit=200" + query).stream()
                .map(one -> one.at("/person/id").stringValue() + " "
                        + one.get("role").stringValue() + " "
                        + one.get("source").stringValue())
                .toList();
    }

    private JsonNode act(String who, String action) {
        return Town.bodyOf(town.as(who)
                .post()
                .uri("/api/v1/me/duty/actions/" + action)
                .exchange()
                .expectStatus()
                .isOk());
    }

    private JsonNode act(String who, String action, UUID key) {
        return Town.bodyOf(town.as(who)
                .post()
                .uri("/api/v1/me/duty/actions/" + action)
                .header("Idempotency-Key", key.toString())
                .exchange()
                .expectStatus()
                .isOk());
    }

    private JsonNode place(String who, Map<String, ?> more) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("longitude", 104.76, "latitude", 31.45));
        body.putAll(more);
        return Town.bodyOf(put(who, "/api/v1/me/position", body).expectStatus().isOk());
    }

    private Document kept(String who) {
        Document none = new Document();
        return mongo.findById(town.idOf(who), Document.class, "duty_presences")
                .defaultIfEmpty(none)
                .block();
    }

    @Test
    void a_shift_tells_who_is_on_duty_from_its_beginning_to_its_end() {
        JsonNode view =
                planned(DISPATCHER, ROSTER, List.of(now(worker, "DUTY_WORKER"), now("handler-103", "DUTY_LEADER")));
        assertThat(view.at("/office/code").stringValue()).isEqualTo(OFFICE);
        assertThat(view.get("shifts")).hasSize(2);
        String leader = town.idOf("handler-103") + " DUTY_LEADER ROSTER";
        String inField = town.idOf(worker) + " DUTY_WORKER ROSTER";
        assertThat(onDuty("worker-103-1", "&office=" + OFFICE)).containsExactly(leader, inField);
        assertThat(onDuty(DISPATCHER, "&at=" + clock.instant().minusMillis(1))).isEmpty();
        assertThat(onDuty(DISPATCHER, "&at=" + clock.instant().plus(Duration.ofHours(8))))
                .isEmpty();
        assertThat(onDuty("district", "&at=" + clock.instant().plus(Duration.ofHours(7))))
                .containsExactly(leader, inField);
        assertThat(town.pages("district", "/api/v1/duty?limit=1")).hasSize(2);
    }

    @Test
    void the_list_is_planned_by_its_office_the_administrator_and_for_the_district_the_supervisor() {
        List<?> shifts = List.of(now("district", "DUTY_LEADER"));
        planned("admin", ROSTER, List.of(now(worker, "DUTY_WORKER")));
        planned("district", "/api/v1/duty/510703", shifts);
        assertThat(onDuty("worker-107-1", "")).as("the district is everybody's").hasSize(1);
        plan(worker, ROSTER, List.of()).expectStatus().isForbidden();
        plan("handler-103", ROSTER, List.of()).expectStatus().isForbidden();
        plan(DISPATCHER, "/api/v1/duty/510703", List.of()).expectStatus().isForbidden();
        JsonNode outside = Town.bodyOf(
                plan("dispatcher-107", ROSTER, List.of()).expectStatus().isNotFound());
        assertThat(outside.get("code").stringValue()).isEqualTo("office.not-found");
        plan(DISPATCHER, "/api/v1/duty/510703999", List.of()).expectStatus().isNotFound();
        planned("district", "/api/v1/duty/510703", List.of());
    }

    @Test
    void an_office_that_hosts_others_has_a_roster_and_those_have_theirs() {
        planned("dispatcher-gxq", "/api/v1/duty/510703GXQ", List.of(now("worker-006-1", "DUTY_WORKER")));
        planned("dispatcher-006", "/api/v1/duty/510703006", List.of(now("worker-006-2", "DUTY_WORKER")));
        assertThat(onDuty("worker-006-1", "")).hasSize(2);
        assertThat(onDuty("worker-103-1", "&office=510703GXQ")).isEmpty();
    }

    @Test
    void another_office_is_told_nothing() {
        planned(DISPATCHER, ROSTER, List.of(now(worker, "DUTY_WORKER")));
        assertThat(onDuty("worker-107-1", "")).isEmpty();
        assertThat(onDuty("worker-107-1", "&office=" + OFFICE)).isEmpty();
        town.as("dispatcher-107").get().uri(ROSTER).exchange().expectStatus().isNotFound();
    }

    private List<String> faults(Object... shifts) {
        JsonNode problem = Town.bodyOf(
                plan(DISPATCHER, ROSTER, List.of(shifts)).expectStatus().isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("duty.invalid");
        return problem.get("errors")
                .valueStream()
                .map(fault -> fault.get("pointer").stringValue() + " "
                        + fault.get("code").stringValue())
                .toList();
    }

    @Test
    void what_makes_no_roster_is_refused_shift_by_shift_and_nothing_is_stored() {
        UUID id = town.idOf(worker);
        Duration hour = Duration.ofHours(1);
        assertThat(faults(
                        now(worker, "DUTY_WORKER"),
                        shift(id, "DUTY_HANDLER", hour, hour.multipliedBy(2)),
                        shift(id, "DUTY_WORKER", hour.multipliedBy(9), hour.multipliedBy(8)),
                        shift(UUID.randomUUID(), "DUTY_WORKER", hour, hour.multipliedBy(2)),
                        now("worker-107-1", "DUTY_WORKER"),
                        now("district", "DUTY_LEADER"),
                        shift(id, "DUTY_WORKER", Duration.ofDays(40), Duration.ofDays(80))))
                .containsExactly(
                        "/shifts/1/from duty.shift-overlap",
                        "/shifts/2/to duty.shift-period",
                        "/shifts/3/accountId duty.person-unknown",
                        "/shifts/4/accountId duty.person-unknown",
                        "/shifts/6/to duty.shift-long");
        assertThat(town.get(DISPATCHER, ROSTER).get("shifts")).isEmpty();
        for (Object body : List.of(
                Map.of(),
                Map.of("shifts", List.of(Map.of())),
                Map.of("shifts", List.of(shift("nobody", "DUTY_WORKER", hour, hour))),
                Map.of("shifts", List.of(shift(id, "BOSS", hour, hour))),
                Map.of("shifts", List.of(), "weekly", true))) {
            town.as(DISPATCHER)
                    .put()
                    .uri(ROSTER)
                    .header(ContractCheck.ON_PURPOSE, "yes")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .is4xxClientError();
        }
    }

    @Test
    void who_planned_on_an_older_roster_is_told_and_what_was_read_can_be_sent_back() {
        planned(DISPATCHER, ROSTER, List.of(now(worker, "DUTY_WORKER")));
        JsonNode read = town.get(DISPATCHER, ROSTER);
        JsonNode again =
                Town.bodyOf(put(DISPATCHER, ROSTER, read).expectStatus().isOk());
        assertThat(again).isEqualTo(read);
        long version = read.get("version").longValue();
        WebTestClient.RequestHeadersSpec<?> stale = town.as("admin")
                .put()
                .uri(ROSTER)
                .header(HttpHeaders.IF_MATCH, "\"" + (version - 1) + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("shifts", List.of()));
        JsonNode problem = Town.bodyOf(stale.exchange().expectStatus().isEqualTo(412));
        assertThat(problem.get("code").stringValue()).isEqualTo("duty.stale");
        assertThat(town.get(DISPATCHER, ROSTER)).isEqualTo(read);
    }

    @Test
    void who_begins_in_the_field_is_on_duty_until_the_end_or_for_twelve_hours() {
        JsonNode begun = act(worker, "begin");
        assertThat(begun.get("officeCode").stringValue()).isEqualTo(OFFICE);
        String one = town.idOf(worker) + " DUTY_WORKER BEGUN";
        assertThat(onDuty(DISPATCHER, "&office=" + OFFICE)).containsExactly(one);
        assertThat(act(worker, "end").get("onDuty").booleanValue()).isFalse();
        assertThat(onDuty(DISPATCHER, "")).isEmpty();
        assertThat(act(worker, "end").get("onDuty").booleanValue()).isFalse();
        act(worker, "begin");
        assertThat(kept(worker)).isNotEmpty();
        clock.advance(Duration.ofHours(6));
        act(worker, "begin");
        clock.advance(Duration.ofHours(11));
        assertThat(onDuty(DISPATCHER, "")).containsExactly(one);
        clock.advance(Duration.ofHours(1));
        assertThat(onDuty(DISPATCHER, "")).isEmpty();
        forgetting.run().block();
        assertThat(kept(worker)).isEmpty();
    }

    @Test
    void a_handler_begins_as_one_a_dispatcher_does_not_begin_and_who_is_disabled_is_not_on_duty() {
        act("handler-103", "begin");
        assertThat(onDuty(DISPATCHER, "")).containsExactly(town.idOf("handler-103") + " DUTY_HANDLER BEGUN");
        act("handler-103", "end");
        town.post(DISPATCHER, "/api/v1/me/duty/actions/begin", Map.of())
                .expectStatus()
                .isForbidden();
        planned(DISPATCHER, ROSTER, List.of(now(worker, "DUTY_WORKER")));
        town.post("admin", "/api/v1/accounts/" + town.idOf(worker) + "/actions/disable", Map.of())
                .expectStatus()
                .isOk();
        assertThat(onDuty(DISPATCHER, "")).isEmpty();
        assertThat(town.get(DISPATCHER, ROSTER).at("/shifts/0/name").isNull()).isTrue();
        planned(DISPATCHER, ROSTER, List.of());
    }

    /** A phone that heard no answer begins again when the day is over. */
    @Test
    void a_repeat_that_comes_after_the_end_begins_nothing() {
        UUID key = UUID.randomUUID();
        JsonNode begun = act(worker, "begin", key);
        act(worker, "end");
        assertThat(act(worker, "begin", key)).isEqualTo(begun);
        assertThat(onDuty(DISPATCHER, "")).isEmpty();
    }

    @Test
    void a_shift_of_the_roster_goes_on_when_the_field_duty_ends() {
        planned(DISPATCHER, ROSTER, List.of(now(worker, "DUTY_WORKER")));
        act(worker, "begin");
        JsonNode standing = act(worker, "end");
        assertThat(standing.get("onDuty").booleanValue()).isTrue();
        assertThat(standing.get("to").stringValue())
                .isEqualTo(clock.instant().plus(Duration.ofHours(8)).toString());
    }

    @Test
    void of_who_is_off_duty_no_position_is_kept() {
        JsonNode answer = place(worker, Map.of());
        assertThat(answer.get("kept").booleanValue()).isFalse();
        assertThat(answer.get("reason").stringValue()).isEqualTo("NOT_ON_DUTY");
        assertThat(kept(worker)).isEmpty();
        act(worker, "begin");
        assertThat(place(worker, Map.of()).get("kept").booleanValue()).isTrue();
        act(worker, "end");
        assertThat(kept(worker)).isEmpty();
        act(worker, "begin");
        place(worker, Map.of());
        clock.advance(Duration.ofHours(12));
        assertThat(place(worker, Map.of()).get("reason").stringValue()).isEqualTo("NOT_ON_DUTY");
    }

    @Test
    void one_position_is_kept_the_newest_and_for_thirty_minutes() {
        act(worker, "begin");
        Instant start = clock.instant();
        place(worker, Map.of("at", start.minusSeconds(60).toString()));
        assertThat(place(worker, Map.of("at", start.minusSeconds(120).toString()))
                        .get("reason")
                        .stringValue())
                .isEqualTo("NEWER_KEPT");
        assertThat(place(
                                worker,
                                Map.of("at", start.minus(Duration.ofMinutes(30)).toString()))
                        .get("reason")
                        .stringValue())
                .isEqualTo("TOO_OLD");
        JsonNode ahead = place(worker, Map.of("at", start.plusSeconds(3600).toString(), "accuracyMetres", -1));
        assertThat(ahead.get("until").stringValue())
                .isEqualTo(start.plus(Duration.ofMinutes(30)).toString());
        assertThat(kept(worker).get("spot", Document.class)).isNotNull();
        clock.advance(Duration.ofMinutes(30));
        forgetting.run().block();
        assertThat(kept(worker)).isNotEmpty().doesNotContainKey("spot");
    }

    @Test
    void a_position_of_who_is_planned_is_kept_no_longer_than_the_shift() {
        planned(
                DISPATCHER,
                ROSTER,
                List.of(shift(town.idOf(worker), "DUTY_WORKER", Duration.ZERO, Duration.ofMinutes(10))));
        Instant end = clock.instant().plus(Duration.ofMinutes(10));
        assertThat(place(worker, Map.of()).get("until").stringValue()).isEqualTo(end.toString());
        assertThat(place(worker, Map.of("at", clock.instant().minusSeconds(9).toString()))
                        .get("reason")
                        .stringValue())
                .isEqualTo("NEWER_KEPT");
        clock.advance(Duration.ofMinutes(10));
        assertThat(place(worker, Map.of()).get("kept").booleanValue()).isFalse();
        forgetting.run().block();
        assertThat(kept(worker)).isEmpty();
    }

    @Test
    void what_is_no_place_on_earth_is_refused() {
        act(worker, "begin");
        for (Map<String, ?> body : List.of(
                Map.of("longitude", 181, "latitude", 31),
                Map.of("longitude", 104, "latitude", -91),
                Map.of("longitude", 104),
                Map.of("longitude", 104, "latitude", 31, "speed", 3),
                Map.of("longitude", 104, "latitude", 31, "at", "gestern"))) {
            town.as(worker)
                    .put()
                    .uri("/api/v1/me/position")
                    .header(ContractCheck.ON_PURPOSE, "yes")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .is4xxClientError();
        }
        assertThat(kept(worker)).doesNotContainKey("spot");
    }
}
