package org.wangge.work;

import java.util.Objects;
import java.util.function.Supplier;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;

/**
 * A document that a job found and has not read yet. One that cannot be read must not hold up the others, so it is read only
 * where its failure is caught: by {@link JobItems#readable}.
 *
 * @param id of the document, for whoever has to look at it
 * @param content reads it; may throw
 */
public record Unread<T>(Object id, Supplier<T> content) {

    /** All that the query finds, one after the other as they are asked for. */
    public static <T> Flux<Unread<T>> find(ReactiveMongoTemplate mongo, Query query, Class<T> type, String collection) {
        return mongo.find(query, Document.class, collection)
                .map(document -> new Unread<>(
                        Objects.requireNonNull(document.get("_id")),
                        () -> mongo.getConverter().read(type, document)));
    }
}
