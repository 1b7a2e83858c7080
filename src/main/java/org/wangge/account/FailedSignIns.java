package org.wangge.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.model.LockOut;
import org.wangge.account.model.SignInKey;
import org.wangge.account.store.SessionStore;
import org.wangge.shared.CallerAddress;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/**
 * What wrong guesses lead to. A name is locked for the address that guessed, so that a stranger elsewhere keeps nobody out.
 * Too many failures under a name from everywhere, or from an address under all names, close it for who never signed in from
 * there; that is counted by each instance for itself.
 */
@Component
class FailedSignIns {

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int REMEMBERED = 50_000;

    private final SessionStore sessions;
    private final AccountSettings settings;
    private final Clock clock;
    private final SignInQueue guesses = new SignInQueue();
    private final Cache<String, Bucket> names = remembered();
    private final Cache<String, Bucket> addresses = remembered();

    FailedSignIns(SessionStore sessions, AccountSettings settings, Clock clock) {
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    private static Cache<String, Bucket> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(PERIOD)
                .build();
    }

    private static Bucket bucket(Cache<String, Bucket> of, String key, int most) {
        return of.get(
                key,
                absent -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, PERIOD))
                        .build());
    }

    /** What is tried under a name from an address, once what was tried there before is done. See {@link SignInQueue}. */
    <T> Mono<T> inTurn(String foldedName, CallerAddress address, Mono<T> attempt) {
        return guesses.next(foldedName + "|" + address.value(), attempt);
    }

    /**
     * Tries a guess when nothing is locked; an empty one is a failure. To be called {@linkplain #inTurn in turn}. Refuses {@code auth.locked} with
     * the seconds to wait, and {@code auth.failed}.
     *
     * @param account of that name, null when there is none
     */
    <T> Mono<T> guess(SignInKey key, @Nullable Account account, Mono<T> proof) {
        return refuseWhileLocked(key)
                .then(Mono.defer(() -> refuseStrangers(key, account)))
                .then(proof)
                .flatMap(proven -> sessions.forgetFailures(key.id()).thenReturn(proven))
                .switchIfEmpty(Mono.defer(() -> countFailure(key)));
    }

    private Mono<Void> refuseWhileLocked(SignInKey key) {
        return sessions.attempts(key.id()).flatMap(attempts -> {
            Instant until = attempts.lockedUntil();
            Instant now = clock.instant();
            return until != null && now.isBefore(until)
                    ? Mono.error(() -> new Refused(locked(Duration.between(now, until))))
                    : Mono.empty();
        });
    }

    private Mono<Void> refuseStrangers(SignInKey key, @Nullable Account account) {
        long wait = Math.max(
                waitOf(bucket(names, key.name(), settings.failuresOfAName())),
                waitOf(bucket(addresses, key.address(), settings.failuresFromAnAddress())));
        if (wait == 0) {
            return Mono.empty();
        }
        Mono<Boolean> known =
                account == null ? Mono.just(false) : sessions.hasComeFrom(account.id(), key.addressHash());
        return known.flatMap(
                welcome -> welcome ? Mono.empty() : Mono.error(() -> new Refused(locked(Duration.ofNanos(wait)))));
    }

    /** Nanoseconds until one more failure would be allowed; 0 when one is. */
    private static long waitOf(Bucket bucket) {
        return bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    private static Refusal locked(Duration left) {
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return Refusal.of("auth.locked", seconds).retryAfter(seconds);
    }

    private <T> Mono<T> countFailure(SignInKey key) {
        bucket(names, key.name(), settings.failuresOfAName()).tryConsume(1);
        bucket(addresses, key.address(), settings.failuresFromAnAddress()).tryConsume(1);
        return sessions.countFailure(key.id())
                .map(failures -> LockOut.after(
                        failures, settings.freeAttempts(), settings.firstLockOut(), settings.longestLockOut()))
                .flatMap(lock -> lock.isZero()
                        ? Mono.<Void>empty()
                        : sessions.lock(key.id(), clock.instant().plus(lock)))
                .then(Mono.error(() -> new Refused(Refusal.of("auth.failed"))));
    }

    /** Ends every lock-out of a name. */
    Mono<Void> forget(String foldedName) {
        names.invalidate(foldedName);
        return sessions.forgetFailuresOf(SignInKey.prefixOf(foldedName));
    }
}
