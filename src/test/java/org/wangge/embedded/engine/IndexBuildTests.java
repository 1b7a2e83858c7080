package org.wangge.embedded.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wangge.embedded.EmbeddedStore;
import org.wangge.embedded.file.Opening;
import org.wangge.embedded.file.StoreFile;
import org.wangge.embedded.file.StoreMap;
import org.wangge.embedded.wire.StoreSecret;
import org.wangge.embedded.wire.StoreServer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An index of a large collection does not fit into memory: its build goes to the file as it goes, and counts when it is complete. */
class IndexBuildTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THINGS = 500;
    private static final String INDEX = MapNames.ofIndex("test", "things", "rank_1");

    @TempDir
    Path directory;

    private <T> T inStore(Function<MongoCollection<Document>, Mono<T>> work) {
        try (EmbeddedStore store = EmbeddedStore.start(directory, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            return requireNonNull(work.apply(client.getDatabase("test").getCollection("things"))
                    .block(PATIENCE));
        }
    }

    private static Mono<List<Integer>> ranks(MongoCollection<Document> things) {
        return Flux.from(things.find(Filters.gte("rank", 0)).sort(Sorts.ascending("rank")))
                .map(thing -> thing.getInteger("rank"))
                .collectList();
    }

    @Test
    void an_index_that_a_crash_left_half_built_is_built_from_the_beginning() {
        inStore(things -> Mono.from(things.createIndex(new Document("rank", 1)))
                .then(Mono.from(things.insertMany(IntStream.range(0, THINGS)
                        .mapToObj(i -> new Document("_id", i).append("rank", i))
                        .toList()))));
        String half = MapNames.whileBuilding(INDEX);
        try (StoreFile file = StoreFile.open(directory, new Opening(false, 1))) {
            file.renameMap(INDEX, half);
            StoreMap map = file.map(half);
            for (int i = 0; i < THINGS / 2; i++) {
                map.remove(requireNonNull(map.lastKey()));
            }
        }
        assertThat(inStore(IndexBuildTests::ranks))
                .isEqualTo(IntStream.range(0, THINGS).boxed().toList());
        try (StoreFile file = StoreFile.open(directory, new Opening(false, 1))) {
            assertThat(file.mapNames()).contains(INDEX).doesNotContain(half);
            assertThat(file.map(INDEX).size()).isEqualTo(THINGS);
        }
    }

    @Test
    void what_a_build_has_made_so_far_goes_to_the_file_before_memory_is_full() {
        Random random = new Random(1);
        try (StoreFile file = StoreFile.open(directory, new Opening(true, 1))) {
            StoreMap map = file.map(MapNames.whileBuilding(INDEX));
            file.flush();
            long before = file.bytes();
            int keys = 0;
            while (file.bytes() == before && keys < 1_000_000) {
                map.putUnlogged(ByteBuffer.allocate(32)
                        .putLong(random.nextLong())
                        .putLong(keys++)
                        .array());
                file.writeIfMuchWaits();
            }
            assertThat(file.bytes()).isGreaterThan(before + 50_000);
            assertThat(map.size()).isEqualTo(keys);
        }
    }

    private static Mono<String> unique(MongoCollection<Document> things) {
        return Mono.from(things.createIndex(new Document("rank", 1), new IndexOptions().unique(true)))
                .onErrorReturn(MongoException.class, "refused");
    }

    @Test
    void a_build_that_failed_leaves_nothing_for_the_next_one() {
        inStore(things -> Mono.from(things.insertMany(
                List.of(new Document("_id", 1).append("rank", 1), new Document("_id", 2).append("rank", 1)))));
        String failed = inStore(IndexBuildTests::unique);
        assertThat(failed).isEqualTo("refused");
        try (StoreFile file = StoreFile.open(directory, new Opening(false, 1))) {
            assertThat(file.mapNames()).doesNotContain(INDEX, MapNames.whileBuilding(INDEX));
        }
        inStore(things -> Mono.from(things.deleteOne(Filters.eq("_id", 2))));
        String made = inStore(IndexBuildTests::unique);
        List<Integer> found = inStore(IndexBuildTests::ranks);
        assertThat(made).isEqualTo("rank_1");
        assertThat(found).containsExactly(1);
    }

    /** Each of these writes gives free what it replaced; what the build has yet to read must stay. */
    @Test
    void a_build_that_writes_many_times_reads_all_documents() {
        StoreSecret secret = StoreSecret.random();
        try (StoreFile file = StoreFile.open(directory, new Opening(false, 1));
                StoreServer server = new StoreServer(
                        file, new StoredBackend(file, new QueryCounters(), Clock.systemUTC()), 0, false, secret);
                MongoClient client = MongoClients.create("mongodb://%s:%s@127.0.0.1:%d/test?authSource=admin"
                        .formatted(secret.user(), secret.password(), server.port()))) {
            MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
            int many = 2_000;
            Flux.range(0, many)
                    .map(IndexBuildTests::wordy)
                    .buffer(1_000)
                    .concatMap(things::insertMany)
                    .blockLast(PATIENCE);
            Mono.from(things.createIndex(new Document("words", 1))).block(PATIENCE);
            assertThat(Mono.from(things.countDocuments(Filters.eq("words", "shared")))
                            .block(PATIENCE))
                    .isEqualTo(many);
        }
    }

    private static Document wordy(int number) {
        List<String> words = new ArrayList<>(List.of("shared"));
        IntStream.range(0, 20).forEach(i -> words.add("word " + number * 31 % 977 + " " + i));
        return new Document("_id", number)
                .append("words", words)
                .append("text", "text %d ".formatted(number).repeat(20));
    }
}
