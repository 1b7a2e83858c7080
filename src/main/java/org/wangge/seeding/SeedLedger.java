package org.wangge.seeding;

import java.time.Clock;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which seeds were loaded, by checksum, so that the same ones are not loaded twice. */
@Component
class SeedLedger {

    private static final String SEEDS = "seeds";

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;

    SeedLedger(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Loads what has changed since it was loaded last; a crash in between loads it again, which every face allows. */
    Mono<Void> once(String name, String checksum, Mono<Void> loading) {
        return mongo.findById(name, Document.class, SEEDS)
                .filter(known -> checksum.equals(known.getString("checksum")))
                .hasElement()
                .flatMap(known -> known ? Mono.empty() : loading.then(Mono.defer(() -> note(name, checksum))));
    }

    private Mono<Void> note(String name, String checksum) {
        Document loaded = new Document("_id", name).append("checksum", checksum).append("loadedAt", clock.instant());
        return mongo.save(loaded, SEEDS).then();
    }

    Mono<Boolean> isLoaded(String name) {
        return mongo.findById(name, Document.class, SEEDS).hasElement();
    }
}
