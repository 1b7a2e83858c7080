package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.WanggeApplication;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.OwnConnections;
import org.wangge.fixtures.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A district that no file knows is set up over HTTP by the first administrator. */
class NewDistrictTests {

    private static final String PASSWORD = "grid-demo-42";
    private static final String OFFICE = "510704001";
    private static final JsonMapper JSON = new JsonMapper();

    private static final String DATABASE = TestServer.fresh();

    private static ConfigurableApplicationContext context;
    private static WebTestClient client;

    @BeforeAll
    static void start() throws Exception {
        context = new SpringApplicationBuilder(WanggeApplication.class, OwnConnections.class)
                .run(
                        "--wangge.data-dir=" + Files.createTempDirectory("wangge-empty"),
                        "--wangge.embedded.fsync=false",
                        "--wangge.mongodb-uri=" + DATABASE,
                        "--wangge.seeding.seed=base",
                        "--wangge.seeding.admin-password=" + PASSWORD,
                        "--wangge.seeding.admin-district=510704",
                        "--server.port=0");
        client = WebTestClient.bindToServer()
                .baseUrl("http://localhost:"
                        + context.getEnvironment().getRequiredProperty("local.server.port", Integer.class))
                .responseTimeout(Duration.ofSeconds(45))
                .entityExchangeResultConsumer(ContractCheck::check)
                .build();
    }

    @AfterAll
    static void stop() {
        context.close();
        TestServer.drop(DATABASE);
    }

    private static String token(String username) {
        return send(client, "POST", "/auth/token", Map.of("username", username, "password", PASSWORD), 200)
                .get("accessToken")
                .stringValue();
    }

    private static WebTestClient as(String username) {
        String token = token(username);
        return client.mutate().defaultHeader("Authorization", "Bearer " + token).build();
    }

