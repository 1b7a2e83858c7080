package org.wangge.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Eventually.until;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.fixtures.WanggeTestConfiguration;
import tools.jackson.databind.JsonNode;

/** A phone is rung for as long as the session lasts that registered it. */
@WanggeTest
class DeviceSessionsApiTests {

    private static final String OFFICE = "510703/510703103";

    @Autowired
    private Town town;

    @Autowired
    private FcmStandIn fcm;

    private String scope(int grid) {
        JsonNode found = town.get("admin", "/api/v1/grids?office=510703103&limit=60")
                .get("items")
                .get(grid);
        return OFFICE + "/" + found.get("communityCode").stringValue() + "/"
                + found.get("code").stringValue();
    }

    private JsonNode dispatcher(String scope) {
        return Hiring.hireWith(town, Map.of("roles", List.of("DISPATCHER"), "scopes", List.of(scope)));
    }

    private static String name(JsonNode account) {
        return account.get("username").stringValue();
    }

    private String signIn(JsonNode account) {
        return Town.bodyOf(town.anybody()
                        .post()
                        .uri("/api/v1/auth/token")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("username", name(account), "password", WanggeTestConfiguration.PASSWORD))
                        .exchange()
                        .expectStatus()
                        .isOk())
                .get("accessToken")
                .stringValue();
    }

    private WebTestClient.ResponseSpec register(
            String token, String installation, Map<String, ?> body, @Nullable String seen) {
        return town.anybody()
                .put()
                .uri("/api/v1/me/devices/{id}", installation)
                .headers(headers -> {
                    headers.setBearerAuth(token);
                    if (seen != null) {
                        headers.set(HttpHeaders.IF_MATCH, seen);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    /** A phone of its own for this session; gives its address. */
    private String phone(String token) {
        String address = "address-" + UUID.randomUUID();
        register(token, "phone-" + UUID.randomUUID(), device(address), null)
                .expectStatus()
                .isOk();
        return address;
    }

    private static Map<String, Object> device(String address) {
        return Map.of("registrationToken", address, "platform", "ANDROID", "appVersion", "1.0", "locale", "zh-CN");
    }

    private void report(String scope) {
        town.post(
                        "worker-103-1",
                        "/api/v1/cases",
                        Map.of(
                                "categoryCode",
                                "G0201",
                                "description",
                                "门口堵了",
                                "gridCode",
                                scope.substring(scope.lastIndexOf('/') + 1)))
                .expectStatus()
                .isCreated();
    }

    private void rings(String address, int times) {
        until(address + " rings", () -> fcm.accepted(address).size() == times);
    }

    @Test
    void a_phone_that_was_signed_out_of_is_not_rung_and_the_other_of_the_same_person_is() {
        String scope = scope(40);
        JsonNode person = dispatcher(scope);
        String lost = signIn(person);
        String silent = phone(lost);
        String kept = phone(signIn(person));
        report(scope);
        rings(silent, 1);
        rings(kept, 1);
        town.anybody()
                .post()
                .uri("/api/v1/auth/sign-out")
                .headers(headers -> headers.setBearerAuth(lost))
                .exchange()
                .expectStatus()
                .isNoContent();
        report(scope);
        rings(kept, 2);
        assertThat(fcm.received(silent)).hasSize(1);
        register(lost, "phone-" + UUID.randomUUID(), device(silent), null)
                .expectStatus()
                .isUnauthorized();
    }

    @ParameterizedTest
    @CsvSource({"reset-password, 41", "disable, 42"})
    void a_phone_is_not_rung_any_more_once_an_administrator_ended_its_session(String action, int grid) {
        String scope = scope(grid);
        JsonNode person = dispatcher(scope);
        String silent = phone(signIn(person));
        String witness = phone(signIn(dispatcher(scope)));
        report(scope);
        rings(silent, 1);
        rings(witness, 1);
        String path = "/api/v1/accounts/" + person.get("id").stringValue() + "/actions/";
        town.post("admin", path + action, Map.of("password", WanggeTestConfiguration.PASSWORD))
                .expectStatus()
                .isOk();
        if (action.equals("disable")) {
            town.as("admin")
                    .post()
                    .uri(path + "enable")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
        report(scope);
        rings(witness, 2);
        assertThat(fcm.received(silent)).as("still signed out").hasSize(1);
        String again = phone(signIn(person));
        report(scope);
        rings(again, 1);
        assertThat(fcm.received(silent)).hasSize(1);
    }

    @Test
    void a_phone_that_changes_hands_rings_for_its_new_owner_also_after_the_old_one_signed_out() {
        String scope = scope(43);
        String before = signIn(dispatcher(scope));
        String after = signIn(dispatcher(scope(44)));
        String address = "address-" + UUID.randomUUID();
        register(before, "phone-" + address, device(address), null)
                .expectStatus()
                .isOk();
        register(after, "phone-" + address, device(address), null)
                .expectStatus()
                .isOk();
        town.anybody()
                .post()
                .uri("/api/v1/auth/sign-out")
                .headers(headers -> headers.setBearerAuth(before))
                .exchange()
                .expectStatus()
                .isNoContent();
        report(scope(44));
        rings(address, 1);
    }

    @Test
    void a_registration_knows_its_version_and_refuses_one_that_saw_another() {
        String token = signIn(dispatcher(scope(45)));
        String installation = "phone-" + UUID.randomUUID();
        register(token, installation, device("a-" + installation), null)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, "\"1\"")
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(1);
        register(token, installation, device("b-" + installation), "\"1\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, "\"2\"");
        register(token, installation, device("c-" + installation), "\"1\"")
                .expectStatus()
                .isEqualTo(412)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("device.stale")
                .jsonPath("$.version")
                .isEqualTo(2);
        register(token, "never-" + installation, device("d-" + installation), "\"1\"")
                .expectStatus()
                .isEqualTo(412);
        register(token, installation, device("e-" + installation), "*")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, "\"3\"");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "zh_CN",
                "in",
                "iw",
                "zh-Hans-CN",
                "1",
                "-",
                "🙂",
                "zh_CN_#Hans",
                "C.UTF-8",
                "中文",
                "zh-\u0000",
                "x-very-long-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void no_name_of_a_language_keeps_a_phone_from_being_registered(@Nullable String locale) {
        String token = town.token("worker-103-1");
        Map<String, Object> device = new HashMap<>(device("languages-103"));
        device.put("locale", locale);
        register(token, "languages-103", device, null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.locale")
                .isEqualTo("zh-CN");
    }

    @ParameterizedTest
    @CsvSource({
        "android, ANDROID",
        "Android 15, ANDROID",
        "iOS, IOS",
        "iPadOS, IOS",
        "HarmonyOS NEXT, ANDROID",
        "web, WEB"
    })
    void a_phone_calls_its_system_as_it_likes(String given, String kept) {
        Map<String, Object> device = new HashMap<>(device("platforms-103"));
        device.put("platform", given);
        device.put("appVersion", "2026.11.28-rc.1+build.\u00074711.of.a.very.long.name.indeed");
        register(town.token("worker-103-1"), "platforms-103", device, null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.platform")
                .isEqualTo(kept)
                .jsonPath("$.appVersion")
                .isEqualTo("2026.11.28-rc.1+build.4711.of.a.very.lon");
    }
}
