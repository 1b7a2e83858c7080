package org.wangge.work;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.InsertManyOptions;
import java.util.List;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores what a handler makes of events: documents whose ids come from the events, so that storing them again does nothing. */
@Component
public final class OnceOnly {

    private static final int DUPLICATE_KEY = 11000;

    private final ReactiveMongoTemplate mongo;

    OnceOnly(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Inserts those of the documents that are not there yet. */
    public Mono<Void> insertAll(List<Document> documents, String collection) {
        if (documents.isEmpty()) {
            return Mono.empty();
        }
        return mongo.getCollection(collection)
                .flatMapMany(target -> target.insertMany(documents, new InsertManyOptions().ordered(false)))
                .onErrorResume(OnceOnly::onlyRepeats, repeated -> Flux.empty())
                .then();
    }

    private static boolean onlyRepeats(Throwable failure) {
        return failure instanceof DuplicateKeyException
                || (failure instanceof MongoBulkWriteException bulk
                        && bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY));
    }
}
