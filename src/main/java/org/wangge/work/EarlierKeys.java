package org.wangge.work;

import java.time.Duration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Mono;

/**
 * The documents of a collection that earlier versions made. No id was claimed for them under the key of the operation that made them; the key
 * is a field of theirs, so that the operation is known when it comes again after the upgrade. Later ones have no such field
 * ({@link KeyClaims}): where no earlier ones are, its index is empty and nobody looks.
 */
public final class EarlierKeys {

    public static final String FIELD = "operationKey";

    private static final Duration FOR_GOOD = Duration.ofMillis(Long.MAX_VALUE);

    /** That there are none is believed for a while and not for ever: what an older instance stored last may come to light later. */
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final ReactiveMongoTemplate mongo;
    private final String collection;
    private final Mono<Boolean> any;

    public EarlierKeys(ReactiveMongoTemplate mongo, String collection) {
        this.mongo = mongo;
        this.collection = collection;
        this.any = Mono.defer(
                        () -> mongo.exists(Query.query(Criteria.where(FIELD).gt("")), collection))
                .cache(found -> found ? FOR_GOOD : BELIEVED, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** By which they are found; not unique, for then their collection could not be spread over shards. */
    public static Index index() {
        return new Index(FIELD, Direction.ASC).sparse();
    }

    /** What was made under this key; empty when there is none. */
    public <T> Mono<T> find(String key, Class<T> type) {
        return any.filter(Boolean::booleanValue)
                .flatMap(some -> mongo.findOne(Query.query(Criteria.where(FIELD).is(key)), type, collection));
    }

    /** Fails with {@link DuplicateKeyException} when one of them was made under this key. */
    public Mono<Void> refuse(String key) {
        return any.filter(Boolean::booleanValue)
                .flatMap(some -> mongo.exists(Query.query(Criteria.where(FIELD).is(key)), collection))
                .filter(Boolean::booleanValue)
                .flatMap(made -> Mono.error(() -> new DuplicateKeyException("made by an earlier version: " + key)));
    }
}
