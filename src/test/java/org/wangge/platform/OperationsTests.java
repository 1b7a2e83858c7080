package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What those who run it look at: health, metrics, settings, request ids. */
@WanggeTest
@AloneInTown
class OperationsTests {

    private static final Pattern METRIC = Pattern.compile("^(wangge_[a-z_]+)", Pattern.MULTILINE);
    private static final Pattern LISTED = Pattern.compile("^\\| `(wangge_[a-z_]+)`", Pattern.MULTILINE);

    @Autowired
    private Town town;

    private String text(String path) {
        return new String(
                Objects.requireNonNull(town.anybody()
                        .get()
                        .uri(path)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBody()),
                StandardCharsets.UTF_8);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(found -> found.replaceAll("[|` ]", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void the_metrics_are_those_of_the_list() throws IOException {
        new CaseStories(town).dispatched("指标");
        Set<String> listed = names(LISTED, Files.readString(Path.of("src/docs/metrics.md")));
        String scraped = Eventually.get(
                () -> text("/actuator/prometheus"),
                found -> names(METRIC, found).containsAll(listed));
        assertThat(names(METRIC, scraped)).isEqualTo(listed);
        assertThat(scraped).contains("http_server_requests_seconds");
    }

    @Test
    void readiness_knows_the_store_the_grid_the_calendar_and_the_pushes() {
        JsonNode readiness = Town.read(text("/actuator/health/readiness").getBytes(StandardCharsets.UTF_8));
        assertThat(readiness.get("status").stringValue()).isEqualTo("UP");
        assertThat(readiness.get("components").propertyNames())
                .contains("mongo", "grid", "calendar", "push", "readinessState");
        assertThat(readiness.at("/components/grid/details/grids").intValue()).isGreaterThan(600);
        assertThat(text("/actuator/health/liveness")).contains("UP");
    }

    @Test
    void health_tells_anybody_how_it_is_and_nobody_any_names() {
        assertThat(text("/actuator/health")).contains("UP").doesNotContain("databases", "wangge-app", "127.0.0.1");
    }

    @Test
    void metrics_are_not_for_everybody_who_comes_through_a_proxy() {
        town.anybody()
                .get()
                .uri("/actuator/prometheus")
                .header("X-Forwarded-For", "203.0.113.7")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        town.as("worker-001-1")
                .get()
                .uri("/actuator/prometheus")
                .header("X-Forwarded-For", "203.0.113.7")
                .exchange()
                .expectStatus()
                .isForbidden();
        town.as("admin")
                .get()
                .uri("/actuator/prometheus")
                .header("X-Forwarded-For", "203.0.113.7")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void a_sane_request_id_is_kept_and_another_is_made() {
        town.anybody()
                .get()
                .uri("/actuator/health/liveness")
                .header("X-Request-Id", "phone-42-abcdef")
                .exchange()
                .expectHeader()
                .valueEquals("X-Request-Id", "phone-42-abcdef");
        town.anybody()
                .get()
                .uri("/actuator/health/liveness")
                .header("X-Request-Id", "<script>")
                .exchange()
                .expectHeader()
                .valueMatches("X-Request-Id", "[0-9a-f-]{36}");
    }

    @Test
    void every_setting_of_the_configuration_is_explained_in_the_readme() throws IOException {
        Set<String> used = Pattern.compile("\\$\\{(WANGGE_[A-Z_]+)")
                .matcher(Files.readString(Path.of("src/main/resources/application.yaml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        String readme = Files.readString(Path.of("README.md"));
        assertThat(used).allSatisfy(name -> assertThat(readme).contains("| `" + name + "` |"));
    }

    @Test
    void the_docs_page_comes_from_the_jar() {
        assertThat(text("/docs/index.html")).contains("swagger-ui");
        Pattern asset = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");
        asset.matcher(text("/docs/index.html"))
                .results()
                .forEach(found -> assertThat(text(found.group(1))).isNotEmpty());
    }

    @Test
    void unknown_paths_and_methods_are_problems_too() {
        town.as("worker-001-1")
                .get()
                .uri("/api/v1/nothing-here")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType("application/problem+json");
        town.as("worker-001-1")
                .delete()
                .uri("/api/v1/cases")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .contentType("application/problem+json");
    }

    @Test
    void a_path_that_hides_something_is_a_problem_with_a_code(@LocalServerPort int port) {
        URI server = URI.create("http://localhost:" + port);
        for (String path : List.of("/api/v1/cases/%00x", "/api/v1/cases/a;b=1", "/api/v1/cases/%252e")) {
            town.anybody()
                    .get()
                    .uri(server.resolve(path))
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectHeader()
                    .contentType("application/problem+json")
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("request.malformed");
        }
    }
}
