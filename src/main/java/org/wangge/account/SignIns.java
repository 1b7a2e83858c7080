package org.wangge.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.model.AccountRules;
import org.wangge.account.model.Passwords;
import org.wangge.account.model.Session;
import org.wangge.account.model.SignInKey;
import org.wangge.account.model.TokenRotation;
import org.wangge.account.store.AccountStore;
import org.wangge.account.store.SessionStore;
import org.wangge.account.token.AccessTokens;
import org.wangge.account.token.ExternalTokens;
import org.wangge.shared.Actor;
import org.wangge.shared.CallerAddress;
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

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final FailedSignIns failed;
    private final PasswordHashes hashes;
    private final ActorCache signedIn;
    private final AccessTokens tokens;
    private final ExternalTokens external;
    private final AccountSettings settings;
    private final Blocking blocking;
    private final Clock clock;

    SignIns(
            AccountStore accounts,
            SessionStore sessions,
            FailedSignIns failed,
            PasswordHashes hashes,
            ActorCache signedIn,
            AccessTokens tokens,
            ExternalTokens external,
            AccountSettings settings,
            Blocking blocking,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.failed = failed;
        this.hashes = hashes;
        this.signedIn = signedIn;
        this.tokens = tokens;
        this.external = external;
        this.settings = settings;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * Opens a session. Refuses with {@code auth.failed} (name or password wrong, or the account disabled: it does not say
     * which), {@code auth.locked} after too many failures, with the seconds to wait, and {@code auth.busy} when too many try.
     *
     * @param address where the call comes from; failures lock the name for there
     */
    public Mono<TokenPair> signIn(String username, String password, CallerAddress address) {
        String name = AccountRules.folded(username);
        return failed.inTurn(
                name,
                address,
                accounts.findByName(name)
                        .switchIfEmpty(Mono.defer(() -> accounts.findByName(AccountRules.foldedBefore(username))))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(found ->
                                guessed(new SignInKey(name, address.value(), found.isPresent()), found, password)));
    }

    private Mono<TokenPair> guessed(SignInKey key, Optional<Account> found, String password) {
        return failed.guess(key, found.orElse(null), proven(found, password))
                .flatMap(account -> open(account, key.addressHash()));
    }

    /** Empty unless the account exists, is active and has this password; takes as long in every case. */
    private Mono<Account> proven(Optional<Account> found, String password) {
        return Mono.justOrEmpty(found)
                .filter(account -> account.isActive() && account.passwordHash() != null)
                .switchIfEmpty(Mono.defer(() -> hashes.matchesNobody()))
                .filterWhen(account -> matches(password, Objects.requireNonNull(account.passwordHash())));
    }

    /**
     * Sets one's own password and ends one's other sessions. Refuses {@code account.password-wrong}, {@code auth.locked} like
     * signing in, {@code account.password-weak}, {@code account.no-password} for who signs in elsewhere.
     *
     * @param accessToken of the session that goes on
     */
    public Mono<Void> changePassword(
            Actor actor, String accessToken, String current, String next, CallerAddress address) {
        return accounts.find(actor.id()).flatMap(account -> {
            String hash = account.passwordHash();
            if (hash == null) {
                return Mono.error(() -> new Refused(Refusal.of("account.no-password")));
            }
            AccountRules.checkPassword(next, account.username(), "/new");
            SignInKey key = new SignInKey(account.foldedName(), address.value(), true);
            Mono<Account> proof = matches(current, hash).filter(right -> right).map(right -> account);
            return failed.inTurn(account.foldedName(), address, failed.guess(key, account, proof))
                    .onErrorMap(
                            SignIns::isWrong, wrong -> new Refused(Refusal.field("account.password-wrong", "/current")))
                    .then(Mono.defer(() -> hash(next)))
                    .flatMap(made -> accounts.setOwnPassword(account.id(), hash, made))
                    .switchIfEmpty(Mono.error(
                            () -> new Refused(Refusal.of("store.busy").retryAfter(1))))
                    .then(Mono.defer(() -> endOthers(account.id(), accessToken)));
        });
    }

    private static boolean isWrong(Throwable failure) {
        return failure instanceof Refused refused && refused.refusal().code().equals("auth.failed");
    }

    private Mono<Void> endOthers(UUID accountId, String accessToken) {
        UUID kept = tokens.read(accessToken).map(AccessTokens.Claims::sessionId).orElse(accountId);
        return sessions.revokeOthersOf(accountId, kept, "password-change")
                .doOnSuccess(done -> signedIn.forgetSessions());
    }

    private Mono<TokenPair> open(Account account, String addressHash) {
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
                null,
                addressHash);
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
        TokenRotation renewal = new TokenRotation(
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

    /**
     * Ends the session of this access token; repeatable. Of an external issuer's token only what hangs on it here ends, such as
     * the pushes to its phone: the issuer alone can take the token itself back.
     */
    public Mono<Void> signOut(String accessToken) {
        return tokens.isOurs(accessToken)
                ? Mono.justOrEmpty(tokens.read(accessToken))
                        .flatMap(claims -> sessions.revoke(claims.sessionId(), "sign-out")
                                .doOnNext(revoked -> signedIn.forgetSession(claims.sessionId())))
                        .then()
                : outside(accessToken)
                        .flatMap(guest -> sessions.endExternal(guest.sessionId(), guest.accountId(), sessionEnd()));
    }

    /** Ends all sessions of the person on every device, and the pushes to these; repeatable. */
    public Mono<Void> signOutEverywhere(Actor actor) {
        return sessions.revokeOthersOf(actor.id(), actor.id(), "sign-out")
                .doOnSuccess(done -> signedIn.forgetSessions());
    }

    /**
     * The session that the bearer of this token is in, for what is to last no longer than that. An external issuer's sign-in
     * counts as one for as long as a session of ours, from each time this is asked. Refuses {@code auth.required} when it has
     * ended. Repeatable.
     */
    public Mono<UUID> sessionOf(String bearerToken) {
        Mono<UUID> session = tokens.isOurs(bearerToken)
                ? Mono.justOrEmpty(tokens.read(bearerToken)).map(AccessTokens.Claims::sessionId)
                : outside(bearerToken)
                        .flatMap(guest -> sessions.keepExternal(
                                guest.sessionId(), guest.accountId(), guest.tokenMadeAt(), sessionEnd()))
                        .map(Session::id);
        return session.switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("auth.required"))));
    }

    private Instant sessionEnd() {
        return clock.instant().plus(settings.refreshTokenLife());
    }

    /** Somebody whom the external issuer signed in. */
    private record Guest(UUID accountId, UUID sessionId, Instant tokenMadeAt) {}

    private Mono<Guest> outside(String bearerToken) {
        return external.read(bearerToken)
                .flatMap(identity -> accountOf(identity)
                        .map(account -> new Guest(
                                account.id(),
                                Ids.named(
                                        Instant.EPOCH,
                                        account.id() + " " + identity.subject() + " " + identity.signIn()),
                                identity.madeAt())));
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
        return external.read(bearerToken).flatMap(this::accountOf).flatMap(account -> signedIn.actor(account.id()));
    }

    private Mono<Account> accountOf(ExternalTokens.Identity identity) {
        return accounts.findByExternalSubject(identity.subject()).switchIfEmpty(Mono.defer(() -> byPhone(identity)));
    }

    /** A number passes from one person to the next; who is known by a subject is not found by a number any more. */
    private Mono<Account> byPhone(ExternalTokens.Identity identity) {
        return identity.phone() == null
                ? Mono.empty()
                : accounts.findByOnlyPhone(PhoneNumbers.spellings(identity.phone()))
                        .filter(account -> account.externalSubject() == null);
    }

    /** Ends every lock-out of the name. */
    Mono<Void> unlock(String foldedName) {
        return failed.forget(foldedName);
    }

    Mono<String> hash(String password) {
        return hashes.hash(password);
    }

    Mono<Boolean> matches(String password, String hash) {
        return hashes.matches(password, hash);
    }
}
