package org.wangge.seeding;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** Which seeds were loaded, by checksum, so that the same ones are not loaded twice. */
@Component
class SeedLedger {

    private static final Logger log = LoggerFactory.getLogger(SeedLedger.class);
    private static final String SEEDS = "seeds";

    private final ReactiveMongoTemplate mongo;
    private final Blocking blocking;
    private final Clock clock;

    SeedLedger(ReactiveMongoTemplate mongo, Blocking blocking, Clock clock) {
        this.mongo = mongo;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Loads a file's content if it has changed since it was loaded last. */
    Mono<Void> once(String file, Supplier<Mono<Void>> loading) {
        return once(file, List.of(file), loading);
    }

    /**
     * Loads what comes from some files if any has changed since it was loaded last; a crash in between loads it again, which
     * every face allows. Reads the files at once, so it is called on a thread that may wait; the loading begins on one.
     */
    Mono<Void> once(String name, List<String> files, Supplier<Mono<Void>> loading) {
        String checksum = SeedFiles.checksum(files);
        return mongo.findById(name, Document.class, SEEDS)
                .filter(known -> checksum.equals(known.getString("checksum")))
                .hasElement()
                .publishOn(blocking.scheduler())
                .flatMap(known -> known
                        ? Mono.empty()
                        : timed(name, Mono.defer(loading)).then(Mono.defer(() -> note(name, checksum))));
    }

    private static Mono<Void> timed(String name, Mono<Void> loading) {
        return Mono.defer(() -> {
            long begin = System.nanoTime();
            return loading.doOnSuccess(done ->
                    log.debug("seed={} outcome=loaded millis={}", name, (System.nanoTime() - begin) / 1_000_000));
        });
    }

    private Mono<Void> note(String name, String checksum) {
        Document loaded = new Document("_id", name).append("checksum", checksum).append("loadedAt", clock.instant());
        return mongo.save(loaded, SEEDS).then();
    }
}
