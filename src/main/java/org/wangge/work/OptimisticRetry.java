package org.wangge.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/**
 * The one way to write to the newest state: read, decide, write if it still is that state, and begin again when it is not.
 * Before each new attempt there is a short rest, longer each time and never the same for two, so that those who met once do
 * not meet again.
 */
public final class OptimisticRetry {

    /** With the rests between them a little more than a second. */
    private static final int MOST = 30;

    private static final int LONGER_EACH_TIME_MILLIS = 5;
    private static final long SOON_SECONDS = 1;

    private OptimisticRetry() {}

    /**
     * What the first attempt gives that gives something. An attempt is empty when another write came first, or when the
     * document has so many untold events that it takes no more; whoever acts on a version seen refuses by itself. Refuses
     * {@code store.busy} when all attempts were empty.
     */
    public static <T> Mono<T> untilWritten(Supplier<Mono<T>> attempt) {
        return Mono.defer(attempt).repeatWhenEmpty(lost -> lost.concatMap(OptimisticRetry::rest));
    }

    private static Mono<Long> rest(long attemptsBefore) {
        int longest = LONGER_EACH_TIME_MILLIS * (int) (attemptsBefore + 1);
        return attemptsBefore + 1 >= MOST
                ? Mono.error(() -> new Refused(Refusal.of("store.busy").retryAfter(SOON_SECONDS)))
                : Mono.delay(Duration.ofMillis(1L + ThreadLocalRandom.current().nextInt(longest)));
    }
}
