package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Nothing is done whose answer the caller would not take. */
@WanggeTest
class AcceptedAnswersApiTests {

    @Autowired
    private Town town;

    private WebTestClient.ResponseSpec report(String word, String accepted) {
        return town.as(WORKER)
                .post()
                .uri("/api/v1/cases")
                .header(HttpHeaders.ACCEPT, accepted)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("description", word, "gridCode", "510703001001"))
                .exchange();
    }

    private int reported(String word) {
        return town.get(DISPATCHER, "/api/v1/cases?limit=10&q=" + word)
                .get("items")
                .size();
    }

    private static String word() {
        return "a" + UUID.randomUUID().toString().substring(0, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml, image/png", "nonsense", "*;q=x", "application/problem+json"})
    void a_report_whose_answer_would_not_be_taken_is_refused_before_it_is_stored(String accepted) {
        String word = word();
        JsonNode problem = Town.bodyOf(report(word, accepted)
                .expectStatus()
                .isEqualTo(406)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON));
        assertThat(problem.get("code").stringValue()).isEqualTo("request.not-acceptable");
        assertThat(reported(word)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json", "application/*", "text/html, application/json;q=0.1"})
    void who_takes_json_among_others_gets_it(String accepted) {
        String word = word();
        report(word, accepted).expectStatus().isCreated();
        assertThat(reported(word)).isOne();
    }

    @Test
    void an_action_is_not_taken_either() {
        JsonNode file = new CaseStories(town).reported(word());
        String path = "/api/v1/cases/" + file.get("id").stringValue();
        town.as(WORKER)
                .post()
                .uri(path + "/actions/withdraw")
                .header(HttpHeaders.ACCEPT, MediaType.TEXT_HTML_VALUE)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("reason", Map.of("code", "SOLVED")))
                .exchange()
                .expectStatus()
                .isEqualTo(406);
        assertThat(town.get(WORKER, path).get("state").stringValue()).isEqualTo("REPORTED");
    }
}
