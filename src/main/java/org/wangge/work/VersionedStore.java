package org.wangge.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.shared.Operation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A collection of documents that change by guarded writes. A change, its line, its events and the key of the operation are one
 * write of one document, which happens only if the document still is the one that was decided on. Made by
 * {@link VersionedStores}.
 */
public final class VersionedStore<T extends Record & Versioned> {

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;
    private final Runnable wakeRelay;
    private final Class<T> type;
    private final String collection;
    private final @Nullable History history;
    private final Differences differences;
    private final EarlierKeys earlier;
    private final KeyClaims claims;

    VersionedStore(
            ReactiveMongoTemplate mongo,
            Inserts inserts,
            Runnable wakeRelay,
            Class<T> type,
            String collection,
            @Nullable History history) {
        this.mongo = mongo;
        this.inserts = inserts;
        this.wakeRelay = wakeRelay;
        this.type = type;
        this.collection = collection;
        this.history = history;
        this.differences = new Differences(type, mongo.getConverter());
        this.earlier = new EarlierKeys(mongo, collection);
        this.claims = new KeyClaims(mongo, inserts);
    }

    /**
     * Lines that are kept beside the file and not read with it.
     *
     * @param field that holds them
     * @param linesKept so many; the oldest go first
     */
    public record History(String field, int linesKept) {}

    /**
     * What is written beside the file.
     *
     * @param told events as {@link #told} stores them
     * @param operation that made the change, whose key is kept with the document; null when nobody asked for it. Of a new document the
     *     one that claimed its id ({@link KeyClaims}); null when none did
     * @param sameToo further conditions on the document as it is, {@code null} for none
     * @param line of the history kept beside the file, null for none
     */
    public record Beside(
            List<Document> told,
            @Nullable Operation operation,
            Instant at,
            @Nullable Document sameToo,
            @Nullable Record line) {

        public Beside(List<Document> told, @Nullable Operation operation, Instant at) {
            this(told, operation, at, null, null);
        }
    }

    /** An event as it is stored in the document until the relay has told it. */
    public Document told(DomainEvent event) {
        return new Document("_id", event.eventId()).append("event", document(event));
    }

    /** The same for several. */
    public List<Document> told(List<? extends DomainEvent> events) {
        return events.stream().map(this::told).collect(Collectors.toCollection(ArrayList::new));
    }

    /**
     * Stores a new document with its first events. Fails with {@link DuplicateKeyException} when its id, its operation or
     * another unique value is taken.
     */
    public Mono<T> insert(T file, Beside beside) {
        Mono<Void> stored = inserts.insert(whole(file, beside), collection);
        String key = beside.operation() == null ? null : beside.operation().key();
        return (key == null ? stored : earlier.refuse(key).then(stored)).then(Mono.fromSupplier(() -> {
            woken(beside);
            return file;
        }));
    }

    /** Stores those of these that are not there yet, each with its first events and all with one command; says how many it stored. */
    public Mono<Integer> insertAbsent(List<T> files, Function<T, Beside> besides) {
        List<Document> documents =
                files.stream().map(file -> whole(file, besides.apply(file))).toList();
        return inserts.insertAbsent(documents, collection).doOnNext(stored -> wakeRelay.run());
    }

    private Document whole(T file, Beside beside) {
        Document document = document(file);
        Operation.Done made =
                beside.operation() == null ? null : beside.operation().done(beside.at());
        if (made != null) {
            // So that the key is known when it comes with a change of the same.
            document.append("operations", List.of(document(made)));
        }
        if (history != null) {
            document.append(history.field(), beside.line() == null ? List.of() : List.of(document(beside.line())));
        }
        if (!beside.told().isEmpty()) {
            Outbox.insertInto(document, beside.told(), beside.at());
        }
        return document;
    }

    /**
     * Makes the document that was decided on the next one, and gives that; empty when it is not the one that was decided on any more, or
     * has so many events to tell that it takes no more. The store is not asked for what is known: it answers only that it did it.
     */
    public Mono<T> change(T before, T after, Beside beside) {
        Document update = differences.between(before, after);
        Operation.Done done =
                beside.operation() == null ? null : beside.operation().done(beside.at());
        T next = after;
        if (done != null) {
            List<Operation.Done> kept = Operation.kept(before.operations(), done);
            differences.set(update, "operations", kept);
            next = type.cast(differences.with(after, "operations", kept));
        }
        if (beside.line() != null && history != null) {
            Differences.operator(update, "$push")
                    .append(
                            history.field(),
                            new Document("$each", List.of(document(beside.line())))
                                    .append("$slice", -history.linesKept()));
        }
        Document same = same(before);
        if (beside.sameToo() != null) {
            same.putAll(beside.sameToo());
        }
        if (!beside.told().isEmpty()) {
            Outbox.append(same, update, beside.told(), beside.at());
        }
        T changed = next;
        return write(same, update).filter(Boolean::booleanValue).map(written -> {
            woken(beside);
            return changed;
        });
    }

    private Document same(T file) {
        Document same = new Document("_id", mongo.getConverter().convertToMongoType(file.id()));
        same.putAll(file.storedVersion());
        return same;
    }

    private void woken(Beside beside) {
        if (!beside.told().isEmpty()) {
            wakeRelay.run();
        }
    }

    private Mono<Boolean> write(Document same, Document update) {
        return mongo.execute(collection, target -> target.updateOne(same, update))
                .next()
                .map(written -> written.getMatchedCount() == 1);
    }

    /** Makes whoever decides on this version of it decide anew; false when somebody did that already. */
    public Mono<Boolean> moveOnIfVersion(T file) {
        return mongo.execute(
                        collection,
                        target -> target.updateOne(same(file), new Document("$inc", new Document("version", 1L))))
                .next()
                .map(updated -> updated.getModifiedCount() == 1);
    }

    /** Empty when there is none. */
    public Mono<T> find(Object id) {
        return one(Criteria.where("_id").is(id));
    }

    /** Empty when there is none, or not for these eyes. */
    public Mono<T> findVisible(Object id, Criteria visible) {
        return one(Criteria.where("_id").is(id).andOperator(visible));
    }

    /** What an operation made, however long ago; empty when it made nothing. */
    public Mono<T> findByOperation(String operationKey) {
        return claims.find(operationKey)
                .flatMap(this::find)
                .switchIfEmpty(
                        Mono.defer(() -> one(Criteria.where(EarlierKeys.FIELD).is(operationKey))));
    }

    private Mono<T> one(Criteria criteria) {
        return mongo.findOne(withoutHistory(Query.query(criteria)), type, collection);
    }

    /** All that the query asks for, without their histories. */
    public Flux<T> find(Query query) {
        return mongo.find(withoutHistory(query), type, collection);
    }

    /** The same as far as the type asks for. */
    public <P> Flux<P> find(Query query, Class<P> as) {
        return mongo.find(query, as, collection);
    }

    /** How many the query asks for. */
    public Mono<Long> count(Query query) {
        return mongo.count(query, collection);
    }

    /** Whether there is one. */
    public Mono<Boolean> exists(Criteria criteria) {
        return mongo.exists(Query.query(criteria), collection);
    }

    private Query withoutHistory(Query query) {
        if (history != null) {
            query.fields().exclude(history.field());
        }
        return query;
    }

    /** A record as it is stored. */
    public Document document(Object record) {
        Document document = new Document();
        mongo.getConverter().write(record, document);
        return document;
    }
}
