package org.wangge.load;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The application's own store, seen with the bare reactive driver. */
final class Store implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(600);

    private final MongoClient client;

    Store(App app) {
        client = MongoClients.create(app.storeUri());
    }

    MongoCollection<Document> collection(String name) {
        return client.getDatabase("wangge").getCollection(name);
    }

    Optional<Document> any(String collection, Bson filter) {
        return Mono.from(collection(collection).find(filter).first()).blockOptional(PATIENCE);
    }

    List<Document> all(String collection) {
        return Flux.from(collection(collection).find()).collectList().block(PATIENCE);
    }

    Set<String> ids(String collection) {
        return Flux.from(collection(collection).find().projection(Projections.include("_id")))
                .map(one -> one.get("_id").toString())
                .collect(Collectors.toSet())
                .block(PATIENCE);
    }

    /** Makes a collection with the indexes of another. */
    MongoCollection<Document> like(String example, String name) {
        MongoCollection<Document> made = collection(name);
        Flux.from(collection(example).listIndexes())
                .filter(index -> !index.getString("name").equals("_id_"))
                .concatMap(index -> client.getDatabase("wangge")
                        .runCommand(new Document("createIndexes", name).append("indexes", List.of(withoutHome(index)))))
                .then()
                .block(PATIENCE);
        return made;
    }

    private static Document withoutHome(Document index) {
        Document copy = new Document(index);
        copy.remove("ns");
        return copy;
    }

    /**
     * Waits until no document has this field any more, and tells how long that took. Looks for one only: reading all that is
     * still to be done would keep the store from doing it.
     */
    Duration untilNoneHas(String collection, String field) {
        long begin = System.nanoTime();
        while (any(collection, Filters.exists(field)).isPresent()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(collection + " still has " + field);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() {
        client.close();
    }
}
