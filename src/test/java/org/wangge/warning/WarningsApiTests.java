package org.wangge.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.wangge.fixtures.Alerts;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Official warnings over HTTP: taken in, tied together, proposed, decided on. */
@WanggeTest
class WarningsApiTests {

    private static final String PATH = "/api/v1/warnings";
    private static final String OFFICE = "510703100";
    private static final String AREA = "510703/" + OFFICE;
    private static final String OTHER = "510703113";
    private static final String DISTRICT = "district";

    @Autowired
    private Town town;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private WarningJob job;

    private String name;
    private String dispatcher;
    private String supervisor;

    @BeforeEach
    void people() {
        name = "W" + UUID.randomUUID();
        dispatcher = Hiring.hire(town, "DISPATCHER", AREA);
        supervisor = Hiring.hire(town, "SUPERVISOR", "510703");
    }

    private ResponseSpec send(byte[] alert) {
        return town.as(DISTRICT)
                .post()
                .uri(PATH)
                .contentType(MediaType.valueOf("application/cap+xml"))
                .header(ContractCheck.ON_PURPOSE, "yes")
                .bodyValue(alert)
                .exchange();
    }

    private JsonNode taken(Alerts alert) {
        return Town.bodyOf(send(alert.xml()).expectStatus().isCreated());
    }

    private Alerts alert(String suffix) {
        return Alerts.alert(name + suffix);
    }

    private static String path(JsonNode warning) {
        return PATH + "/" + id(warning);
    }

    private static String id(JsonNode warning) {
        return warning.get("id").stringValue();
    }

    private JsonNode seen(String user, JsonNode warning) {
        return town.get(user, path(warning));
    }

    private ResponseSpec act(String user, JsonNode warning, String action, Map<String, ?> body) {
        return town.post(user, path(warning) + "/actions/" + action, body);
    }

    private JsonNode done(String user, JsonNode warning, String action) {
        return Town.bodyOf(act(user, warning, action, Map.of()).expectStatus().isOk());
    }

    private static void refused(ResponseSpec response, int status, String code) {
        assertThat(Town.bodyOf(response.expectStatus().isEqualTo(status))
                        .get("code")
                        .stringValue())
                .isEqualTo(code);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }

    private List<String> notices(String user) {
        return town.all(user, "/api/v1/me/notices?limit=200").stream()
                .map(notice -> notice.get("body").stringValue())
                .filter(body -> body.contains(name))
                .toList();
    }

    @Test
    void one_that_touches_an_office_is_proposed_to_its_desks_and_told_to_nobody_else() {
        String worker = Hiring.hire(town, "GRID_WORKER", AREA);
        String elsewhere = Hiring.hire(town, "DISPATCHER", "510703/" + OTHER);
        JsonNode warning = taken(alert("").event("暴雨" + name).code(OFFICE));
        assertThat(texts(warning.get("areas"))).containsExactly(AREA);
        assertThat(warning.get("state").stringValue()).isEqualTo("OPEN");
        JsonNode proposals = seen(supervisor, warning).get("proposals");
        JsonNode overlay = proposals.get("overlay");
        assertThat(overlay.get("kind").stringValue()).isEqualTo("FLOOD");
        assertThat(overlay.get("clockFactor").doubleValue()).isEqualTo(0.7);
        assertThat(texts(overlay.get("areas"))).containsExactly(OFFICE);
        assertThat(overlay.get("until").stringValue()).isEqualTo("2026-01-06T01:00:00Z");
        JsonNode announcement = proposals.get("announcement");
        assertThat(announcement.at("/title/zh").stringValue()).isEqualTo("暴雨" + name);
        assertThat(announcement.at("/title/en").stringValue()).isEqualTo("Heavy rain");
        assertThat(announcement.at("/text/zh").stringValue()).isEqualTo("未来六小时有强降雨。\n远离低洼地带。");
        assertThat(announcement.get("urgent").booleanValue()).isTrue();
        assertThat(seen(dispatcher, warning).at("/proposals/overlay").isNull()).isTrue();
        assertThat(texts(seen(dispatcher, warning).get("openActions"))).containsExactly("announce", "dismiss");

        Eventually.until(
                "the desks hear",
                () -> notices(dispatcher).size() == 1 && notices(supervisor).size() == 1);
        assertThat(notices(dispatcher).get(0)).startsWith("预警待处置：");
        assertThat(notices(worker)).isEmpty();
        assertThat(notices(elsewhere)).isEmpty();
        refused(town.as(worker).get().uri(path(warning)).exchange(), 403, "access.forbidden");
        refused(town.as(elsewhere).get().uri(path(warning)).exchange(), 404, "warning.not-found");
        assertThat(town.get(elsewhere, PATH + "?limit=200").toString()).doesNotContain(id(warning));
        assertThat(town.get(dispatcher, PATH + "?limit=200&state=OPEN").toString())
                .contains(id(warning));
        assertThat(town.get(dispatcher, PATH + "?limit=200&state=EXPIRED,UPDATED,CANCELLED")
                        .toString())
                .doesNotContain(id(warning));
    }

