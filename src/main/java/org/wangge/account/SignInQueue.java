package org.wangge.account;

import java.util.concurrent.atomic.AtomicReferenceArray;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets one password at a time be tried under a name. Were they tried side by side, all would find the name unlocked, and
 * whoever sends a thousand guesses at once would have had a thousand. Every instance has its own line: over several, as many
 * more guesses as there are further instances may be tried before the lock is seen.
 */
final class SignInQueue {

    /** Names that share a line only wait for each other. */
    private static final int LINES = 1024;

    private final AtomicReferenceArray<Mono<Void>> lastInLine = new AtomicReferenceArray<>(LINES);

    /**
     * The guess, once those before it are done, in the order of subscription. One that nobody waits for any more is tried all
     * the same, because it has to count.
     */
    <T> Mono<T> next(String name, Mono<T> guess) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> done = Sinks.empty();
            Mono<Void> before = lastInLine.getAndSet(Math.floorMod(name.hashCode(), LINES), done.asMono());
            return (before == null ? guess : before.then(guess))
                    .doFinally(ended -> done.tryEmitEmpty())
                    .cache();
        });
    }
}
