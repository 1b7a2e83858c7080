package org.wangge.embedded;

import static java.util.Objects.requireNonNull;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A store and a real driver talking to it. */
final class TestStore implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final EmbeddedStore store;
    final MongoClient client;
    final MongoDatabase database;

    TestStore(Path directory) {
        this(directory, true);
    }

    TestStore(Path directory, boolean fsync) {
        store = EmbeddedStore.start(directory, 0, fsync);
        client = MongoClients.create(store.uri());
        database = client.getDatabase("wangge");
    }

    MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }

    static <T> T one(Publisher<T> publisher) {
        return requireNonNull(Mono.from(publisher).block(PATIENCE));
    }

    static <T> @Nullable T oneOrNone(Publisher<T> publisher) {
        return Mono.from(publisher).block(PATIENCE);
    }

    static <T> List<T> all(Publisher<T> publisher) {
        return requireNonNull(Flux.from(publisher).collectList().block(PATIENCE));
    }

    /** How many documents the store examined while something ran. */
    long examinedBy(Runnable work) {
        long before = store.documentsExamined();
        work.run();
        return store.documentsExamined() - before;
    }

    @Override
    public void close() {
        client.close();
        store.close();
    }
}
