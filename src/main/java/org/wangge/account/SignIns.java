package org.wangge.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.model.AccountRules;
import org.wangge.account.model.LockOut;
import org.wangge.account.model.Passwords;
import org.wangge.account.model.Renewal;
import org.wangge.account.model.Session;
import org.wangge.account.store.AccountStore;
import org.wangge.account.store.SessionStore;
import org.wangge.account.token.AccessTokens;
import org.wangge.account.token.ExternalTokens;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.PhoneNumbers;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** Signing in and staying signed in: passwords, sessions with rotating refresh tokens, and who a bearer token is. */
@Component
public class SignIns {

    private static final Duration HASHING_TIMEOUT = Duration.ofSeconds(10);
    private static final int STRENGTH = 10;

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final SignedIn signedIn;
    private final AccessTokens tokens;
    private final ExternalTokens external;
    private final AccountSettings settings;
    private final Blocking blocking;
    private final Clock clock;
    private final Guesses guesses = new Guesses();
    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(STRENGTH);

    /** Compared against when the name is unknown, so that both answers take as long. */
    private final Mono<String> nobodysHash;

    SignIns(
            AccountStore accounts,
            SessionStore sessions,
            SignedIn signedIn,
            AccessTokens tokens,
            ExternalTokens external,
            AccountSettings settings,
            Blocking blocking,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.signedIn = signedIn;
        this.tokens = tokens;
        this.external = external;
        this.settings = settings;
        this.blocking = blocking;
        this.clock = clock;
        this.nobodysHash = hash(Passwords.random()).cache();
    }

    /**
     * Opens a session. Refuses with {@code auth.failed} (name or password wrong, or the account disabled: it does not say
     * which) and {@code auth.locked} after too many failures under the name, with the seconds to wait.
     */
    public Mono<TokenPair> signIn(String username, String password) {
        String name = AccountRules.folded(username);
        return guesses.next(
                name,
                refuseWhileLocked(name)
                        .then(Mono.defer(() -> proven(username, password)))
                        .flatMap(account -> sessions.forgetFailures(name).then(open(account)))
                        .switchIfEmpty(Mono.defer(() -> countFailure(name))));
    }

    /** Empty unless the name is known, the account active and the password right; takes as long in every case. */
    private Mono<Account> proven(String username, String password) {
        return accounts.findByName(AccountRules.folded(username))
                .switchIfEmpty(Mono.defer(() -> accounts.findByName(AccountRules.foldedBefore(username))))
                .filter(account -> account.isActive() && account.passwordHash() != null)
                .switchIfEmpty(Mono.defer(() ->
                        nobodysHash.flatMap(hash -> matches(password, hash)).then(Mono.empty())))
                .filterWhen(account -> matches(password, Objects.requireNonNull(account.passwordHash())));
    }

    private Mono<Void> refuseWhileLocked(String name) {
        return sessions.attempts(name).flatMap(attempts -> {
            Instant until = attempts.lockedUntil();
            Instant now = clock.instant();
            return until != null && now.isBefore(until)
                    ? Mono.error(() -> new Refused(locked(Duration.between(now, until))))
                    : Mono.empty();
        });
    }

    private static Refusal locked(Duration left) {
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return Refusal.of("auth.locked", seconds).retryAfter(seconds);
    }

    private Mono<TokenPair> countFailure(String name) {
        return sessions.countFailure(name)
                .map(failures -> LockOut.after(
                        failures, settings.freeAttempts(), settings.firstLockOut(), settings.longestLockOut()))
                .flatMap(lock -> lock.isZero()
                        ? Mono.<Void>empty()
                        : sessions.lock(name, clock.instant().plus(lock)))
                .then(Mono.error(() -> new Refused(Refusal.of("auth.failed"))));
    }

    private Mono<TokenPair> open(Account account) {
        UUID id = Ids.next();
        String secret = Passwords.random();
        Instant now = clock.instant();
        Session session = new Session(
                id,
                account.id(),
                Passwords.fastHash(secret),
                List.of(),
                now,
                now.plus(settings.refreshTokenLife()),
                null,
                null,
                null,
                null);
        return sessions.open(session)
                .then(accounts.noteSignIn(account.id()))
                .then(Mono.defer(() -> pair(account.id(), id, secret)));
    }

