package org.wangge.features.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import tools.jackson.databind.JsonNode;

/** A rule set that is published ahead at one instance decides at both from its moment on, and at none before. */
class RulesOnTwoInstancesTests {

    private static final String RULES = "/api/v1/routing-rules";
    private static final Map<String, Object> REPORT = Map.of(
            "report",
            Map.of(
                    "categoryCode",
                    "G0201",
                    "description",
                    "两台一起换",
                    "position",
                    Map.of("longitude", 104.7600, "latitude", 31.4576)));

    private String admin = "";

    private JsonNode call(WebClient http, String token, HttpMethod method, String path, Object body) {
        return Awaited.value(http.method(method)
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .retrieve()
                .bodyToMono(JsonNode.class));
    }

    private String desk(Instance instance) {
        return call(instance.http(), admin, HttpMethod.POST, RULES + "/evaluate", REPORT)
                .at("/decision/desk/code")
                .stringValue();
    }

    private String second(Instance instance) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("username", "second-admin");
        draft.put("name", "第二管理员");
        draft.put("roles", List.of("ADMIN"));
        draft.put("scopes", List.of("510703"));
        draft.put("password", Cluster.PASSWORD);
        call(instance.http(), admin, HttpMethod.POST, "/api/v1/accounts", draft);
        return Awaited.value(Cluster.token(instance.http(), "second-admin"));
    }

    @Test
    void both_switch_at_the_moment_that_was_named() {
        try (Cluster cluster = new Cluster();
                Instance first = cluster.start();
                Instance other = cluster.start()) {
            admin = Awaited.value(Cluster.token(first.http(), "admin"));
            String second = second(first);
            JsonNode set = call(first.http(), admin, HttpMethod.POST, RULES, Map.of());
            String path = RULES + "/" + set.get("version").intValue();
            Map<String, Object> all = Map.of("id", "all", "outcome", Map.of("target", "DISTRICT"));
            call(first.http(), admin, HttpMethod.PUT, path, Map.of("rows", List.of(all)));
            call(first.http(), admin, HttpMethod.POST, path + "/actions/check", Map.of());
            call(other.http(), second, HttpMethod.POST, path + "/actions/approve", Map.of());
            Instant from = Instant.now().plus(Duration.ofSeconds(12));
            JsonNode published = call(
                    first.http(),
                    admin,
                    HttpMethod.POST,
                    path + "/actions/publish",
                    Map.of("effectiveFrom", from.toString()));
            assertThat(published.get("state").stringValue()).isEqualTo("PUBLISHED");
            for (Instance instance : List.of(first, other)) {
                String before = desk(instance);
                assertThat(Instant.now().isBefore(from)).isTrue();
                assertThat(before).isEqualTo("510703001");
            }
            Eventually.get(Instant::now, now -> !now.isBefore(from));
            assertThat(desk(first)).isEqualTo("510703");
            assertThat(desk(other)).isEqualTo("510703");
        }
    }
}
