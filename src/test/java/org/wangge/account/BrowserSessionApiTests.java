package org.wangge.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.fixtures.WanggeTestConfiguration;
import tools.jackson.databind.JsonNode;

/** A browser keeps its session in a cookie that no script can read. */
@WanggeTest
class BrowserSessionApiTests {

    private static final String NAME = "wangge-session";
    private static final String TOKEN = "/api/v1/auth/token";
    private static final String REFRESH = "/api/v1/auth/token/refresh";

    @Autowired
    private Town town;

    private record Session(String accessToken, ResponseCookie cookie) {}

    private WebTestClient.ResponseSpec post(String path, Map<String, ?> body, String cookie) {
        return town.anybody()
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (!cookie.isEmpty()) {
                        headers.add(HttpHeaders.COOKIE, NAME + "=" + cookie);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    private static Session session(WebTestClient.ResponseSpec answer) {
        var result = answer.expectStatus().isOk().expectBody(JsonNode.class).returnResult();
        JsonNode pair = result.getResponseBody();
        assertThat(pair.path("refreshToken").isString()).isFalse();
        return new Session(
                pair.get("accessToken").stringValue(),
                result.getResponseCookies().getFirst(NAME));
    }

    private Session signIn(String username) {
        return session(post(
                TOKEN, Map.of("username", username, "password", WanggeTestConfiguration.PASSWORD, "cookie", true), ""));
    }

    private WebTestClient.ResponseSpec me(String accessToken) {
        return town.anybody()
                .get()
                .uri("/api/v1/me")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken)
                .exchange();
    }

    @Test
    void the_refresh_token_is_in_a_cookie_for_the_sign_in_paths_only() {
        ResponseCookie cookie = signIn("dispatcher-001").cookie();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/api/v1/auth");
        assertThat(cookie.getMaxAge()).hasDays(30);
        assertThat(cookie.isSecure()).isFalse();
    }

    @Test
    void behind_a_proxy_with_https_the_cookie_never_travels_in_the_clear() {
        var answer = town.anybody()
                .post()
                .uri(TOKEN)
                .header("X-Forwarded-Proto", "https")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of(
                        "username", "dispatcher-001", "password", WanggeTestConfiguration.PASSWORD, "cookie", true))
                .exchange();
        assertThat(session(answer).cookie().isSecure()).isTrue();
    }

    @Test
    void the_cookie_renews_the_session_and_is_renewed_itself() {
        Session first = signIn("dispatcher-001");
        Session second = session(post(REFRESH, Map.of(), first.cookie().getValue()));
        me(second.accessToken()).expectStatus().isOk();
        assertThat(second.cookie().getValue()).isNotEqualTo(first.cookie().getValue());
        post(REFRESH, Map.of(), first.cookie().getValue()).expectStatus().isUnauthorized();
        me(second.accessToken()).expectStatus().isUnauthorized();
    }

    @Test
    void without_a_cookie_and_without_a_token_there_is_nothing_to_renew() {
        var answer = Town.bodyOf(post(REFRESH, Map.of(), "").expectStatus().is4xxClientError());
        assertThat(answer.at("/errors/0/pointer").stringValue()).isEqualTo("/refreshToken");
        assertThat(answer.at("/errors/0/code").stringValue()).isEqualTo("field.required");
        post(
                        REFRESH,
                        Map.of("refreshToken", ""),
                        signIn("dispatcher-001").cookie().getValue())
                .expectStatus()
                .is4xxClientError();
    }

    @Test
    void who_does_not_ask_for_a_cookie_gets_none() {
        var answer =
                post(TOKEN, Map.of("username", "dispatcher-001", "password", WanggeTestConfiguration.PASSWORD), "");
        answer.expectCookie().doesNotExist(NAME);
        assertThat(Town.bodyOf(answer).get("refreshToken").stringValue()).isNotEmpty();
    }

    @Test
    void signing_out_takes_the_cookie_back_and_everywhere_means_every_device() {
        String worker = Hiring.hire(town, "GRID_WORKER", "510703/510703001");
        Session here = signIn(worker);
        Session there = signIn(worker);
        town.anybody()
                .post()
                .uri("/api/v1/auth/sign-out?everywhere=true")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + here.accessToken())
                .header(HttpHeaders.COOKIE, NAME + "=" + here.cookie().getValue())
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectCookie()
                .maxAge(NAME, Duration.ZERO);
        me(there.accessToken()).expectStatus().isUnauthorized();
        post(REFRESH, Map.of(), there.cookie().getValue()).expectStatus().isUnauthorized();
    }
}
