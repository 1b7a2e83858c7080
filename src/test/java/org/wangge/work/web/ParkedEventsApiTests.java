package org.wangge.work.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.Consumer;
import org.wangge.work.EventHandler;
import org.wangge.work.Leases;
import tools.jackson.databind.JsonNode;

@WanggeTest
class ParkedEventsApiTests {

    private static final String PATH = "/api/v1/parked-events";
    private static final Date NEVER = Date.from(Instant.parse("9999-01-01T00:00:00Z"));

    @Autowired
    private Town town;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private Clock clock;

    @Autowired
    private ObjectProvider<EventHandler> handlers;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private static Query theCase(UUID id) {
        return Query.query(Criteria.where("_id").is(id));
    }

    /** A new case of which nobody was told yet: somebody else has the lease of the relay. */
    private UUID untold() {
        Query lease = Query.query(Criteria.where("_id").is("cases"));
        Awaited.value(mongo.upsert(
                lease,
                new Update()
                        .set("leaseUntil", clock.instant().plus(Leases.LENGTH.multipliedBy(2)))
                        .set("token", UUID.randomUUID()),
                "turns"));
        return Eventually.get(
                () -> UUID.fromString(stories.reported("无人知晓").get("id").stringValue()),
                id -> !outbox(id).isEmpty());
    }

    private void goOn() {
        Query lease = Query.query(Criteria.where("_id").is("cases"));
        Awaited.value(mongo.updateFirst(lease, new Update().unset("leaseUntil").unset("token"), "turns"));
    }

    private List<Document> outbox(UUID id) {
        return Awaited.value(mongo.findById(id, Document.class, "cases")).getList("outbox", Document.class, List.of());
    }

    private Document mark(UUID id, Consumer consumer) {
        return new Document("consumer", consumer.name())
                .append(
                        "events",
                        outbox(id).stream()
                                .map(event -> event.get("_id", UUID.class))
                                .toList())
                .append("attempts", 10)
                .append("dueAt", NEVER)
                .append("parkedAt", new Date());
    }

    private List<JsonNode> listed(UUID id, String query) {
        return StreamSupport.stream(town.get("admin", PATH + query).get("items").spliterator(), false)
                .filter(item -> item.get("id").stringValue().equals(id.toString()))
                .toList();
    }

    private long resumed(String query) {
        return Town.bodyOf(town.as("admin")
                        .post()
                        .uri(PATH + "/actions/resume" + query)
                        .exchange()
                        .expectStatus()
                        .isOk())
                .get("resumed")
                .longValue();
    }

    private boolean isTold(UUID id) {
        return town.all(CaseStories.DISPATCHER, "/api/v1/me/notices").stream()
                .anyMatch(notice -> notice.toString().contains(id.toString()));
    }

    @Test
    void what_one_consumer_could_not_be_told_is_listed_and_resumed_alone() {
        UUID id = untold();
        Document dispatch = new Document("dueAt", NEVER)
                .append("waiting", List.of(mark(id, Consumer.NOTICES), mark(id, Consumer.CASE_FOLLOW_UP)));
        Awaited.value(mongo.updateFirst(theCase(id), new Update().set("dispatch", dispatch), "cases"));
        goOn();

        assertThat(listed(id, "")).hasSize(2);
        assertThat(listed(id, "?consumer=DEVICES")).isEmpty();
        assertThat(listed(id, "?consumer=NOTICES")).singleElement().satisfies(item -> {
            assertThat(item.get("source").stringValue()).isEqualTo("cases");
            assertThat(item.get("consumer").stringValue()).isEqualTo("NOTICES");
            assertThat(item.get("events").intValue()).isEqualTo(1);
            assertThat(item.get("attempts").intValue()).isEqualTo(10);
        });
        assertThat(isTold(id)).isFalse();
        assertThat(resumed("?consumer=DEVICES")).isZero();
        assertThat(resumed("?consumer=NOTICES")).isEqualTo(1);
        Eventually.until("people are told", () -> isTold(id));
        Eventually.until("it has heard", () -> listed(id, "?consumer=NOTICES").isEmpty());
        assertThat(listed(id, "?consumer=CASE_FOLLOW_UP")).hasSize(1);
        assertThat(resumed("")).isEqualTo(1);
        assertThat(resumed("")).isZero();
        Eventually.until("all is told", () -> outbox(id).isEmpty());
    }

    @Test
    void what_nobody_could_be_told_says_so() {
        UUID id = untold();
        Document dispatch = new Document("dueAt", NEVER).append("attempts", 10).append("parkedAt", new Date());
        Awaited.value(mongo.updateFirst(theCase(id), new Update().set("dispatch", dispatch), "cases"));
        goOn();
        assertThat(listed(id, "?consumer=NOTICES")).isEmpty();
        assertThat(listed(id, ""))
                .singleElement()
                .satisfies(item -> assertThat(item.get("consumer").isNull()).isTrue());
        assertThat(resumed("?consumer=NOTICES")).isZero();
        assertThat(resumed("")).isEqualTo(1);
        Eventually.until("people are told", () -> isTold(id));
        Eventually.until("all is told", () -> outbox(id).isEmpty());
    }

    @Test
    void a_consumer_that_does_not_exist_is_refused() {
        for (String method : List.of("GET", "POST")) {
            WebTestClient.ResponseSpec answer = town.as("admin")
                    .method(HttpMethod.valueOf(method))
                    .uri((method.equals("GET") ? PATH : PATH + "/actions/resume") + "?consumer=nobody")
                    .header(ContractCheck.ON_PURPOSE, "true")
                    .exchange();
            assertThat(answer.returnResult(byte[].class).getStatus().value()).isEqualTo(400);
        }
    }

    @Test
    void each_consumer_has_one_handler_and_no_other_order() {
        List<EventHandler> all = handlers.stream().toList();
        assertThat(all).extracting(EventHandler::consumer).containsExactlyInAnyOrder(Consumer.values());
        assertThat(all)
                .as("the list of consumers is the order")
                .noneMatch(handler -> AnnotatedElementUtils.hasAnnotation(
                        Objects.requireNonNull(handler).getClass(), Order.class));
    }

    /** Clients see these names, and documents keep them. */
    @Test
    void the_contract_knows_every_consumer() {
        JsonNode schema = Town.read(town.anybody()
                .get()
                .uri("/openapi.json")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody());
        String consumers = schema.at("/components/schemas/EventConsumer/enum").toString();
        assertThat(Arrays.stream(Consumer.values())).allMatch(consumer -> consumers.contains(consumer.name()));
    }
}
