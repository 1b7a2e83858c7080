package org.wangge.load;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.wangge.shared.Ids;
import org.wangge.work.Leases;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many events that nobody told anybody of, as after a night without an instance that does. */
final class CatchUpBenchmark implements Benchmark {

    private static final int EVENTS = Integer.getInteger("load.events", 100_000);
    private static final int BATCH = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "catch-up";
    }

    @Override
    public List<Row> measure() {
        try (App app = App.start(name(), Map.of());
                Clients clients = new Clients(app, 4);
                Store store = new Store(app)) {
            clients.signIn(District.people());
            List<Document> samples = untold(clients, store);
            backlog(samples, store);
            long told = count(store, "live_events");
            double cpuBefore = app.cpuSeconds();
            long begin = System.nanoTime();
            holdTheRelay(store, Instant.now());
            // Whatever is reported wakes the relay, which then tells of all.
            District.report(clients, District.OFFICES.get(0), 1).block(PATIENCE);
            store.untilNoneHas("cases", "dispatch.dueAt");
            double seconds = (System.nanoTime() - begin) / 1e9;
            double cpuMillis = (app.cpuSeconds() - cpuBefore) * 1000 / EVENTS;
            long heard = count(store, "live_events") - told;
            if (heard < EVENTS) {
                throw new IllegalStateException(heard + " of " + EVENTS + " events are in the feed");
            }
            return List.of(
                    Row.of(
                            "To catch up with %,d reports that nobody was told of".formatted(EVENTS),
                            "%.0f s, %.0f events a second".formatted(seconds, EVENTS / seconds)),
                    Row.of(
                            "Processor time of an event that is caught up with: feed, notices and all other consumers",
                            "%.2f ms".formatted(cpuMillis)));
        }
    }

    /** As the store has a report before anybody was told of it: one for each office, taken in while nobody may tell. */
    private static List<Document> untold(Clients clients, Store store) {
        store.untilNoneHas("cases", "dispatch.dueAt");
        holdTheRelay(store, Instant.now().plus(Leases.LENGTH));
        List<Document> samples = new ArrayList<>();
        for (String office : District.OFFICES) {
            String id = Clients.idIn(District.report(clients, office, 1).block(PATIENCE));
            samples.add(store.any("cases", eq("_id", UUID.fromString(id))).orElseThrow());
        }
        return samples;
    }

    private static void backlog(List<Document> samples, Store store) {
        Flux.range(samples.size(), EVENTS - samples.size())
                .map(number -> copy(samples.get(number % samples.size()), number))
                .buffer(BATCH)
                .concatMap(copies -> relayHeld(store, Instant.now().plus(Leases.LENGTH))
                        .then(Mono.from(store.collection("cases").insertMany(copies))))
                .then()
                .block(PATIENCE);
    }

    private static Document copy(Document sample, int number) {
        UUID id = Ids.next();
        String named = "P%07d".formatted(number);
        Document copy = new Document(sample).append("_id", id).append("number", named);
        copy.keySet().removeAll(List.of("operationKey", "operationHash"));
        Document told = sample.getList("outbox", Document.class).get(0);
        UUID eventId = Ids.next();
        Document event = new Document(told.get("event", Document.class))
                .append("eventId", eventId)
                .append("caseId", id)
                .append("number", named);
        Document toTell = new Document(told).append("_id", eventId).append("event", event);
        return copy.append("outbox", List.of(toTell));
    }

    private static void holdTheRelay(Store store, Instant until) {
        relayHeld(store, until).block(PATIENCE);
    }

    private static Mono<UpdateResult> relayHeld(Store store, Instant until) {
        return Mono.from(store.collection("turns")
                .updateOne(
                        eq("_id", "cases"),
                        Updates.combine(
                                Updates.set("token", UUID.randomUUID()), Updates.set("leaseUntil", Date.from(until))),
                        new UpdateOptions().upsert(true)));
    }

    private static long count(Store store, String collection) {
        return Mono.from(store.collection(collection).countDocuments())
                .blockOptional(PATIENCE)
                .orElse(0L);
    }
}
