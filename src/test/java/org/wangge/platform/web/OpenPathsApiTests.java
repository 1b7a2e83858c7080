package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.fixtures.WanggeTestConfiguration;

/** A token that is no good any more keeps nobody from what is open to everyone, least of all from getting a new one. */
@WanggeTest
class OpenPathsApiTests {

    @Autowired
    private Town town;

    private WebTestClient with(String token) {
        return town.anybody()
                .mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .build();
    }

    /** The token of a session that was ended. */
    private String stale() {
        String token = Town.bodyOf(signIn(town.anybody())).get("accessToken").stringValue();
        with(token)
                .post()
                .uri("/api/v1/auth/sign-out")
                .exchange()
                .expectStatus()
                .isNoContent();
        return token;
    }

    private static WebTestClient.ResponseSpec signIn(WebTestClient client) {
        return client.post()
                .uri("/api/v1/auth/token")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", "worker-013-1", "password", WanggeTestConfiguration.PASSWORD))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "a.b.c", "stale"})
    void open_paths_do_not_ask_for_the_token(String kind) {
        WebTestClient client = with(kind.equals("stale") ? stale() : kind);
        String refresh = Town.bodyOf(signIn(client)).get("refreshToken").stringValue();
        UUID key = UUID.randomUUID();
        for (String attempt : new String[] {"heard by nobody", "once more"}) {
            client.post()
                    .uri("/api/v1/auth/token/refresh")
                    .header("Idempotency-Key", key.toString())
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(Map.of("refreshToken", refresh))
                    .exchange()
                    .expectStatus()
                    .value(status -> assertThat(status).as(attempt).isEqualTo(200));
        }
        for (String path : new String[] {
            "/api/v1/public/listed-hazards",
            "/api/v1/public/grids/510703001001",
            "/.well-known/jwks.json",
            "/openapi.json",
            "/",
            "/desk/app.js",
            "/worker/",
            "/worker/sw.js",
            "/docs/index.html",
            "/actuator/health/liveness"
        }) {
            client.get().uri(path).exchange().expectStatus().isOk();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "stale"})
    void what_is_guarded_stays_guarded(String kind) {
        WebTestClient client = with(kind.equals("stale") ? stale() : kind);
        client.get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
        client.post().uri("/api/v1/auth/sign-out").exchange().expectStatus().isUnauthorized();
    }
}
