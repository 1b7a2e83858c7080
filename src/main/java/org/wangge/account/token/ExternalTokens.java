package org.wangge.account.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.wangge.account.AccountSettings;
import reactor.core.publisher.Mono;

/**
 * Reads tokens of the external issuer, when one is configured: Firebase Authentication or any OpenID provider. Its keys are
 * looked up when the first token comes, so that a sleeping provider does not keep us from starting.
 */
@Component
public class ExternalTokens {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final @Nullable ReactiveJwtDecoder decoder;

    ExternalTokens(AccountSettings settings) {
        String issuer = settings.oidcIssuer();
        this.decoder = issuer == null || issuer.isBlank() ? null : decoder(issuer, settings.oidcAudience());
    }

    /** Who the external issuer says it is. */
    public record Identity(String subject, @Nullable String phone) {}

    private static ReactiveJwtDecoder decoder(String issuer, @Nullable String audience) {
        NimbusReactiveJwtDecoder reading =
                NimbusReactiveJwtDecoder.withIssuerLocation(issuer).build();
        List<OAuth2TokenValidator<Jwt>> checks = new ArrayList<>();
        checks.add(JwtValidators.createDefaultWithIssuer(issuer));
        if (audience != null && !audience.isBlank()) {
            checks.add(new JwtClaimValidator<List<String>>(
                    JwtClaimNames.AUD, meantFor -> meantFor != null && meantFor.contains(audience)));
        }
        reading.setJwtValidator(new DelegatingOAuth2TokenValidator<>(checks));
        return reading;
    }

    private static @Nullable Identity identity(Jwt jwt) {
        String subject = jwt.getSubject();
        return subject == null ? null : new Identity(subject, jwt.getClaimAsString("phone_number"));
    }

    /** Empty when no issuer is configured or the token is not a good one of its. */
    public Mono<Identity> read(String token) {
        if (decoder == null) {
            return Mono.empty();
        }
        return decoder.decode(token)
                .timeout(PATIENCE)
                .flatMap(jwt -> Mono.justOrEmpty(identity(jwt)))
                .onErrorResume(JwtException.class, bad -> Mono.empty());
    }
}
