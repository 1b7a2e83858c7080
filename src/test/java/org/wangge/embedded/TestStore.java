package org.wangge.embedded;

import static java.util.Objects.requireNonNull;

import com.mongodb.ConnectionString;
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
import org.wangge.fixtures.TestServer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A store and a real driver talking to it. */
final class TestStore implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final EmbeddedStore store;
    final MongoClient client;
    final MongoDatabase database;

    /** The address of a database on another server; empty when it is this store that is talked to. */
    private final String other;

    TestStore(Path directory) {
        this(directory, true);
    }

    TestStore(Path directory, boolean fsync) {
        this(directory, fsync, "");
    }

    private TestStore(Path directory, boolean fsync, String other) {
        this.other = other;
        store = EmbeddedStore.start(directory, 0, fsync);
        ConnectionString uri = new ConnectionString(other.isEmpty() ? store.uri() : other);
        client = MongoClients.create(
                TestServer.settings(uri.getConnectionString()).build());
        database = client.getDatabase(requireNonNull(uri.getDatabase()));
    }

    /** The server that is named, else a store: for what any of them must do. */
    static TestStore orServer(Path directory) {
        return new TestStore(directory, false, TestServer.fresh());
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
        TestServer.drop(other);
        store.close();
    }
}
