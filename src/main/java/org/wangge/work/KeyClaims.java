package org.wangge.work;

import java.util.UUID;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import reactor.core.publisher.Mono;

/**
 * Which id the thing has, or will have, that an operation makes. The claim's own id is made from the operation's key, so one key claims
 * one id, whichever shard things lie on and however often and wherever the operation comes: then the insert of the thing itself finds
 * the repeat by that id. Ids stay in the order of time. Who claimed and died has made nothing yet, and the repeat makes it.
 */
@Component
public final class KeyClaims {

    static final String CLAIMS = "key_claims";
    private static final String MADE = "made";

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    KeyClaims(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
    }

    /** The id for what this operation makes: the same each time under one key, another each time without. */
    public Mono<UUID> idFor(Operation operation) {
        String key = operation.key();
        if (key == null) {
            return Mono.fromSupplier(Ids::next);
        }
        return Mono.defer(() -> {
                    UUID fresh = Ids.next();
                    Document claim = new Document("_id", Ids.keyed(key)).append(MADE, fresh);
                    return inserts.insert(claim, CLAIMS).thenReturn(fresh);
                })
                .onErrorResume(DuplicateKeyException.class, claimed -> find(key));
    }

    /** The id that was claimed under this key; empty when none was. */
    public Mono<UUID> find(String key) {
        return mongo.findById(Ids.keyed(key), Document.class, CLAIMS).mapNotNull(claim -> claim.get(MADE, UUID.class));
    }
}
