package org.wangge.work;

import com.mongodb.connection.ServerDescription;
import com.mongodb.reactivestreams.client.MongoClient;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Whether the database is away. The driver lets each caller wait five seconds for a server, because a new primary is mostly there by
 * then. Once it was asked for so long in vain, nobody else need wait: all others hear at once that it is away, until it is back.
 */
@Component
public final class StoreReach {

    private static final Logger log = LoggerFactory.getLogger(StoreReach.class);

    private final MongoClient client;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean away;
    private volatile Sinks.Empty<Void> loss = Sinks.empty();

    StoreReach(MongoClient client) {
        this.client = client;
    }

    /** From memory. While the driver knows no server to write to, this has one question under way, so that it looks for one. */
    public boolean isAway() {
        if (hasPrimary()) {
            tell(false);
        } else if (asking.compareAndSet(false, true)) {
            ask();
        }
        return away;
    }

    /** Fails when the database becomes known to be away; for what is under way then. */
    public Mono<Void> lost() {
        return Mono.defer(() -> loss.asMono());
    }

    /** What whoever asks then hears. */
    public static DataAccessResourceFailureException failure() {
        return new DataAccessResourceFailureException("The database is away");
    }

    private boolean hasPrimary() {
        return client.getClusterDescription().getServerDescriptions().stream().anyMatch(ServerDescription::isPrimary);
    }

    private void ask() {
        Mono.from(client.getDatabase("admin").runCommand(new Document("ping", 1)))
                .doFinally(signal -> asking.set(false))
                .subscribe(answer -> tell(false), failure -> tell(!hasPrimary()));
    }

    private void tell(boolean isSo) {
        if (away == isSo) {
            return;
        }
        away = isSo;
        if (isSo) {
            log.warn("outcome=store-away");
            Sinks.Empty<Void> now = loss;
            loss = Sinks.empty();
            now.tryEmitError(failure());
        } else {
            log.info("outcome=store-back");
        }
    }
}
