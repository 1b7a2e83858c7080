package org.wangge.embedded.command;

import static java.util.Objects.requireNonNull;

import com.mongodb.ConnectionString;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Copies all collections with their indexes from one database to another, keeping every id. May be repeated: a document is
 * replaced by its id. Afterwards every document is read back and compared.
 */
final class DatabaseCopy {

    private static final Logger log = LoggerFactory.getLogger(DatabaseCopy.class);

    private static final String DATABASE = "wangge";
    private static final int BATCH = 200;
    private static final List<String> INDEX_DETAILS = List.of("v", "ns", "background");

    private final MongoDatabase source;
    private final MongoDatabase target;

    DatabaseCopy(MongoDatabase source, MongoDatabase target) {
        this.source = source;
        this.target = target;
    }

    /** The database an address names, or {@code wangge}. */
    static MongoDatabase database(MongoClient client, String uri) {
        String named = new ConnectionString(uri).getDatabase();
        return client.getDatabase(named == null ? DATABASE : named);
    }

    /** Copies; false if the target was not empty, or does not hold what the source does in the end. */
    boolean run(boolean merge) {
        List<String> names = names(source);
        if (!merge) {
            List<String> filled = names(target).stream().filter(this::isFilled).toList();
            if (!filled.isEmpty()) {
                log.error(
                        "The target already holds documents in {}. Use an empty one, or add --merge to write over equal ids.",
                        filled);
                return false;
            }
        }
        boolean same = true;
        for (String name : names) {
            long copied = documents(name);
            indexes(name);
            long equal = verify(name);
            log.info("collection={} copied={} verified={}", name, copied, equal);
            same &= copied == equal && count(source, name) == equal && (merge || count(target, name) == equal);
        }
        if (same) {
            log.info("Done: {} collections, all documents are the same on both sides.", names.size());
        } else {
            log.error(
                    "The two sides differ. Was something writing meanwhile? Stop it and run the command again with --merge.");
        }
        return same;
    }

    private static List<String> names(MongoDatabase database) {
        List<String> names = new ArrayList<>(requireNonNull(
                Flux.from(database.listCollectionNames()).collectList().block()));
        names.removeIf(name -> name.startsWith("system."));
        names.sort(null);
        return names;
    }

    private boolean isFilled(String name) {
        return Mono.from(target.getCollection(name).find().first()).block() != null;
    }

    private static long count(MongoDatabase database, String name) {
        return requireNonNull(
                Mono.from(database.getCollection(name).countDocuments()).block());
    }

    private long documents(String name) {
        MongoCollection<RawBsonDocument> to = raw(target, name);
        BulkWriteOptions anyOrder = new BulkWriteOptions().ordered(false);
        return requireNonNull(Flux.from(raw(source, name).find().batchSize(BATCH))
                .buffer(BATCH)
                .concatMap(batch ->
                        Mono.from(to.bulkWrite(replacements(batch), anyOrder)).thenReturn((long) batch.size()))
                .reduce(0L, Long::sum)
                .block());
    }

    private static MongoCollection<RawBsonDocument> raw(MongoDatabase database, String name) {
        return database.getCollection(name, RawBsonDocument.class);
    }

    private static List<ReplaceOneModel<RawBsonDocument>> replacements(List<RawBsonDocument> batch) {
        return batch.stream()
                .map(document -> new ReplaceOneModel<>(
                        Filters.eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)))
                .toList();
    }

    private void indexes(String name) {
        List<Document> wanted = new ArrayList<>();
        for (Document index :
                requireNonNull(Flux.from(source.getCollection(name).listIndexes())
                        .collectList()
                        .block())) {
            if (!"_id_".equals(index.getString("name"))) {
                INDEX_DETAILS.forEach(index::remove);
                wanted.add(index);
            }
        }
        if (!wanted.isEmpty()) {
            Mono.from(target.runCommand(new Document("createIndexes", name).append("indexes", wanted)))
                    .block();
        }
    }

    private long verify(String name) {
        return requireNonNull(Flux.from(raw(source, name).find().batchSize(BATCH))
                .buffer(BATCH)
                .concatMap(batch -> Flux.from(raw(target, name).find(Filters.in("_id", ids(batch))))
                        .collectList()
                        .map(found -> equal(batch, found)))
                .reduce(0L, Long::sum)
                .block());
    }

    private static List<BsonValue> ids(List<RawBsonDocument> batch) {
        return batch.stream().map(document -> document.get("_id")).toList();
    }

    private static long equal(List<RawBsonDocument> batch, List<RawBsonDocument> found) {
        Map<BsonValue, BsonDocument> byId = new HashMap<>();
        found.forEach(document -> byId.put(document.get("_id"), document));
        return batch.stream()
                .filter(document -> document.equals(byId.get(document.get("_id"))))
                .count();
    }
}
