package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
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
