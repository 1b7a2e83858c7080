package org.wangge.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.shared.Refusal;
import tools.jackson.databind.JsonNode;

/** What a problem says besides its code. */
@WanggeTest
class ProblemsApiTests {

    @Autowired
    private Town town;

    @LocalServerPort
    private int port;

    @Test
    void a_wrong_method_names_those_that_would_do() {
        town.as("worker-001-1")
                .delete()
                .uri("/api/v1/cases")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .value(
                        HttpHeaders.ALLOW,
                        allowed -> assertThat(allowed).contains("GET").contains("POST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND"})
    void a_method_that_no_path_has_is_a_wrong_one_too(String method) {
        town.as("worker-001-1")
                .method(HttpMethod.valueOf(method))
                .uri("/api/v1/cases")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("request.method")
                .jsonPath("$.retryable")
                .isEqualTo(false);
    }

    @Test
    void a_list_has_no_empty_places() {
        Map<String, Object> report = CaseStories.lockedExit("空位");
        report.put("mediaIds", Collections.singletonList(null));
        JsonNode problem = Town.bodyOf(town.post("worker-001-1", "/api/v1/cases", report)
                .expectStatus()
                .isBadRequest());
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/mediaIds/0");
        assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo("field.required");
    }

    @Test
    void a_wrong_type_names_those_that_would_do() {
        town.as("worker-001-1")
                .post()
                .uri("/api/v1/media")
                .contentType(MediaType.APPLICATION_PDF)
                .bodyValue(new byte[] {1})
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectHeader()
                .value(
                        HttpHeaders.ACCEPT,
                        accepted -> assertThat(accepted)
                                .contains("multipart/form-data")
                                .contains("image/*"));
        town.as("admin")
                .get()
                .uri("/api/v1/exports/places.csv")
                .header(HttpHeaders.ACCEPT, "image/png")
                .header(ContractCheck.ON_PURPOSE, "yes")
                .exchange()
                .expectStatus()
                .isEqualTo(406)
                .expectHeader()
                .value(HttpHeaders.ACCEPT, accepted -> assertThat(accepted).contains("text/csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cases", "places", "hazards", "accounts"})
    void control_characters_are_no_words_to_look_for(String list) {
        for (String words : new String[] {"%00", "a%00b", "%01", "a%0Ab", "%7F", "%C2%85"}) {
            JsonNode problem = Town.bodyOf(town.as("district")
                    .get()
                    .uri(URI.create("http://localhost:" + port + "/api/v1/" + list + "?q=" + words))
                    .header(ContractCheck.ON_PURPOSE, "yes")
                    .exchange()
                    .expectStatus()
                    .is4xxClientError());
            assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("q");
        }
        town.as("district")
                .get()
                .uri(URI.create("http://localhost:" + port + "/api/v1/" + list + "?q=%ED%A0%80(*%5CE%24"))
                .header(ContractCheck.ON_PURPOSE, "yes")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void a_text_never_shows_the_place_of_what_nobody_said() {
        JsonNode problem = Town.bodyOf(town.as("worker-001-1")
                .get()
                .uri("/api/v1/grids/999999999999")
                .exchange()
                .expectStatus()
                .isNotFound());
        assertThat(problem.get("detail").stringValue()).contains("999999999999");
        Refusal tooLarge = Failures.refusal(new DataBufferLimitException("more than allowed"));
        assertThat(Objects.requireNonNull(tooLarge).arguments()).isNotEmpty();
    }
}
