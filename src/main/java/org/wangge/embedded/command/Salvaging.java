package org.wangge.embedded.command;

import com.mongodb.MongoException;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wangge.embedded.EmbeddedStore;
import org.wangge.embedded.StoreUnavailable;
import org.wangge.embedded.file.Salvage;
import reactor.core.publisher.Mono;

/** Carries what can be read of a damaged store into a fresh one, and says what could not be read. */
final class Salvaging implements Salvage.Documents {

    private static final Logger log = LoggerFactory.getLogger(Salvaging.class);

    private static final int BATCH = 200;
    private static final String INDEXES = "system.indexes";
    private static final List<String> INDEX_DETAILS = List.of("v", "ns", "background");

    private final MongoClient target;
    private final Map<String, List<RawBsonDocument>> waiting = new TreeMap<>();
    private final Map<String, Long> written = new TreeMap<>();
    private final List<RawBsonDocument> indexes = new ArrayList<>();
    private final List<String> lost;

    private Salvaging(MongoClient target, List<String> lost) {
        this.target = target;
        this.lost = lost;
    }

    /** False if nothing could be read. */
    static boolean run(Path from, Path to) {
        if (!Files.isDirectory(from)) {
            throw new StoreUnavailable("There is no directory " + from.toAbsolutePath());
        }
        if (EmbeddedStore.isIn(to)) {
            throw new StoreUnavailable(
                    "There is a store in " + to.toAbsolutePath() + " already. Name another directory.");
        }
        List<String> lost = new ArrayList<>();
        try (EmbeddedStore fresh = EmbeddedStore.start(to, 0);
                MongoClient client = MongoClients.create(fresh.uri())) {
            Salvaging salvaging = new Salvaging(client, lost);
            Path scratch = Files.createTempDirectory(to, "salvage");
            try (Salvage salvage = new Salvage(from, scratch, lost::add)) {
                salvage.read(salvaging);
            } finally {
                remove(scratch);
            }
            return salvaging.end();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void remove(Path scratch) throws IOException {
        try (var files = Files.list(scratch)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(scratch);
    }

    @Override
    public void take(String database, String collection, byte[] document) {
        RawBsonDocument taken = new RawBsonDocument(document);
        if (collection.equals(INDEXES)) {
            indexes.add(taken);
        } else if (!collection.startsWith("system.")) {
            String namespace = database + "." + collection;
            List<RawBsonDocument> batch = waiting.computeIfAbsent(namespace, name -> new ArrayList<>());
            batch.add(taken);
            if (batch.size() == BATCH) {
                write(namespace, batch);
            }
        }
    }

    private void write(String namespace, List<RawBsonDocument> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            Mono.from(database(namespace)
                            .getCollection(collection(namespace), RawBsonDocument.class)
                            .insertMany(batch, new InsertManyOptions().ordered(false)))
                    .block();
            written.merge(namespace, (long) batch.size(), Long::sum);
        } catch (MongoException refused) {
            lost.add(namespace + ": documents that the store refuses (" + refused.getMessage() + ")");
        }
        batch.clear();
    }

    private MongoDatabase database(String namespace) {
        return target.getDatabase(namespace.substring(0, namespace.indexOf('.')));
    }

    private static String collection(String namespace) {
        return namespace.substring(namespace.indexOf('.') + 1);
    }

    private boolean end() {
        waiting.forEach(this::write);
        indexes.forEach(this::index);
        written.forEach((namespace, count) -> log.info("collection={} salvaged={}", namespace, count));
        lost.forEach(what -> log.warn("lost: {}", what));
        long all = written.values().stream().mapToLong(Long::longValue).sum();
        log.info("Done: {} documents of {} collections are salvaged; {} losses.", all, written.size(), lost.size());
        return all > 0 || lost.isEmpty();
    }

    /** Documents that were lost in part may break an index that must be unique; the application makes its own at its start. */
    private void index(RawBsonDocument stored) {
        Document index = stored.decode(new DocumentCodec());
        String namespace = index.getString("ns");
        if (namespace == null || "_id_".equals(index.getString("name")) || !written.containsKey(namespace)) {
            return;
        }
        INDEX_DETAILS.forEach(index::remove);
        try {
            Mono.from(database(namespace)
                            .runCommand(new Document("createIndexes", collection(namespace))
                                    .append("indexes", List.of(index))))
                    .block();
        } catch (MongoException refused) {
            lost.add(namespace + ": index " + index.getString("name") + " (" + refused.getMessage() + ")");
        }
    }
}