    private Mono<TokenPair> pair(UUID accountId, UUID sessionId, String secret) {
        return blocking.call(HASHING_TIMEOUT, () -> tokens.issue(accountId, sessionId))
                .map(token -> new TokenPair(
                        token, "Bearer", settings.accessTokenLife().toSeconds(), sessionId + "." + secret));
    }

    /**
     * A new pair for a refresh token, which is thereby used up. Refuses with {@code auth.refresh-invalid}; a token that was
     * used before ends the whole session, because someone else may have it. Repeatable with its key only, until the pair it
     * gave is used: a phone that heard no answer sends both again and gets another pair in place of that one.
     *
     * @param key made by the phone for this call; whoever copied a token does not know it
     */
    public Mono<TokenPair> refresh(String refreshToken, @Nullable UUID key) {
        return Mono.defer(() -> rotate(refreshToken, key == null ? null : Passwords.fastHash(key.toString())));
    }

    private Mono<TokenPair> rotate(String refreshToken, @Nullable String keyHash) {
        int dot = refreshToken.indexOf('.');
        if (dot < 0) {
            return invalid();
        }
        UUID id = Ids.parse(refreshToken.substring(0, dot), "auth.refresh-invalid");
        String presented = Passwords.fastHash(refreshToken.substring(dot + 1));
        String secret = Passwords.random();
        Renewal renewal = new Renewal(
                presented, keyHash, Passwords.fastHash(secret), clock.instant().plus(settings.refreshTokenLife()));
        // The new pair is made before the old token is used up: when that fails, the old one can be sent again.
        return sessions.find(id)
                .flatMap(session -> accounts.find(session.accountId()))
                .filter(Account::isActive)
                .flatMap(account -> pair(account.id(), id, secret))
                .flatMap(pair -> sessions.rotateIfCurrent(id, renewal).map(rotated -> pair))
                .switchIfEmpty(Mono.defer(() -> revokeIfReused(id, presented).then(invalid())));
    }

    private Mono<Session> revokeIfReused(UUID id, String presentedHash) {
        return sessions.find(id)
                .filter(session -> session.usedHashes().contains(presentedHash))
                .flatMap(session -> sessions.revoke(id, "reuse"))
                .doOnNext(revoked -> signedIn.forgetSession(id))
                .then(Mono.empty());
    }

    private static Mono<TokenPair> invalid() {
        return Mono.error(() -> new Refused(Refusal.of("auth.refresh-invalid")));
    }

    /** Ends the session of this access token; repeatable. */
    public Mono<Void> signOut(String accessToken) {
        return Mono.justOrEmpty(tokens.read(accessToken))
                .flatMap(claims -> sessions.revoke(claims.sessionId(), "sign-out")
                        .doOnNext(revoked -> signedIn.forgetSession(claims.sessionId())))
                .then();
    }

    /**
     * Who sends this bearer token: one of ours with an open session, or the external issuer's for an account known by its
     * subject or by a phone number that is its alone. Empty when the token is no good or the account may not act. Refuses
     * {@code auth.issuer-unavailable} when the external issuer cannot be asked.
     */
    public Mono<Actor> authenticate(String bearerToken) {
        if (tokens.isOurs(bearerToken)) {
            return Mono.justOrEmpty(tokens.read(bearerToken))
                    .filterWhen(claims -> signedIn.isOpen(claims.sessionId()))
                    .flatMap(claims -> signedIn.actor(claims.accountId()));
        }
        return external.read(bearerToken)
                .flatMap(identity -> accounts.findByExternalSubject(identity.subject())
                        .switchIfEmpty(Mono.defer(() -> byPhone(identity))))
                .flatMap(account -> signedIn.actor(account.id()));
    }

    /** A number passes from one person to the next; who is known by a subject is not found by a number any more. */
    private Mono<Account> byPhone(ExternalTokens.Identity identity) {
        return identity.phone() == null
                ? Mono.empty()
                : accounts.findByOnlyPhone(PhoneNumbers.spellings(identity.phone()))
                        .filter(account -> account.externalSubject() == null);
    }

    Mono<String> hash(String password) {
        return blocking.call(HASHING_TIMEOUT, () -> encoder.encode(password));
    }

    Mono<Boolean> matches(String password, String hash) {
        return blocking.call(HASHING_TIMEOUT, () -> encoder.matches(password, hash));
    }
}
