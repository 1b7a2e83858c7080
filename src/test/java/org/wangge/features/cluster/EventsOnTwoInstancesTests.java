package org.wangge.features.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Hearing;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A listener whose instance ends goes on at another one, and has heard each event once. */
class EventsOnTwoInstancesTests {

    private static final String EVENTS = "/api/v1/events";
    private static final String REPORT =
            "{\"categoryCode\":\"G0201\",\"description\":\"两台都能听\",\"position\":{\"longitude\":104.76,\"latitude\":31.4576}}";
    private static final int REPORTS = 30;

    private static Mono<String> report(Cluster cluster, Instance instance) {
        return instance.http()
                .post()
                .uri("/api/v1/cases")
                .headers(headers -> headers.setBearerAuth(cluster.token("worker-001-1")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(REPORT)
                .retrieve()
                .onStatus(HttpStatusCode::isError, answer -> answer.createException())
                .bodyToMono(JsonNode.class)
                .map(file -> file.get("id").stringValue());
    }

    private static List<String> reported(Cluster cluster, Instance... instances) {
        return Awaited.value(Flux.range(0, REPORTS)
                .flatMap(number -> report(cluster, instances[number % instances.length]), 4)
                .collectList());
    }

    private static List<String> ids(Hearing hearing) {
        return hearing.events().stream()
                .map(event -> event.get("eventId").stringValue())
                .toList();
    }

    private static Set<String> kept(Cluster cluster) {
        return Awaited.value(
                Flux.from(cluster.database().getCollection("live_events").find())
                        .filter(entry -> entry.getString("subject").equals("CASE"))
                        .map(entry -> ((Document) entry).get("_id").toString())
                        .collect(HashSet::new, Set::add));
    }

    @Test
    void what_was_told_before_and_after_the_change_is_each_event_once() {
        try (Cluster cluster = new Cluster();
                Instance other = cluster.start()) {
            Instance ending = cluster.start();
            cluster.signIn(other, "001");
            String token = cluster.token("dispatcher-001");
            Hearing here = Hearing.at(ending.http(), EVENTS + "?types=case", token, null);
            Hearing there = Hearing.at(other.http(), EVENTS + "?types=case", token, null);
            Set<String> cases = new HashSet<>(reported(cluster, ending, other));
            Eventually.until("half of them are heard of", () -> here.events().size() >= REPORTS / 2);

            Instant asked = Instant.now();
            ending.close();
            assertThat(here.said("bye").get("reason").stringValue()).isEqualTo("shutdown");
            Eventually.until("the stream is closed", here::isOver);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(15));

            cases.addAll(reported(cluster, other));
            Hearing again = Hearing.at(other.http(), EVENTS + "?types=case", token, here.lastId());
            Eventually.until(
                    "all are heard of",
                    () -> here.events().size() + again.events().size() >= cases.size());
            Eventually.until("all are heard of there", () -> there.events().size() >= cases.size());

            List<String> both = new ArrayList<>(ids(here));
            both.addAll(ids(again));
            assertThat(both).doesNotHaveDuplicates();
            assertThat(new HashSet<>(both)).isEqualTo(kept(cluster));
            assertThat(ids(there)).containsExactlyElementsOf(both);
            assertThat(Stream.of(here, again)
                            .flatMap(hearing -> hearing.events().stream())
                            .map(event -> UUID.fromString(event.get("id").stringValue())
                                    .toString()))
                    .containsExactlyInAnyOrderElementsOf(cases);
            JsonNode polled = Awaited.value(other.http()
                    .get()
                    .uri(EVENTS + "?wait=0&types=case&after="
                            + there.frame("hello").id())
                    .headers(headers -> headers.setBearerAuth(token))
                    .retrieve()
                    .bodyToMono(JsonNode.class));
            assertThat(polled.get("events")
                            .valueStream()
                            .map(event -> event.get("eventId").stringValue()))
                    .containsExactlyElementsOf(both);
        }
    }
}