    private static JsonNode send(WebTestClient who, String method, String path, Object body, int status) {
        byte[] answer = who.method(HttpMethod.valueOf(method))
                .uri("/api/v1" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult()
                .getResponseBody();
        return JSON.readTree(answer);
    }

    private static Map<String, Object> division(String code, String name, String level, String parent) {
        return Map.of("code", code, "names", Map.of("zh", name), "level", level, "parentCode", parent);
    }

    private static Map<String, Object> office(String code, String name, String prefix, String kind) {
        return Map.of(
                "code", code, "names", Map.of("zh", name), "prefix", prefix, "kind", kind, "phone", "0816-5550001");
    }

    @Test
    void divisions_offices_grids_and_people_need_no_file_of_the_demonstration() {
        WebTestClient admin = as("admin");
        JsonNode early = send(admin, "POST", "/offices", office(OFFICE, "涪江街道", "FJ", "SUB_DISTRICT"), 422);
        assertThat(early.get("errors").get(0).get("code").stringValue()).isEqualTo("office.division-unknown");

        send(
                admin,
                "POST",
                "/divisions",
                Map.of("code", "510000", "names", Map.of("zh", "四川省"), "level", "PROVINCE"),
                201);
        send(admin, "POST", "/divisions", division("510700", "绵阳市", "CITY", "510000"), 201);
        send(admin, "POST", "/divisions", division("510704", "游仙区", "DISTRICT", "510700"), 201);
        send(admin, "POST", "/divisions", division(OFFICE, "涪江街道", "TOWNSHIP", "510704"), 201);
        send(admin, "POST", "/divisions", division("510704001001", "芙蓉溪社区", "COMMUNITY", OFFICE), 201);
        send(admin, "POST", "/divisions", division("510704001001", "芙蓉溪社区", "COMMUNITY", OFFICE), 201);
        assertThat(send(admin, "POST", "/divisions", division(OFFICE, "别的名字", "TOWNSHIP", "510704"), 409)
                        .get("code")
                        .stringValue())
                .isEqualTo("division.taken");
        assertThat(send(admin, "POST", "/divisions", division("510703", "涪城区", "DISTRICT", "510700"), 422)
                        .get("errors")
                        .get(0)
                        .get("code")
                        .stringValue())
                .isEqualTo("division.foreign");

        send(admin, "POST", "/offices", office(OFFICE, "涪江街道", "FJ", "SUB_DISTRICT"), 201);
        JsonNode prefix = send(admin, "POST", "/offices", office("510704JKQ", "经开区", "FJ", "ZONE"), 422);
        assertThat(prefix.get("errors").get(0).get("pointer").stringValue()).isEqualTo("/prefix");
        send(admin, "POST", "/offices", office("510704JKQ", "经开区", "JK", "ZONE"), 201);

        Map<String, Object> file = Map.of(
                "type",
                "FeatureCollection",
                "features",
                List.of(Map.of(
                        "type",
                        "Feature",
                        "properties",
                        Map.of("code", "510704001001", "name", "芙蓉溪社区第1网格", "communityCode", "510704001001"),
                        "geometry",
                        Map.of(
                                "type",
                                "Polygon",
                                "coordinates",
                                List.of(List.of(
                                        List.of(104.80, 31.40),
                                        List.of(104.82, 31.40),
                                        List.of(104.82, 31.42),
                                        List.of(104.80, 31.42),
                                        List.of(104.80, 31.40)))))));
        assertThat(send(admin, "POST", "/grids/imports", file, 200)
                        .get("revision")
                        .longValue())
                .isEqualTo(1);

        send(
                admin,
                "POST",
                "/accounts",
                Map.of(
                        "username",
                        "worker-1",
                        "name",
                        "网格员",
                        "password",
                        PASSWORD,
                        "roles",
                        List.of("GRID_WORKER"),
                        "scopes",
                        List.of("510704/" + OFFICE)),
                201);
        Map<String, Object> report = Map.of(
                "description", "安全出口上锁",
                "categoryCode", "G0201",
                "position", Map.of("longitude", 104.81, "latitude", 31.41, "datum", "WGS84"));
        WebTestClient worker = as("worker-1");
        JsonNode made = send(worker, "POST", "/cases", report, 201);
        assertThat(made.get("number").stringValue()).startsWith("FJ-");
        assertThat(made.get("routing").get("officeCode").stringValue()).isEqualTo(OFFICE);

        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Map<String, Object> hosted = new HashMap<>(office(OFFICE, "涪江街道", "FJ", "SUB_DISTRICT"));
        hosted.put("hosting", List.of(Map.of("by", "510704JKQ", "from", today.toString())));
        JsonNode office = send(admin, "PUT", "/offices/" + OFFICE, hosted, 200);
        assertThat(office.get("handledBy").stringValue()).isEqualTo("510704JKQ");
        assertThat(office.get("version").longValue()).isEqualTo(2);
        assertThat(send(worker, "POST", "/cases", report, 201)
                        .get("routing")
                        .get("officeCode")
                        .stringValue())
                .isEqualTo("510704JKQ");
        // What a view says may be sent back as it is.
        send(admin, "PUT", "/offices/" + OFFICE, office, 200);
        hosted.put("hosting", List.of(Map.of("by", "510704XXX")));
        JsonNode unknown = send(admin, "PUT", "/offices/" + OFFICE, hosted, 422);
        assertThat(unknown.get("errors").get(0).get("code").stringValue()).isEqualTo("office.host-invalid");

        Map<String, Object> ended = new HashMap<>(division(OFFICE, "涪江街道", "TOWNSHIP", "510704"));
        ended.put("validTo", today.plusDays(30).toString());
        ended.put("successors", List.of("510704002"));
        assertThat(send(admin, "PUT", "/divisions/" + OFFICE, ended, 422)
                        .get("errors")
                        .get(0)
                        .get("pointer")
                        .stringValue())
                .isEqualTo("/successors/0");
        send(admin, "POST", "/divisions", division("510704002", "富乐街道", "TOWNSHIP", "510704"), 201);
        JsonNode division = send(admin, "PUT", "/divisions/" + OFFICE, ended, 200);
        assertThat(division.get("successors").get(0).stringValue()).isEqualTo("510704002");
        send(worker, "PUT", "/divisions/" + OFFICE, ended, 403);
        as("admin")
                .put()
                .uri("/api/v1/divisions/" + OFFICE)
                .header("If-Match", "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(ended)
                .exchange()
                .expectStatus()
                .isEqualTo(412);
    }
}
