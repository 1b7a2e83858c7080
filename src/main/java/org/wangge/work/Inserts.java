package org.wangge.work;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.BSONException;
import org.bson.BsonBinaryWriter;
import org.bson.BsonBinaryWriterSettings;
import org.bson.BsonWriterSettings;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Stores documents, many with one command wherever that is possible: they share an exchange and a wait for the disk. */
@Component
public final class Inserts {

    private static final int DUPLICATE_KEY = 11000;
    private static final int MOST_IN_A_GROUP = 64;

    /** What every MongoDB-compatible server takes as one document. */
    private static final int LARGEST_DOCUMENT = 16 * 1024 * 1024;

    /** While one group is written the next one is already on its way. */
    private static final int GROUPS_UNDER_WAY = 2;

    private final ReactiveMongoTemplate mongo;
    private final Codec<Document> codec;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    Inserts(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.codec = mongo.getMongoDatabaseFactory().getCodecRegistry().get(Document.class);
    }

    /**
     * Stores a new document, together with others that come at the same moment. Each is still stored or refused by itself, and
     * nobody is told before his own is safe. Alone, a document goes at once; what comes while groups are under way is the next
     * group. Fails with {@link DuplicateKeyException} when its id or another unique value is taken, and with a {@link BSONException}
     * when it cannot be written as BSON (it is too large, say); then it is not stored. When the database does not answer it may have
     * been stored or not, as with any write.
     *
     * @param document with its id
     */
    public Mono<Void> insert(Document document, String collection) {
        return Mono.create(
                sink -> lanes.computeIfAbsent(collection, Lane::new).take(new Waiting(bytes(document), sink)));
    }

    /**
     * Stores those of the records that are not there yet; for what a handler makes of events, with ids that come from the
     * events. Repeatable. Says how many it stored.
     */
    public Mono<Integer> insertAbsent(Collection<?> records, String collection) {
        return records.isEmpty()
                ? Mono.just(0)
                : Mono.defer(() -> insertAll(
                                documents(records).stream().map(this::bytes).toList(), collection))
                        .thenReturn(records.size())
                        .onErrorResume(
                                Inserts::onlyRepeats,
                                repeated -> Mono.just(records.size()
                                        - ((MongoBulkWriteException) repeated)
                                                .getWriteErrors()
                                                .size()));
    }

    /**
     * Stores each of the records under its id, in place of what is there; for reference data. Usually all are new, and an insert
     * is the cheapest way to find that out. Repeatable.
     */
    public Mono<Void> putAll(Collection<?> records, String collection) {
        return Mono.defer(() -> {
            List<Document> documents = documents(records);
            return insertAbsent(documents, collection)
                    .filter(added -> added < documents.size())
                    .flatMap(someAreThere -> replaceAll(documents, collection));
        });
    }

    private Mono<Void> replaceAll(List<Document> documents, String collection) {
        List<ReplaceOneModel<Document>> writes = documents.stream()
                .map(document -> new ReplaceOneModel<>(
                        Filters.eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)))
                .toList();
        return mongo.getCollection(collection)
                .flatMap(target -> Mono.from(target.bulkWrite(writes, new BulkWriteOptions().ordered(false))))
                .then();
    }

    /** A document goes as it is. */
    private List<Document> documents(Collection<?> records) {
        return records.stream()
                .map(record -> {
                    if (record instanceof Document document) {
                        return document;
                    }
                    Document document = new Document();
                    mongo.getConverter().write(record, document);
                    return document;
                })
                .toList();
    }

    /**
     * Encodes it, on the thread of whoever made it. The driver has one thread for what waits to be sent, and that has only to copy
     * these bytes.
     */
    private RawBsonDocument bytes(Document document) {
        BasicOutputBuffer buffer = new BasicOutputBuffer();
        try (BsonBinaryWriter writer = new BsonBinaryWriter(
                new BsonWriterSettings(), new BsonBinaryWriterSettings(LARGEST_DOCUMENT), buffer)) {
            codec.encode(
                    writer,
                    document,
                    EncoderContext.builder().isEncodingCollectibleDocument(true).build());
        }
        return new RawBsonDocument(buffer.getInternalBuffer(), 0, buffer.getPosition());
    }

    private Mono<Void> insertAll(List<RawBsonDocument> documents, String collection) {
        return mongo.getCollection(collection)
                .flatMap(target -> Mono.from(target.withDocumentClass(RawBsonDocument.class)
                        .insertMany(documents, new InsertManyOptions().ordered(false))))
                .then();
    }

    private static boolean onlyRepeats(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }

    private record Waiting(RawBsonDocument document, MonoSink<Void> sink) {}

    /** What is to go into one collection. */
    private final class Lane {

        private final String collection;
        private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
        private final Semaphore free = new Semaphore(GROUPS_UNDER_WAY);

        Lane(String collection) {
            this.collection = collection;
        }

        void take(Waiting one) {
            waiting.add(one);
            sendWaiting();
        }

        /** Looks again after giving back its place: what came in between has seen no place free. */
        private void sendWaiting() {
            while (!waiting.isEmpty() && free.tryAcquire()) {
                List<Waiting> group = nextGroup();
                if (group.isEmpty()) {
                    free.release();
                } else {
                    send(group);
                }
            }
        }

        private List<Waiting> nextGroup() {
            List<Waiting> group = new ArrayList<>();
            @Nullable Waiting next = waiting.poll();
            while (next != null) {
                group.add(next);
                next = group.size() < MOST_IN_A_GROUP ? waiting.poll() : null;
            }
            return group;
        }

        private void send(List<Waiting> group) {
            List<RawBsonDocument> documents =
                    group.stream().map(Waiting::document).toList();
            insertAll(documents, collection)
                    .doOnTerminate(() -> {
                        free.release();
                        sendWaiting();
                    })
                    .subscribe(
                            stored -> {},
                            failure -> tell(group, failure),
                            () -> group.forEach(one -> one.sink().success()));
        }
    }

    private void tell(List<Waiting> group, Throwable failure) {
        if (failure instanceof MongoBulkWriteException some && some.getWriteConcernError() == null) {
            Map<Integer, BulkWriteError> refused = some.getWriteErrors().stream()
                    .collect(Collectors.toMap(BulkWriteError::getIndex, Function.identity(), (first, second) -> first));
            for (int at = 0; at < group.size(); at++) {
                BulkWriteError error = refused.get(at);
                if (error == null) {
                    group.get(at).sink().success();
                } else {
                    group.get(at).sink().error(refusal(error, some));
                }
            }
        } else {
            group.forEach(one -> one.sink().error(failure));
        }
    }

    private static Throwable refusal(BulkWriteError error, MongoBulkWriteException all) {
        return error.getCode() == DUPLICATE_KEY
                ? new DuplicateKeyException(error.getMessage(), all)
                : new DataIntegrityViolationException(error.getMessage(), all);
    }
}
