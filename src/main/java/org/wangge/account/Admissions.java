package org.wangge.account;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.store.AccountStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** Who was let in, and whether they still are: for what goes on after the request that opened it was let in. */
@Component
public class Admissions {

    private final SignIns signIns;
    private final OpenSessions sessions;
    private final AccountStore accounts;
    private final ActorCache signedIn;

    Admissions(SignIns signIns, OpenSessions sessions, AccountStore accounts, ActorCache signedIn) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.accounts = accounts;
        this.signedIn = signedIn;
    }

    /**
     * Somebody who came with a token.
     *
     * @param until the end of the token
     */
    public record Admission(UUID accountId, UUID sessionId, Instant until) {}

    /** Of the bearer of this token; refuses {@code auth.required} when it is not good. Repeatable. */
    public Mono<Admission> of(String bearerToken) {
        return signIns.authenticate(bearerToken)
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("auth.required"))))
                .flatMap(actor -> signIns.sessionOf(bearerToken)
                        .map(session -> new Admission(actor.id(), session, endOf(bearerToken))));
    }

    /** Of a token that was found good. */
    private static Instant endOf(String bearerToken) {
        try {
            return SignedJWT.parse(bearerToken)
                    .getJWTClaimsSet()
                    .getExpirationTime()
                    .toInstant();
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Those whose session goes on and whose account is active, as stored at this moment, with what they may do now. Does not look
     * at the end of the token. Two queries, for however many.
     */
    public Mono<Map<Admission, Actor>> stillIn(Collection<Admission> admissions) {
        return Mono.zip(
                sessions.among(admissions.stream().map(Admission::sessionId).collect(Collectors.toSet())),
                accounts.all(admissions.stream().map(Admission::accountId).collect(Collectors.toSet()))
                        .filter(Account::isActive)
                        .collectMap(Account::id, signedIn::toActor),
                (open, actors) -> {
                    Map<Admission, Actor> still = new HashMap<>();
                    admissions.stream()
                            .filter(one -> open.contains(one.sessionId()))
                            .forEach(one -> {
                                Actor actor = actors.get(one.accountId());
                                if (actor != null) {
                                    still.put(one, actor);
                                }
                            });
                    return still;
                });
    }

    /**
     * Another number after each change to sessions, accounts or permissions that this instance made, for who does not want to
     * ask {@link #stillIn} again and again; what other instances change is not counted.
     */
    public long changes() {
        return signedIn.changes();
    }
}
