package org.wangge.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.wangge.shared.Operation;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/**
 * The operations that change many documents or none that has a version, so that no document can keep their keys: with each its
 * answer, for eight days. What changes one document keeps its key there, see {@link VersionedStore}.
 */
@Component
public final class DoneOperations implements RecurringJob, StoreIndexes {

    private static final String COLLECTION = "done_operations";
    /** A day more than clients are promised. */
    private static final Duration KEPT_FOR = Duration.ofDays(8);

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;
    private final Clock clock;

    DoneOperations(ReactiveMongoTemplate mongo, Inserts inserts, Clock clock) {
        this.mongo = mongo;
        this.inserts = inserts;
        this.clock = clock;
    }

    /**
     * What an operation came to.
     *
     * @param replayed whether it had been done before and was not done again
     */
    public record Once<T>(T answer, boolean replayed) {}

    /**
     * An attempt.
     *
     * @param at when the operation began, also when this is not its first attempt
     * @param again whether an attempt before may have done part of it
     */
    public record Begun(Instant at, boolean again) {}

    /**
     * Does something, or gives the answer it had the first time. What was begun and did not come to its end is done again, so it
     * must be repeatable. Refuses {@code idempotency.key-reused}. What is refused was not done, and its key is free again.
     *
     * @param about names it where its key is used for something else
     * @param type of the answer: a record of what can be stored, or a plain value
     */
    public <T> Mono<Once<T>> once(Operation operation, String about, Class<T> type, Function<Begun, Mono<T>> act) {
        String key = operation.key();
        return key == null
                ? Mono.defer(() -> act.apply(new Begun(clock.instant(), false)))
                        .map(answer -> new Once<>(answer, false))
                : OptimisticRetry.untilWritten(() -> attempt(key, operation, about, type, act));
    }

    /** Empty when an attempt before ended just now because it was refused. */
    private <T> Mono<Once<T>> attempt(
            String key, Operation operation, String about, Class<T> type, Function<Begun, Mono<T>> act) {
        Instant now = clock.instant();
        Document begun = new Document("_id", key)
                .append("hash", operation.bodyHash())
                .append("about", about)
                .append("begunAt", now);
        return inserts.insert(begun, COLLECTION)
                .thenReturn(true)
                .onErrorResume(DuplicateKeyException.class, there -> Mono.just(false))
                .flatMap(first -> first
                        ? done(key, type, act.apply(new Begun(now, false)))
                                .onErrorResume(
                                        Refused.class, refused -> forget(key).then(Mono.error(refused)))
                        : find(key).flatMap(known -> repeated(known, operation, type, act)));
    }

    private <T> Mono<Once<T>> repeated(
            Document known, Operation operation, Class<T> type, Function<Begun, Mono<T>> act) {
        String key = known.getString("_id");
        operation.repeats(key, known.getString("hash"), known.getString("about"));
        T answer = answer(known, type);
        return answer == null
                ? done(key, type, act.apply(new Begun(known.getDate("begunAt").toInstant(), true)))
                : Mono.just(new Once<>(answer, true));
    }

    /** The first answer stays, also when two attempts come to their end. */
    private <T> Mono<Once<T>> done(String key, Class<T> type, Mono<T> act) {
        return act.flatMap(answer -> mongo.updateFirst(
                        unanswered(key),
                        new Update()
                                .set(
                                        "answer",
                                        mongo.getConverter().convertToMongoType(answer, TypeInformation.of(type))),
                        COLLECTION)
                .flatMap(updated -> updated.getModifiedCount() == 1
                        ? Mono.just(answer)
                        : find(key).mapNotNull(known -> answer(known, type)).defaultIfEmpty(answer))
                .map(kept -> new Once<>(kept, false)));
    }

    private Mono<Document> find(String key) {
        return mongo.findById(key, Document.class, COLLECTION);
    }

    private Mono<Void> forget(String key) {
        return mongo.remove(unanswered(key), COLLECTION).then();
    }

    private static Query unanswered(String key) {
        return Query.query(Criteria.where("_id").is(key).and("answer").exists(false));
    }

    private <T> @Nullable T answer(Document known, Class<T> type) {
        Object answer = known.get("answer");
        return answer instanceof Document record ? mongo.getConverter().read(type, record) : type.cast(answer);
    }

    @Override
    public Map<String, List<Index>> indexes() {
        // What is to be forgotten.
        return Map.of(COLLECTION, List.of(new Index("begunAt", Direction.ASC)));
    }

    @Override
    public String name() {
        return "done-operations";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public Mono<Void> run() {
        return Mono.defer(() -> mongo.remove(
                        Query.query(Criteria.where("begunAt").lt(clock.instant().minus(KEPT_FOR))), COLLECTION))
                .then();
    }
}
