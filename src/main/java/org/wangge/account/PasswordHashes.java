package org.wangge.account;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Passwords;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes passwords on two threads of their own with a short queue, so that guessing slows neither tables nor documents, and
 * whoever comes when the queue is full hears so at once. Refuses {@code auth.busy}.
 */
@Component
class PasswordHashes implements DisposableBean {

    private static final int STRENGTH = 10;
    private static final int THREADS = 2;
    private static final int QUEUED = 64;
    private static final long RETRY_SECONDS = 2;
    private static final int REMEMBERED = 32;
    private static final Duration FOR_GOOD = Duration.ofDays(36_500);

    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, QUEUED, "passwords", 60, true);
    private final PasswordEncoder encoder;
    private final AtomicLongArray lately = new AtomicLongArray(REMEMBERED);
    private final AtomicInteger measured = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    /** One comparison at the first guess at nobody, so that there is a time to wait. */
    private final Mono<Boolean> compared = hash(Passwords.random())
            .flatMap(hash -> matches(Passwords.random(), hash))
            // Kept when it went well only: the queue may have been full.
            .cache(made -> FOR_GOOD, failure -> Duration.ZERO, () -> Duration.ZERO);

    /** @param other one that is quicker and weaker, for tests only */
    PasswordHashes(ObjectProvider<PasswordEncoder> other) {
        this.encoder = other.getIfAvailable(() -> new BCryptPasswordEncoder(STRENGTH));
    }

    Mono<String> hash(String password) {
        return run(() -> encoder.encode(password));
    }

    Mono<Boolean> matches(String password, String hash) {
        return run(() -> {
            long begun = System.nanoTime();
            boolean right = encoder.matches(password, hash);
            lately.set(Math.floorMod(measured.getAndIncrement(), REMEMBERED), System.nanoTime() - begun);
            return right;
        });
    }

    /**
     * Takes as long as a comparison and completes empty: a name that does not exist must not be told from one that does. It
     * waits as long as one of the last comparisons took, and for its place behind those that are under way now, but computes
     * nothing and takes no place, so that guesses at unknown names cost nobody anything.
     */
    <T> Mono<T> matchesNobody() {
        return compared.then(Mono.defer(() -> {
            int ahead = underWay.get();
            if (ahead >= THREADS + QUEUED) {
                return Mono.error(() -> new Refused(busy()));
            }
            int known = Math.max(1, Math.min(measured.get(), REMEMBERED));
            long nanos = lately.get(ThreadLocalRandom.current().nextInt(known));
            return Mono.delay(Duration.ofNanos(nanos * (1 + ahead / THREADS))).then(Mono.empty());
        }));
    }

    private <T> Mono<T> run(Supplier<T> work) {
        return Mono.defer(() -> {
            underWay.incrementAndGet();
            return Mono.fromSupplier(work)
                    .subscribeOn(threads)
                    .doFinally(ended -> underWay.decrementAndGet())
                    .onErrorMap(RejectedExecutionException.class, full -> new Refused(busy()));
        });
    }

    private static Refusal busy() {
        return Refusal.of("auth.busy", RETRY_SECONDS).retryAfter(RETRY_SECONDS);
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
