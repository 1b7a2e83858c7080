package org.wangge.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wangge.fixtures.ProofSize;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store's process is killed with -9 under load, again and again, on the same files; nothing acknowledged may be missing. */
class StoreCrashTests {

    private static final int KILLS = ProofSize.of(6, 22);
    private static final int WRITERS = 32;

    @TempDir
    Path directory;

    private final Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Random random = new Random(7);

    @Test
    void every_acknowledged_write_is_found_after_each_of_twenty_two_kills() throws Exception {
        Path data = directory.resolve("data");
        for (int kill = 0; kill <= KILLS; kill++) {
            try (StoreProcess process = StoreProcess.store(data);
                    MongoClient client = MongoClients.create(process.uri())) {
                MongoCollection<Document> cases = client.getDatabase("wangge").getCollection("cases");
                if (kill == 0) {
                    one(cases.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true)));
                    one(cases.createIndex(
                            new Document("areas", 1).append("state", 1).append("updatedAt", -1)));
                }
                verify(cases, kill);
                if (kill < KILLS) {
                    int before = acknowledged.size();
                    killUnderLoad(process, cases, before + 100 + random.nextInt(1200));
                    assertThat(acknowledged.size()).isGreaterThan(before);
                }
            }
        }
        assertThat(acknowledged.size()).isGreaterThan(KILLS * 100);
    }

    private void killUnderLoad(StoreProcess process, MongoCollection<Document> cases, int until) throws Exception {
        Disposable load = Flux.range(0, WRITERS)
                .flatMap(writer -> write(cases).repeat().onErrorComplete(), WRITERS)
                .subscribe();
        Flux.interval(Duration.ofMillis(1))
                .takeUntil(tick -> acknowledged.size() >= until)
                .blockLast(Duration.ofSeconds(90));
        process.kill();
        load.dispose();
    }

    /** Inserts one document, then changes an older one; both are written down only once the store answered. */
    private Mono<Void> write(MongoCollection<Document> cases) {
        return Mono.defer(() -> {
            int id = ids.incrementAndGet();
            int older = ThreadLocalRandom.current().nextInt(id);
            Document document = new Document("_id", id)
                    .append("number", "n" + id)
                    .append("areas", List.of("d", "s" + id % 5, "c" + id % 50))
                    .append("state", "s0")
                    .append("updatedAt", 0)
                    .append("version", 0)
                    .append("text", "x".repeat(id % 1500));
            return Mono.from(cases.insertOne(document))
                    .doOnNext(done -> acknowledged.put(id, 0))
                    .then(Mono.from(cases.findOneAndUpdate(
                            Filters.eq("_id", older),
                            Updates.combine(
                                    Updates.inc("version", 1),
                                    Updates.inc("updatedAt", 1),
                                    Updates.set("state", "s" + id % 4)))))
                    .doOnNext(found -> acknowledged.merge(older, found.getInteger("version") + 1, Math::max))
                    .then();
        });
    }

    private void verify(MongoCollection<Document> cases, int kill) {
        Map<Integer, Document> found = new HashMap<>();
        all(cases.find()).forEach(document -> found.put(document.getInteger("_id"), document));
        acknowledged.forEach((id, version) -> {
            assertThat(found).as("after kill %s", kill).containsKey(id);
            Document document = requireNonNull(found.get(id));
            assertThat(document.getInteger("version"))
                    .as("version of %s after kill %s", id, kill)
                    .isGreaterThanOrEqualTo(version);
            assertThat(document.getInteger("version")).isEqualTo(document.getInteger("updatedAt"));
        });
        // What the indexes hold is what the documents say, entry by entry.
        Map<Integer, String> byIndex = new HashMap<>();
        for (int state = 0; state < 4; state++) {
            for (Document document :
                    all(cases.find(Filters.and(Filters.eq("areas", "d"), Filters.eq("state", "s" + state))))) {
                assertThat(byIndex.put(document.getInteger("_id"), document.getString("state")))
                        .isNull();
            }
        }
        assertThat(byIndex.keySet()).isEqualTo(found.keySet());
        for (int sample = 0; sample < 50 && !found.isEmpty(); sample++) {
            int id = found.keySet().stream()
                    .skip(random.nextInt(found.size()))
                    .findFirst()
                    .orElseThrow();
            assertThat(all(cases.find(Filters.eq("number", "n" + id)))).hasSize(1);
        }
        assertThat(one(cases.countDocuments(Filters.gte("number", "")))).isEqualTo(found.size());
    }
}
