package org.wangge.account.token;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.wangge.account.AccountSettings;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/**
 * Reads tokens of the external issuer, when one is configured: Firebase Authentication or any OpenID provider. Its keys are
 * looked up when the first token comes, so that a sleeping provider does not keep us from starting.
 */
@Component
public class ExternalTokens {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long SOON_SECONDS = 5;
    private static final Logger log = LoggerFactory.getLogger(ExternalTokens.class);

    private final @Nullable String issuer;
    private final @Nullable ReactiveJwtDecoder decoder;

    ExternalTokens(AccountSettings settings, Clock clock) {
        String named = settings.oidcIssuer();
        this.issuer = named == null || named.isBlank() ? null : named;
        this.decoder = issuer == null ? null : decoder(issuer, settings.oidcAudience(), clock);
    }

    /**
     * Who the external issuer says it is.
     *
     * @param phone null when it says none, or says that it did not verify it
     * @param signIn names the sign-in that the token comes from, among all of this person: the issuer's session, else the moment
     *     of signing in; empty when it says neither
     * @param madeAt when the token was made; the epoch when it does not say
     */
    public record Identity(String subject, @Nullable String phone, String signIn, Instant madeAt) {}

    private static ReactiveJwtDecoder decoder(String issuer, @Nullable String audience, Clock clock) {
        NimbusReactiveJwtDecoder reading =
                NimbusReactiveJwtDecoder.withIssuerLocation(issuer).build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        List<OAuth2TokenValidator<Jwt>> checks = new ArrayList<>();
        checks.add(times);
        checks.add(new JwtIssuerValidator(issuer));
        // A token without an end would be good for ever.
        checks.add(new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull));
        if (audience != null && !audience.isBlank()) {
            checks.add(new JwtClaimValidator<List<String>>(
                    JwtClaimNames.AUD, meantFor -> meantFor != null && meantFor.contains(audience)));
        }
        reading.setJwtValidator(new DelegatingOAuth2TokenValidator<>(checks));
        return reading;
    }

    private static @Nullable Identity identity(Jwt jwt) {
        String subject = jwt.getSubject();
        // Firebase names only verified numbers and has no claim to say so; others say when one is not.
        boolean verified = !Boolean.FALSE.equals(jwt.getClaimAsBoolean("phone_number_verified"));
        return subject == null || subject.isBlank()
                ? null
                : new Identity(
                        subject,
                        verified ? jwt.getClaimAsString("phone_number") : null,
                        signIn(jwt),
                        Objects.requireNonNullElse(jwt.getIssuedAt(), Instant.EPOCH));
    }

    private static String signIn(Jwt jwt) {
        Object named = jwt.getClaims().getOrDefault("sid", jwt.getClaims().get("auth_time"));
        return named == null ? "" : named.toString();
    }

    /**
     * Empty when no issuer is configured or the token is not a good one of its. Refuses {@code auth.issuer-unavailable} when
     * the issuer's keys cannot be had. A token that does not even name the issuer is turned away without asking it.
     */
    public Mono<Identity> read(String token) {
        if (decoder == null || !namesIssuer(token)) {
            return Mono.empty();
        }
        return decoder.decode(token)
                .timeout(PATIENCE)
                .flatMap(jwt -> Mono.justOrEmpty(identity(jwt)))
                .onErrorResume(BadJwtException.class, bad -> Mono.empty())
                .onErrorMap(away -> {
                    log.warn("issuer={} outcome=unavailable reason={}", issuer, away.toString());
                    return new Refused(Refusal.of("auth.issuer-unavailable").retryAfter(SOON_SECONDS));
                });
    }

    private boolean namesIssuer(String token) {
        try {
            return Objects.equals(
                    issuer, SignedJWT.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException rubbish) {
            return false;
        }
    }
}
