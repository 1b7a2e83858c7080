package org.wangge.features.cluster;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoSocketException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.features.cluster.Courier.Phase;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.FcmStandIn.Received;
import org.wangge.fixtures.ProofSize;
import org.wangge.webhook.delivery.Receiver;
import org.wangge.work.internal.WorkLoops;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Instances are killed in every phase of telling somebody, and the store under load. Everybody hears of everything; twice only where an
 * answer was lost.
 */
class DeliveryCrashTests {

    private static final int KILLS = ProofSize.of(10, 100);
    private static final int STORE_KILLS = ProofSize.of(2, 10);
    private static final int STARTED_TOGETHER = 3;
    private static final int CASES_AT_A_TIME = 3;
    private static final long SEED = 20_261_129;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** Where leases are, with the prefix of their fields. */
    private static final List<List<String>> LEASES = List.of(
            List.of("turns", ""),
            List.of("jobs", ""),
            List.of("webhook_progress", ""),
            List.of("notices", "push."),
            List.of("notices", "ladder."));

    private static Cluster cluster;
    private static FcmStandIn fcm;
    private static Instance front;
    private static WorkLoops loops;

    private final List<FcmStandIn> services = new ArrayList<>(List.of(fcm));

    /** How often a notice was with an instance that died before the answer to its push was written down. */
    private final Map<String, Integer> lost = new TreeMap<>();

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        fcm = FcmStandIn.start();
        front = cluster.start(
                "--wangge.notification.fcm-credentials=" + fcm.credentials(),
                "--wangge.notification.fcm-endpoint=" + fcm.endpoint(),
                "--wangge.notification.per-minute=10000",
                "--wangge.webhook.private-targets=true");
        loops = front.bean(WorkLoops.class);
        loops.stop();
        cluster.signIn(front, "001");
        CaseLines.PEOPLE.forEach(DeliveryCrashTests::givePhone);
    }

    @AfterAll
    static void stop() {
        front.close();
        fcm.close();
        cluster.close();
    }

    private static void givePhone(String person) {
        value(front.http()
                .put()
                .uri("/api/v1/me/devices/phone-of-" + person)
                .headers(headers -> headers.setBearerAuth(cluster.token(person)))
                .bodyValue(Map.of(
                        "registrationToken",
                        "address-of-" + person,
                        "platform",
                        "ANDROID",
                        "appVersion",
                        "1.0",
                        "locale",
                        "zh-CN"))
                .retrieve()
                .toBodilessEntity());
    }

    @Test
    void wherever_an_instance_is_killed_everybody_hears_of_everything() {
        List<Phase> phases = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            phases.add(Phase.values()[kill % Phase.values().length]);
        }
        Collections.shuffle(phases, new Random(SEED));
        CaseLines lines = new CaseLines(cluster, front);
        Deque<CompletableFuture<Courier>> next = new ArrayDeque<>();
        try (Receiver receiver = new Receiver();
                Followers followers = new Followers(cluster, front, receiver)) {
            for (int kill = 0; kill < KILLS; kill++) {
                cluster.renewTokens(front);
                while (next.size() < STARTED_TOGETHER && kill + next.size() < KILLS) {
                    next.add(CompletableFuture.supplyAsync(() -> new Courier(cluster)));
                }
                try (Courier courier = next.remove().join()) {
                    services.add(courier.fcm());
                    followers.follow(courier.http());
                    killIn(phases.get(kill), courier, lines);
                }
            }
            followers.follow(front.http());
            loops.start();
            awaitAllTold();
            assertToldOnce(lines);
            assertPushed(phases, lines);
            followers.assertAllHeardTheSame(lines.ids());
        } finally {
            next.forEach(left -> left.thenAccept(Courier::close));
            loops.stop();
        }
    }

    private void killIn(Phase phase, Courier courier, CaseLines lines) {
        phase.await(courier);
        for (int tries = 0; !courier.isDead(); tries++) {
            assertThat(tries)
                    .as("still alive in %s: %s", phase, courier.output())
                    .isLessThan(10);
            lines.goOn(courier.http(), CASES_AT_A_TIME);
            Instant begin = Instant.now();
            // Others may have been quicker to push; then there is more to tell.
            Eventually.until(
                    "dead or idle",
                    () -> courier.isDead()
                            || Instant.now().isAfter(begin.plusSeconds(1))
                                    && count("notices", exists("push.dueAt")) == 0
                                    && count("cases", exists("dispatch")) == 0);
        }
        courier.kill();
        List<UUID> tokens = courier.gate().tokens();
        // In every phase: while it dies of one event, the push of another may be under way.
        for (Document held : all("notices", and(in("push.token", tokens), exists("push.dueAt")))) {
            lost.merge(held.get("_id").toString(), 1, Integer::sum);
        }
        if (phase.losesAnswers()) {
            assertThat(lost.keySet()).as("sent in %s", phase).containsAnyElementsOf(courier.sent());
        }
        freeLeases(tokens);
    }

    /** As when three quarters of a minute have gone by: the dead hold nothing up for longer. */
    private static void freeLeases(List<UUID> tokens) {
        LEASES.forEach(lease -> value(cluster.database()
                .getCollection(lease.get(0))
                .updateMany(
                        in(lease.get(1) + "token", tokens),
                        Updates.set(lease.get(1) + "leaseUntil", Date.from(Instant.now())))));
    }

    private static void awaitAllTold() {
        Eventually.until(LONGEST, "all is told", () -> count("cases", exists("dispatch")) == 0);
        Eventually.until(LONGEST, "all is pushed", () -> count("notices", exists("push.dueAt")) == 0);
    }

    private static List<Document> noticesOf(CaseLines lines, Bson which) {
        return all("notices", which).stream()
                .filter(one -> lines.ids().contains(one.get("caseId").toString()))
                .toList();
    }

    private static void assertToldOnce(CaseLines lines) {
        Map<UUID, String> names = all("accounts", Filters.empty()).stream()
                .collect(Collectors.toMap(one -> one.get("_id", UUID.class), one -> one.getString("username")));
        assertThat(noticesOf(lines, Filters.empty()).stream()
                        .map(one -> CaseLines.told(
                                one.get("caseId").toString(),
                                requireNonNull(names.get(one.get("recipientId", UUID.class))),
                                one.getString("kind"))))
                .containsExactlyInAnyOrderElementsOf(lines.expected());
    }

    private void assertPushed(List<Phase> phases, CaseLines lines) {
        Set<String> notices = ids(noticesOf(lines, exists("push")));
        Map<String, List<Received>> byNotice = services.stream()
                .flatMap(service -> service.received().stream())
                .filter(one -> notices.contains(one.noticeId()))
                .collect(Collectors.groupingBy(Received::noticeId));
        assertThat(services).allSatisfy(service -> assertThat(service.faults()).isEmpty());
        assertThat(byNotice.keySet()).isEqualTo(notices);
        int again = 0;
        for (var one : byNotice.entrySet()) {
            assertThat(one.getValue().size())
                    .as("messages of %s", one.getKey())
                    .isLessThanOrEqualTo(1 + lost.getOrDefault(one.getKey(), 0));
            assertThat(one.getValue().stream().map(DeliveryCrashTests::keys).distinct())
                    .as("a phone shows the last of them only")
                    .hasSize(1);
            again += one.getValue().size() - 1;
        }
        assertThat(again).as("sent again where the answer was lost").isGreaterThanOrEqualTo((int)
                phases.stream().filter(Phase::losesAnswers).count());
    }

    private static List<String> keys(Received one) {
        return Stream.of(
                        "/android/notification/tag",
                        "/android/collapse_key",
                        "/apns/headers/apns-collapse-id",
                        "/webpush/headers/Topic")
                .map(key -> one.address() + key + one.message().at(key).stringValue())
                .toList();
    }

    @Test
    void when_the_store_is_killed_under_load_nothing_acknowledged_is_lost_and_all_is_told()
            throws InterruptedException {
        CaseLines lines = new CaseLines(cluster, front);
        AtomicBoolean enough = new AtomicBoolean();
        loops.start();
        try {
            Disposable load = Flux.range(0, 4)
                    .flatMap(
                            phone -> Mono.defer(() -> lines.report(front.http(), UUID.randomUUID()))
                                    .repeat(() -> !enough.get()),
                            4)
                    .subscribe();
            for (int kill = 0; kill < STORE_KILLS; kill++) {
                int made = lines.made();
                Eventually.until(LONGEST, "some were taken in", () -> lines.made() > made + 10);
                cluster.killStore();
            }
            int made = lines.made();
            Eventually.until(LONGEST, "it goes on", () -> lines.made() > made + 10);
            enough.set(true);
            Eventually.until(LONGEST, "all are answered", load::isDisposed);
            freeLeases(heldNow());
            awaitAllTold();
        } finally {
            enough.set(true);
            loops.stop();
        }
        assertThat(ids(all("cases", Filters.empty()))).containsAll(lines.ids());
        assertToldOnce(lines);
        assertThat(fcm.received().stream().map(Received::noticeId)).containsAll(ids(noticesOf(lines, exists("push"))));
    }

    /** Of turns that failed with the store. */
    private static List<UUID> heldNow() {
        return LEASES.stream()
                .flatMap(lease -> all(lease.get(0), exists(lease.get(1) + "token")).stream()
                        .map(one -> lease.get(1).isEmpty()
                                ? one.get("token", UUID.class)
                                : one.get(lease.get(1).replace(".", ""), Document.class)
                                        .get("token", UUID.class)))
                .toList();
    }

    private static Set<String> ids(List<Document> documents) {
        return documents.stream().map(one -> one.get("_id").toString()).collect(Collectors.toCollection(HashSet::new));
    }

    private static long count(String collection, Bson which) {
        return value(cluster.database().getCollection(collection).countDocuments(which));
    }

    static List<Document> all(String collection, Bson which) {
        return value(Flux.from(cluster.database().getCollection(collection).find(which))
                .collectList());
    }

    private static <T> T value(Publisher<T> publisher) {
        return Mono.from(publisher)
                // A connection to a store that was killed is found dead when it is used next.
                .retryWhen(Retry.max(50).filter(MongoSocketException.class::isInstance))
                .blockOptional(LONGEST)
                .orElseThrow();
    }

    /** By which the feed of the district is in order. */
    static Comparator<Document> bySeq() {
        return Comparator.comparingLong(one -> ((Number) one.get("seq")).longValue());
    }
}
