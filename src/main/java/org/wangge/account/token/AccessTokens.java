package org.wangge.account.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.produce.JWSSignerFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.account.AccountSettings;
import org.wangge.shared.Ids;

/** Makes and reads our own access tokens. */
@Component
public class AccessTokens {

    private static final JWSSignerFactory SIGNERS = new DefaultJWSSignerFactory();
    /** Whom our tokens are meant for; one that we made for something else is no key to this. */
    private static final String AUDIENCE = "wangge-api";

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final SigningKeys keys;
    private final AccountSettings settings;
    private final Clock clock;

    /** A phone sends the same token for a quarter of an hour; its signature is checked once a minute, its end every time. */
    private final Cache<String, Claims> verified = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    AccessTokens(SigningKeys keys, AccountSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a good token says. */
    public record Claims(UUID accountId, UUID sessionId, Instant expiresAt) {}

    /** Signs; takes a millisecond or two, so it is called where passwords are checked, off the event loop. */
    public String issue(UUID accountId, UUID sessionId) {
        Instant now = clock.instant();
        JWK key = keys.current();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(AUDIENCE)
                .subject(accountId.toString())
                .claim("sid", sessionId.toString())
                .jwtID(Ids.next().toString())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.accessTokenLife())))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(keys.algorithm()).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(SIGNERS.createJWSSigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("Signing failed", impossible);
        }
        return token.serialize();
    }

    /** Whether the token claims to be ours, without believing it. */
    public boolean isOurs(String token) {
        if (verified.getIfPresent(token) != null) {
            return true;
        }
        try {
            return settings.issuer()
                    .equals(SignedJWT.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException rubbish) {
            return false;
        }
    }

    /** Empty unless it is ours, signed with our key and not past its end. */
    public Optional<Claims> read(String token) {
        Claims known = verified.getIfPresent(token);
        if (known == null) {
            known = verify(token).orElse(null);
            if (known == null) {
                return Optional.empty();
            }
            verified.put(token, known);
        }
        return Optional.of(known).filter(claims -> clock.instant().isBefore(claims.expiresAt()));
    }

    private Optional<Claims> verify(String token) {
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            JWTClaimsSet claims = parsed.getJWTClaimsSet();
            boolean good = keys.algorithm().equals(parsed.getHeader().getAlgorithm())
                    && settings.issuer().equals(claims.getIssuer())
                    && claims.getAudience().contains(AUDIENCE)
                    && !isAhead(claims.getIssueTime())
                    && !isAhead(claims.getNotBeforeTime())
                    && parsed.verify(verifier());
            return good
                    ? Optional.of(new Claims(
                            UUID.fromString(claims.getSubject()),
                            UUID.fromString(claims.getStringClaim("sid")),
                            claims.getExpirationTime().toInstant()))
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException rubbish) {
            return Optional.empty();
        }
    }

    private boolean isAhead(Date time) {
        return time.toInstant().isAfter(clock.instant().plus(SKEW));
    }

    private JWSVerifier verifier() throws JOSEException {
        JWK key = keys.current();
        return key instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier(key.toECKey());
    }
}
