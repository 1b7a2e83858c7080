package org.wangge.features.cluster;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes turns away from relays in the middle of their work, as if they had died holding them: some run out at once, some only
 * in a moment. Who lost a lease may have done the work already; it must not count twice.
 */
final class LeaseThief implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(250);
    private static final long A_MOMENT = 1500;

    private final AtomicLong taken = new AtomicLong();
    private final Disposable loop;

    LeaseThief(MongoCollection<Document> relays) {
        this.loop = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(
                        tick -> Mono.from(relays.updateMany(
                                Filters.and(Filters.exists("token"), Filters.gt("leaseUntil", new Date())),
                                Updates.combine(
                                        Updates.set("token", UUID.randomUUID()),
                                        Updates.set(
                                                "leaseUntil",
                                                new Date(System.currentTimeMillis()
                                                        + (tick % 16 == 0 ? A_MOMENT : -1)))))),
                        1)
                .subscribe(result -> taken.addAndGet(result.getModifiedCount()));
    }

    long taken() {
        return taken.get();
    }

    @Override
    public void close() {
        loop.dispose();
    }
}
