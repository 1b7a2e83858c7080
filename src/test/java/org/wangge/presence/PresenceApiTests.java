package org.wangge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Who looks at a case now. */
@WanggeTest
@AloneInTown
class PresenceApiTests {

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private final String office = "510703/510703001";
    private String first = "";
    private String second = "";
    private String path = "";

    @BeforeEach
    void report() {
        first = Hiring.hire(town, "DISPATCHER", office);
        second = Hiring.hire(town, "DISPATCHER", office);
        JsonNode file = new CaseStories(town).reported("安全出口上了锁");
        path = CaseStories.path(file) + "/presence";
    }

    private ResponseSpec put(String user, String body) {
        return town.as(user)
                .put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private JsonNode look(String user, boolean writing) {
        return Town.bodyOf(put(user, "{\"writing\":" + writing + "}")
                        .expectStatus()
                        .isOk())
                .get("others");
    }

    private JsonNode others(String user) {
        return town.get(user, path).get("others");
    }

    @Test
    void each_sees_the_other_and_nobody_sees_oneself() {
        assertThat(look(first, false)).isEmpty();
        JsonNode seen = look(second, true);
        assertThat(seen).hasSize(1);
        assertThat(seen.at("/0/writing").booleanValue()).isFalse();
        assertThat(others(first)).hasSize(1);
        assertThat(others(first).at("/0/writing").booleanValue()).isTrue();
        assertThat(others(CaseStories.WORKER)).hasSize(2);
    }

    @Test
    void who_writes_no_more_is_seen_so_since_when_it_began() {
        look(first, true);
        String since = others(second).at("/0/since").stringValue();
        clock.advance(Duration.ofSeconds(15));
        look(first, false);
        clock.advance(Duration.ofSeconds(15));
        assertThat(others(second).at("/0/writing").booleanValue()).isFalse();
        assertThat(others(second).at("/0/since").stringValue()).isEqualTo(since);
    }

    @Test
    void who_does_not_say_it_again_is_forgotten_after_twenty_seconds_and_begins_anew() {
        look(first, true);
        String since = others(second).at("/0/since").stringValue();
        clock.advance(Duration.ofMillis(19_999));
        assertThat(others(second)).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(others(second)).isEmpty();
        look(first, false);
        assertThat(others(second).at("/0/since").stringValue()).isNotEqualTo(since);
    }

    @Test
    void who_leaves_is_gone_at_once_also_twice() {
        look(first, false);
        for (int i = 0; i < 2; i++) {
            town.as(first).delete().uri(path).exchange().expectStatus().isNoContent();
        }
        assertThat(others(second)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                       | 422
            {"writing":null}         | 422
            {"writing":"yes"}        | 400
            {"writing":true,"x":1}   | 400
            []                       | 400
            """)
    void what_says_nothing_clear_is_refused(String body, int status) {
        put(first, body).expectStatus().isEqualTo(status);
        assertThat(others(second)).isEmpty();
    }

    @Test
    void outside_the_area_and_where_there_is_no_case_nobody_looks() {
        look(first, false);
        put("dispatcher-100", "{\"writing\":true}").expectStatus().isNotFound();
        town.as("dispatcher-100").get().uri(path).exchange().expectStatus().isNotFound();
        town.as("dispatcher-100").delete().uri(path).exchange().expectStatus().isNotFound();
        path = "/api/v1/cases/" + UUID.randomUUID() + "/presence";
        put(first, "{\"writing\":true}").expectStatus().isNotFound();
        town.anybody().get().uri(path).exchange().expectStatus().isUnauthorized();
    }
}
