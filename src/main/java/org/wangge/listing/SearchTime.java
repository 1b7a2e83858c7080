package org.wangge.listing;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The time that each reading of one page of a search may take in the database. When it is up, what was found until then is the page. This is also
 * the most that a search reads.
 */
final class SearchTime {

    static final Duration MOST = Duration.ofSeconds(3);

    /** Of what was found so many at most are lost when the time is up. */
    private static final int BATCH = 20;

    /** MaxTimeMSExpired. */
    private static final int EXPIRED = 50;

    private final AtomicBoolean up = new AtomicBoolean();

    /** What is found in time; nothing more once it was up. */
    <R> Flux<R> within(Query query, Function<Query, ? extends Flux<? extends R>> find) {
        if (up.get()) {
            return Flux.empty();
        }
        return Flux.<R>from(find.apply(query.maxTime(MOST).cursorBatchSize(BATCH)))
                .onErrorResume(SearchTime::isUp, late -> {
                    up.set(true);
                    return Mono.empty();
                });
    }

    boolean isUp() {
        return up.get();
    }

    private static boolean isUp(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MongoException known && known.getCode() == EXPIRED) {
                return true;
            }
        }
        return false;
    }
}