    @Test
    void the_same_again_is_the_one_that_is_there_and_another_of_its_name_is_refused() {
        Alerts alert = alert("").code(OFFICE);
        JsonNode first = taken(alert);
        for (byte[] again : List.of(alert.xml(), alert.in(Charset.forName("GB18030")))) {
            JsonNode same = Town.bodyOf(
                    send(again).expectStatus().isOk().expectHeader().valueEquals("Idempotency-Replayed", "true"));
            assertThat(id(same)).isEqualTo(id(first));
        }
        refused(send(alert.severity("Minor").xml()), 409, "warning.conflict");
        byte[] original = town.as(dispatcher)
                .get()
                .uri(path(first) + "/cap")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(original).isEqualTo(alert.severity("Severe").xml());
        assertThat(town.get("admin", "/api/v1/audit?kind=WARNING_CHANGE&limit=200&subject=warnings/" + id(first))
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void chains_are_tied_in_whichever_order_they_come_and_end_what_was_begun() {
        Alerts first = alert("-1").code(OFFICE);
        Alerts second = alert("-2").sent("2026-01-05T09:05:00+08:00").code(OFFICE);
        second.replacing("Update", first.reference());
        Alerts third = alert("-3").sent("2026-01-05T09:10:00+08:00");
        third.replacing("Cancel", second.reference()).withoutInfo();

        JsonNode update = taken(second);
        JsonNode begun = done(supervisor, update, "begin-overlay");
        String overlay = begun.at("/made/0/id").stringValue();
        assertThat(town.get(supervisor, "/api/v1/routing-overlays/" + overlay)
                        .get("inForce")
                        .booleanValue())
                .isTrue();
        JsonNode original = taken(first);
        assertThat(original.get("state").stringValue()).isEqualTo("UPDATED");
        assertThat(original.at("/supersededBy/0/id").stringValue()).isEqualTo(id(update));
        assertThat(original.at("/proposals/announcement").isNull()).isTrue();
        assertThat(texts(seen(supervisor, update).get("replaces"))).containsExactly(id(original));
        refused(act(supervisor, original, "begin-overlay", Map.of()), 409, "warning.wrong-state");

        JsonNode cancel = taken(third);
        assertThat(texts(cancel.get("areas"))).containsExactly(AREA);
        assertThat(seen(supervisor, update).get("state").stringValue()).isEqualTo("CANCELLED");
        JsonNode proposed = seen(supervisor, cancel);
        assertThat(texts(proposed.at("/proposals/endOverlays"))).containsExactly(overlay);
        assertThat(proposed.at("/proposals/overlay").isNull()).isTrue();
        assertThat(proposed.at("/proposals/announcement/title/zh").stringValue())
                .isEqualTo("解除：暴雨橙色预警");
        assertThat(texts(proposed.get("openActions"))).contains("end-overlay", "announce");
        JsonNode ended = done(supervisor, cancel, "end-overlay");
        assertThat(ended.at("/made/0/action").stringValue()).isEqualTo("end-overlay");
        assertThat(town.get(supervisor, "/api/v1/routing-overlays/" + overlay)
                        .get("inForce")
                        .booleanValue())
                .isFalse();
        assertThat(done(supervisor, cancel, "end-overlay").get("made")).hasSize(1);
        refused(act(supervisor, original, "end-overlay", Map.of()), 409, "warning.no-overlay");
    }

    @Test
    void what_is_no_warning_for_us_is_kept_and_proposes_nothing() {
        Alerts real = alert("-real").code(OFFICE);
        JsonNode open = taken(real);
        List<Alerts> kept = List.of(
                alert("-exercise").code(OFFICE).status("Exercise"),
                alert("-elsewhere").code("110101"),
                alert("-over").code(OFFICE).expires("2026-01-05T08:00:00+08:00"),
                alert("-test-cancel").status("Test").replacing("Cancel", real.reference()));
        for (Alerts one : kept) {
            JsonNode warning = taken(one.event("某事" + name));
            assertThat(warning.at("/proposals/overlay").isNull()).isTrue();
            assertThat(warning.at("/proposals/announcement").isNull()).isTrue();
            assertThat(warning.get("openActions")).isEmpty();
        }
        assertThat(seen(supervisor, open).get("state").stringValue()).isEqualTo("OPEN");
        Eventually.until(
                "only the real one is told",
                () -> town.all("district", "/api/v1/announcements?limit=200").stream()
                        .noneMatch(one -> one.toString().contains("某事" + name)));
        assertThat(notices(dispatcher)).isEmpty();
        refused(act(supervisor, open, "end-overlay", Map.of()), 409, "warning.not-replaced");
    }

    @Test
    void areas_are_found_by_codes_of_all_levels_and_by_what_is_drawn() {
        Map<String, String> expected = Map.of(
                "510700",
                "510703",
                "510000",
                "510703",
                "510703000000",
                "510703",
                OFFICE + "000",
                AREA,
                "510703104",
                "510703",
                OFFICE + "999",
                AREA,
                "510703888",
                "510703");
        expected.forEach((code, area) -> assertThat(
                        texts(taken(alert("-" + code).code(code)).get("areas")))
                .as(code)
                .containsExactly(area));
        JsonNode anchor =
                town.get("admin", "/api/v1/grids?limit=1&office=" + OFFICE).at("/items/0/anchor");
        double latitude = anchor.get("latitude").doubleValue();
        double longitude = anchor.get("longitude").doubleValue();
        assertThat(texts(taken(alert("-circle").circle(latitude + "," + longitude + " 0"))
                        .get("areas")))
                .containsExactly(AREA);
        String ring = "%1$s,%2$s %1$s,%4$s %3$s,%4$s %3$s,%2$s %1$s,%2$s"
                .formatted(latitude, longitude, latitude + 0.0001, longitude + 0.0001);
        assertThat(texts(taken(alert("-ring").polygon(ring)).get("areas"))).containsExactly(AREA);
        assertThat(texts(taken(alert("-all").circle("31.5,104.7 300")).get("areas")))
                .containsExactly("510703");
    }

    @Test
    void an_overlay_is_begun_once_also_where_the_process_died_before_it_was_remembered() {
        JsonNode warning = taken(alert("").code(OFFICE));
        JsonNode first = done(supervisor, warning, "begin-overlay");
        assertThat(first.at("/proposals/overlay").isNull()).isTrue();
        forget(warning, "made", List.of());
        JsonNode again = done(supervisor, warning, "begin-overlay");
        assertThat(again.at("/made/0/id")).isEqualTo(first.at("/made/0/id"));
        assertThat(done(supervisor, warning, "begin-overlay").get("made")).hasSize(1);
        refused(act(dispatcher, warning, "begin-overlay", Map.of()), 403, "access.forbidden");

        JsonNode mild = taken(alert("-mild").code(OFFICE).severity("Moderate"));
        assertThat(seen(supervisor, mild).at("/proposals/overlay").isNull()).isTrue();
        refused(act(supervisor, mild, "begin-overlay", Map.of()), 422, "routing-overlay.empty");
        JsonNode wished = Town.bodyOf(
                act(supervisor, mild, "begin-overlay", Map.of("clockFactor", 0.9, "until", "2026-01-05T20:00:00Z"))
                        .expectStatus()
                        .isOk());
        JsonNode overlay = town.get(
                supervisor,
                "/api/v1/routing-overlays/" + wished.at("/made/0/id").stringValue());
        assertThat(overlay.get("clockFactor").doubleValue()).isEqualTo(0.9);
        assertThat(overlay.get("until").stringValue()).isEqualTo("2026-01-05T20:00:00Z");
        for (JsonNode one : List.of(first, wished)) {
            town.post(
                            supervisor,
                            "/api/v1/routing-overlays/" + one.at("/made/0/id").stringValue() + "/actions/end",
                            Map.of())
                    .expectStatus()
                    .isOk();
        }
    }

    private void forget(JsonNode warning, String field, Object before) {
        Awaited.value(mongo.updateFirst(
                Query.query(Criteria.where("_id").is(UUID.fromString(id(warning)))),
                new Update().set(field, before),
                "warnings"));
    }

    @Test
    void each_desk_announces_to_its_own_people_once() {
        String theirs = Hiring.hire(town, "DISPATCHER", "510703/" + OTHER);
        JsonNode warning = taken(alert("").code("510703"));
        JsonNode ours = done(dispatcher, warning, "announce");
        assertThat(texts(ours.at("/made/0/areas"))).containsExactly(AREA);
        assertThat(ours.at("/proposals/announcement").isNull()).isTrue();
        JsonNode both = done(theirs, warning, "announce");
        assertThat(both.get("made")).hasSize(2);
        forget(warning, "made", List.of());
        JsonNode again = Town.bodyOf(act(dispatcher, warning, "announce", Map.of("urgent", false))
                .expectStatus()
                .isOk());
        assertThat(again.at("/made/0/id")).isEqualTo(ours.at("/made/0/id"));
        JsonNode announced = town.get(
                dispatcher, "/api/v1/announcements/" + ours.at("/made/0/id").stringValue());
        assertThat(announced.get("kind").stringValue()).isEqualTo("WARNING");
        assertThat(announced.get("urgent").booleanValue()).isTrue();
        assertThat(announced.at("/title/zh").stringValue()).isEqualTo("暴雨橙色预警");
    }

    @Test
    void who_looks_after_all_of_it_dismisses_it_for_a_reason() {
        JsonNode warning = taken(alert("").code("510703"));
        refused(act(dispatcher, warning, "dismiss", Map.of("reason", "不相干")), 403, "access.forbidden");
        JsonNode dismissed = Town.bodyOf(act(supervisor, warning, "dismiss", Map.of("reason", "不相干"))
                .expectStatus()
                .isOk());
        assertThat(dismissed.at("/dismissed/reason").stringValue()).isEqualTo("不相干");
        assertThat(dismissed.at("/proposals/announcement").isNull()).isTrue();
        refused(act(dispatcher, warning, "announce", Map.of()), 409, "warning.dismissed");
        refused(
                town.as(supervisor)
                        .post()
                        .uri(path(warning) + "/actions/announce")
                        .header("If-Match", "\"0\"")
                        .exchange(),
                412,
                "warning.stale");
    }

    @Test
    void what_was_broken_off_after_it_was_stored_is_mended_by_the_job() {
        Alerts first = alert("-1").code(OFFICE);
        JsonNode original = taken(first);
        JsonNode update = taken(alert("-2").code(OFFICE).replacing("Update", first.reference()));
        forget(original, "supersededBy", List.of());
        forget(original, "state", "OPEN");
        forget(update, "replaces", List.of());
        forget(update, "dueAt", Instant.parse("2026-01-01T00:00:00Z"));
        Awaited.done(job.run());
        assertThat(seen(supervisor, original).get("state").stringValue()).isEqualTo("UPDATED");
        assertThat(texts(seen(supervisor, update).get("replaces"))).containsExactly(id(original));
    }

    @Test
    void what_we_give_out_can_be_taken_in_again() {
        JsonNode sent = Town.bodyOf(town.post(
                        dispatcher,
                        "/api/v1/announcements",
                        Map.of(
                                "kind",
                                "WARNING",
                                "title",
                                Map.of("zh", "暴雨<橙色>&" + name, "en", "Rain"),
                                "text",
                                Map.of("zh", "第一行\n第二行"),
                                "areas",
                                List.of(OFFICE),
                                "roles",
                                List.of("ADMIN"),
                                "expiresAt",
                                "2026-01-06T00:00:00Z"))
                .expectStatus()
                .isCreated());
        String announcement = "/api/v1/announcements/" + sent.get("id").stringValue();
        JsonNode warning = Town.bodyOf(send(given(announcement)).expectStatus().isCreated());
        assertThat(texts(warning.get("areas"))).containsExactly(AREA);
        assertThat(warning.get("identifier")).isEqualTo(sent.get("id"));
        assertThat(warning.at("/infos/0/headline").stringValue()).isEqualTo("暴雨<橙色>&" + name);
        assertThat(warning.at("/infos/0/description").stringValue()).isEqualTo("第一行\n第二行");
        assertThat(warning.at("/infos/1/language").stringValue()).isEqualTo("en");
        assertThat(warning.get("endsAt")).isEqualTo(sent.get("expiresAt"));
        town.post(dispatcher, announcement + "/actions/withdraw", Map.of())
                .expectStatus()
                .isOk();
        JsonNode cancel = Town.bodyOf(send(given(announcement)).expectStatus().isCreated());
        assertThat(cancel.get("type").stringValue()).isEqualTo("CANCEL");
        assertThat(texts(cancel.get("replaces"))).containsExactly(id(warning));
    }

    private byte[] given(String announcement) {
        return town.as(dispatcher)
                .get()
                .uri(announcement + "/cap")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
    }

    @Test
    void what_cannot_be_read_is_refused_by_name_and_what_is_too_large_not_read() {
        refused(send("{}".getBytes(StandardCharsets.UTF_8)), 422, "warning.not-xml");
        refused(send("<!DOCTYPE a><a/>".getBytes(StandardCharsets.UTF_8)), 422, "warning.unsafe");
        refused(send(alert("").severity("Orange").xml()), 422, "warning.element-wrong");
        refused(send(alert("").description("x".repeat(1_100_000)).xml()), 413, "request.too-large");
        send(alert("").code(OFFICE).description("大".repeat(100_000)).xml())
                .expectStatus()
                .isCreated();
        refused(
                town.as(DISTRICT)
                        .post()
                        .uri(PATH)
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(ContractCheck.ON_PURPOSE, "yes")
                        .bodyValue("{}")
                        .exchange(),
                415,
                "request.media-type");
    }
}
