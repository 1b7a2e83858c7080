package org.wangge.features.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Hearing;
import org.wangge.webhook.delivery.Receiver;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Three who follow the cases of an office: one by a stream, one by long polls, one by a webhook. The first two change instances. */
final class Followers implements AutoCloseable {

    private static final String EVENTS = "/api/v1/events?types=case";
    private static final String PERSON = "dispatcher-001";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final Instance front;
    private final Receiver receiver;
    private final List<Hearing> heard = new ArrayList<>();
    private final List<String> polled = new CopyOnWriteArrayList<>();
    private final Disposable polling;
    private volatile WebClient asked;
    private volatile String cursor;

    Followers(Cluster cluster, Instance front, Receiver receiver) {
        this.cluster = cluster;
        this.front = front;
        this.receiver = receiver;
        this.asked = front.http();
        this.cursor = Awaited.value(poll(front.http(), "")).get("cursor").stringValue();
        Awaited.value(front.http()
                .post()
                .uri("/api/v1/webhooks")
                .headers(headers -> headers.setBearerAuth(Awaited.value(Cluster.token(front.http(), "admin"))))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("url", receiver.url(), "area", "510703/510703001", "kinds", List.of("case")))
                .retrieve()
                .toBodilessEntity());
        this.polling = Mono.defer(() -> poll(asked, "&wait=2&after=" + cursor))
                .doOnNext(page -> {
                    page.get("events")
                            .forEach(event -> polled.add(event.get("eventId").stringValue()));
                    cursor = page.get("cursor").stringValue();
                })
                .onErrorResume(gone -> Mono.delay(Duration.ofMillis(100)).then(Mono.empty()))
                .repeat()
                .subscribe();
    }

    private Mono<JsonNode> poll(WebClient http, String more) {
        return http.get()
                .uri(EVENTS + more)
                .headers(headers -> headers.setBearerAuth(cluster.token(PERSON)))
                .retrieve()
                .bodyToMono(JsonNode.class);
    }

    /** From now on at this instance; whoever was cut off goes on where it was. */
    void follow(WebClient http) {
        asked = http;
        String last = null;
        if (!heard.isEmpty()) {
            Hearing before = heard.get(heard.size() - 1);
            Eventually.until("cut off", before::isOver);
            last = before.lastId();
        }
        heard.add(Hearing.at(http, EVENTS, cluster.token(PERSON), last));
    }

    /** Equal sets, nothing twice where nothing may come twice, and of each case all in order. */
    void assertAllHeardTheSame(Set<String> cases) {
        List<Document> kept = DeliveryCrashTests.all("live_events", Filters.eq("subject", "CASE")).stream()
                .filter(one -> cases.contains(one.get("subjectId").toString()))
                .sorted(DeliveryCrashTests.bySeq())
                .toList();
        List<String> ids = kept.stream().map(one -> one.get("_id").toString()).toList();
        assertThat(ids).doesNotHaveDuplicates();
        Map<String, Long> versions = new LinkedHashMap<>();
        for (Document one : kept) {
            long version = ((Number) one.get("version")).longValue();
            Long before = versions.put(one.get("subjectId").toString(), version);
            assertThat(before == null || before < version).as("in order").isTrue();
        }
        Eventually.until(LONGEST, "the stream has all", () -> streamed().size() >= ids.size());
        assertThat(streamed()).containsExactlyElementsOf(ids);
        Eventually.until(LONGEST, "the polls have all", () -> polled.size() >= ids.size());
        assertThat(polled).containsExactlyElementsOf(ids);
        Eventually.until(LONGEST, "the webhook has all", () -> delivered().size() >= ids.size());
        assertThat(delivered()).as("those that came again left out").containsExactlyInAnyOrderElementsOf(ids);
        Map<String, List<String>> byCase = new LinkedHashMap<>();
        kept.forEach(one -> byCase.computeIfAbsent(one.get("subjectId").toString(), id -> new ArrayList<>())
                .add(one.get("_id").toString()));
        List<String> delivered = List.copyOf(delivered());
        byCase.values()
                .forEach(own ->
                        assertThat(delivered.stream().filter(own::contains)).containsExactlyElementsOf(own));
    }

    private List<String> streamed() {
        return heard.stream()
                .flatMap(hearing -> hearing.events().stream())
                .map(event -> event.get("eventId").stringValue())
                .toList();
    }

    /** In the order in which they came first; an answer that was lost makes one come again. */
    private LinkedHashSet<String> delivered() {
        LinkedHashSet<String> first = new LinkedHashSet<>();
        receiver.received().forEach(one -> first.add(one.event().get("id").stringValue()));
        return first;
    }

    @Override
    public void close() {
        polling.dispose();
        heard.forEach(Hearing::close);
    }
}
