package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.lockedExit;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Why a case is with its office, and what of an action's body is not taken. */
@WanggeTest
class CaseRoutingApiTests {

    @Autowired
    private Town town;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    @Test
    void the_rule_that_decided_has_an_id_and_the_workers_of_the_grid_are_named() {
        JsonNode file = stories.reported("谁来办");
        assertThat(file.at("/routing/ruleId").stringValue()).isEqualTo("grid-office");
        JsonNode answer = town.get(DISPATCHER, CaseStories.path(file) + "/routing");
        assertThat(answer.get("routing")).isEqualTo(file.get("routing"));
        JsonNode card =
                town.get(WORKER, "/api/v1/grids/" + file.at("/area/gridCode").stringValue());
        assertThat(answer.get("workers").size())
                .isEqualTo(card.get("workers").size())
                .isPositive();
        assertThat(answer.at("/workers/0/name")).isEqualTo(card.at("/workers/0/name"));
        assertThat(answer.at("/workers/0/duty").stringValue()).isEqualTo("PRIMARY");
        assertThat(UUID.fromString(answer.at("/workers/0/id").stringValue())).isNotNull();
    }

    @Test
    void a_report_within_the_accuracy_of_a_border_names_the_grids_beside_it() {
        Map<String, Object> report = new HashMap<>(lockedExit("在边界上"));
        // A corner that several grids share.
        report.put("position", Map.of("longitude", 104.761794, "latitude", 31.457126, "accuracyMetres", 15));
        JsonNode made = Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
        JsonNode beside = made.at("/routing/neighbours");
        assertThat(beside.size()).isBetween(1, 5);
        for (JsonNode near : beside) {
            assertThat(near.get("gridCode")).isNotEqualTo(made.at("/area/gridCode"));
            assertThat(near.get("metres").doubleValue()).isLessThanOrEqualTo(15);
            JsonNode grid =
                    town.get(DISPATCHER, "/api/v1/grids/" + near.get("gridCode").stringValue());
            assertThat(near.get("gridName")).isEqualTo(grid.get("name"));
            assertThat(near.get("officeCode")).isEqualTo(grid.get("handlingOfficeCode"));
        }
        assertThat(town.get(DISPATCHER, CaseStories.path(made) + "/routing").get("routing"))
                .isEqualTo(made.get("routing"));

        JsonNode exact = stories.reported("没有说精度");
        assertThat(exact.at("/routing/neighbours").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'conditionSeq':'1'}                 | /conditionSeq",
                "{'conditionSeq':1.9}                 | /conditionSeq",
                "{'conditionSeq':true}                | /conditionSeq",
                "{'conditionSeq':1,'urgent':0}        | /urgent",
                "{'conditionSeq':1,'categoryCode':7}  | /categoryCode"
            })
    void a_value_of_another_type_is_not_taken_for_the_one_it_resembles(String body, String pointer) {
        JsonNode file = stories.reported("类型");
        JsonNode problem = Town.bodyOf(town.as(DISPATCHER)
                .post()
                .uri(CaseStories.path(file) + "/actions/file")
                .header(ContractCheck.ON_PURPOSE, "yes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body.replace('\'', '"'))
                .exchange()
                .expectStatus()
                .isBadRequest());
        assertThat(problem.get("code").stringValue()).isEqualTo("request.malformed");
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo("field.type");
        assertThat(town.get(DISPATCHER, CaseStories.path(file)).get("state").stringValue())
                .isEqualTo("REPORTED");
    }

    @Test
    void a_whole_number_is_good_where_a_fraction_could_stand() {
        JsonNode problem = Town.bodyOf(stories.report(
                        WORKER,
                        Map.of("description", "整数", "position", Map.of("longitude", 104, "latitude", 31)),
                        UUID.randomUUID())
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("grid.outside-district");
    }

    @Test
    void emoji_are_whole_characters() {
        JsonNode file = stories.reported("着火了🔥");
        assertThat(file.get("description").stringValue()).isEqualTo("着火了🔥");
    }
}
