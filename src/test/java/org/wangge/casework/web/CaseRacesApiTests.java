package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Many on one case at the same moment, and one whose events nobody has told. */
@WanggeTest
class CaseRacesApiTests {

    private static final int AT_ONCE = 48;

    @Autowired
    private Town town;

    @Autowired
    private ReactiveMongoTemplate mongo;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    @Test
    void without_a_version_everyone_of_many_at_once_gets_through() {
        JsonNode file = stories.reported("众说");
        town.token(WORKER);
        List<Integer> statuses = Awaited.value(Flux.range(0, AT_ONCE)
                .flatMap(
                        number -> Mono.fromCallable(
                                        () -> stories.act(WORKER, file, "comment", Map.of("text", "说" + number))
                                                .returnResult(byte[].class)
                                                .getStatus()
                                                .value())
                                .subscribeOn(Schedulers.boundedElastic()),
                        AT_ONCE)
                .collectList());
        assertThat(statuses).hasSize(AT_ONCE).containsOnly(200);
        assertThat(town.get(DISPATCHER, CaseStories.path(file)).get("version").intValue())
                .isEqualTo(AT_ONCE + 1);
    }

    @RepeatedTest(8)
    void of_cases_merged_in_a_circle_at_once_one_goes_on() {
        List<JsonNode> circle = IntStream.range(0, 3)
                .mapToObj(number -> stories.reported("绕圈合并" + number))
                .toList();
        town.token(DISPATCHER);
        List<Integer> statuses = Awaited.value(Flux.range(0, 3)
                .flatMap(
                        number -> Mono.fromCallable(() -> mergeStatus(circle.get(number), circle.get((number + 1) % 3)))
                                .subscribeOn(Schedulers.boundedElastic()),
                        3)
                .collectList());
        List<String> states = circle.stream()
                .map(file -> town.get(DISPATCHER, CaseStories.path(file))
                        .get("state")
                        .stringValue())
                .toList();
        assertThat(states).as("%s", statuses).contains("REPORTED");
        assertThat(statuses).isSubsetOf(200, 409, 422);
    }

    @RepeatedTest(8)
    void who_reported_what_was_merged_again_before_anybody_was_told_still_belongs_to_what_goes_on() {
        JsonNode first = Town.bodyOf(stories.report(OTHER_WORKER, CaseStories.lockedExit("最早"), UUID.randomUUID()));
        JsonNode second = stories.reported("第二次");
        JsonNode third = stories.reported("第三次");
        assertThat(mergeStatus(first, second)).isEqualTo(200);
        assertThat(mergeStatus(second, third)).isEqualTo(200);
        String reporter = town.idOf(OTHER_WORKER).toString();
        Eventually.until(
                "its reporter is a party to the third", () -> parties(third).contains(reporter));
    }

    private List<String> parties(JsonNode file) {
        UUID id = UUID.fromString(file.get("id").stringValue());
        return Awaited.value(mongo.findById(id, Document.class, "cases")).getList("parties", String.class);
    }

    private int mergeStatus(JsonNode from, JsonNode into) {
        return stories.act(
                        DISPATCHER,
                        from,
                        "merge",
                        Map.of("intoCaseId", into.get("id").stringValue()))
                .returnResult(byte[].class)
                .getStatus()
                .value();
    }

    /** With a version too: nothing has changed, there is only no room to say what would. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\"1\""})
    void a_case_with_too_many_untold_events_asks_to_come_again(String seen) {
        JsonNode file = stories.reported("未传达");
        UUID id = UUID.fromString(file.get("id").stringValue());
        List<Document> untold = IntStream.range(0, Outbox.CAPACITY)
                .mapToObj(number -> new Document("_id", UUID.randomUUID()))
                .toList();
        Awaited.value(mongo.updateFirst(
                Query.query(Criteria.where("_id").is(id)),
                // Given up, so that the relay leaves them alone.
                new Update().set("outbox", untold).unset("dispatch"),
                "cases"));
        var request = town.as(WORKER)
                .post()
                .uri(CaseStories.path(file) + "/actions/comment")
                .contentType(MediaType.APPLICATION_JSON);
        if (!seen.isEmpty()) {
            request.header("If-Match", seen);
        }
        JsonNode problem = Town.bodyOf(request.bodyValue(Map.of("text", "补充"))
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "1"));
        assertThat(problem.get("code").stringValue()).isEqualTo("store.busy");
        assertThat(town.get(DISPATCHER, CaseStories.path(file)).get("version").intValue())
                .isEqualTo(1);
    }
}
