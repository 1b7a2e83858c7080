package org.wangge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wangge.account.model.Account;
import org.wangge.fixtures.OpenIdIssuer;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.shared.Actor;
import org.wangge.shared.Refused;

/** Tokens of an external OpenID provider, which is a real one over HTTP, on loopback. */
class ExternalSignInTests {

    private static final String AUDIENCE = "wangge-app";

    private static final TestClock CLOCK = new TestClock(WanggeTestConfiguration.START);
    private static OpenIdIssuer issuer;
    private static SignInDesk desk;

    @BeforeAll
    static void open() {
        issuer = new OpenIdIssuer();
        desk = new SignInDesk(CLOCK, issuer.issuer(), AUDIENCE);
    }

    @AfterAll
    static void close() {
        desk.close();
        issuer.close();
    }

    private JWTClaimsSet.Builder claims(String subject) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.issuer())
                .audience(AUDIENCE)
                .subject(subject)
                .issueTime(Date.from(CLOCK.instant()))
                .expirationTime(Date.from(CLOCK.instant().plusSeconds(3600)));
    }

    private @Nullable UUID who(String token) {
        return desk.signIns().authenticate(token).map(Actor::id).block();
    }

    private @Nullable UUID who(JWTClaimsSet.Builder claims) {
        return who(issuer.token(claims.build()));
    }

    @Test
    void somebody_is_known_by_the_subject_of_the_token() {
        Account person = desk.person("by-subject", null, "firebase-uid-1");
        assertThat(who(claims("firebase-uid-1"))).isEqualTo(person.id());
        assertThat(who(claims("firebase-uid-2"))).isNull();
    }

    @Test
    void somebody_is_known_by_a_verified_phone_however_it_is_written() {
        Account person = desk.person("by-phone", "19900000077", null);
        assertThat(who(claims("s-1").claim("phone_number", "+8619900000077"))).isEqualTo(person.id());
        assertThat(who(claims("s-1").claim("phone_number", "+86 199-0000-0077")))
                .isEqualTo(person.id());
        assertThat(who(claims("s-1").claim("phone_number", "+4419900000077"))).isNull();
        assertThat(who(claims("s-1").claim("phone_number", "+8619900000077").claim("phone_number_verified", true)))
                .isEqualTo(person.id());
        assertThat(who(claims("s-1").claim("phone_number", "+8619900000077").claim("phone_number_verified", false)))
                .isNull();
    }

    @Test
    void a_phone_that_two_share_identifies_nobody() {
        desk.person("shared-1", "19900000078", null);
        desk.person("shared-2", "+8619900000078", null);
        assertThat(who(claims("s-2").claim("phone_number", "+8619900000078"))).isNull();
    }

    @Test
    void a_phone_does_not_open_an_account_that_is_known_by_another_subject() {
        desk.person("moved-on", "19900000079", "first-owner");
        assertThat(who(claims("second-owner").claim("phone_number", "+8619900000079")))
                .isNull();
    }

    @Test
    void a_token_for_somebody_else_or_another_time_is_no_good() {
        desk.person("strict", null, "s-4");
        assertThat(who(claims("s-4").audience("another-app"))).isNull();
        assertThat(who(claims("s-4").audience((String) null))).isNull();
        assertThat(who(claims("s-4").expirationTime(null))).isNull();
        assertThat(who(claims("s-4").expirationTime(Date.from(CLOCK.instant().minusSeconds(120)))))
                .isNull();
        assertThat(who(claims("s-4").notBeforeTime(Date.from(CLOCK.instant().plusSeconds(600)))))
                .isNull();
        String good = issuer.token(claims("s-4").build());
        assertThat(who(good)).isNotNull();
        CLOCK.advance(Duration.ofHours(2));
        assertThat(who(good)).isNull();
    }

    @Test
    void a_token_that_the_issuer_did_not_sign_is_no_good() {
        desk.person("signed", null, "s-5");
        JWTClaimsSet claims = claims("s-5").build();
        assertThat(who(issuer.token(claims))).isNotNull();
        assertThat(who(issuer.forged(claims))).isNull();
        assertThat(who(issuer.confused(claims))).isNull();
        assertThat(who(new PlainJWT(claims).serialize())).isNull();
        String[] parts = issuer.token(claims).split("\\.");
        String others = issuer.token(claims("other").build()).split("\\.")[1];
        assertThat(who(parts[0] + "." + others + "." + parts[2])).isNull();
    }

    @Test
    void a_token_of_another_issuer_is_turned_away_without_asking_anybody() {
        desk.person("foreign", null, "s-6");
        int before = issuer.requests();
        assertThat(who(claims("s-6").issuer("https://elsewhere.example"))).isNull();
        assertThat(who("rubbish")).isNull();
        assertThat(who("a.b.c")).isNull();
        assertThat(issuer.requests()).isEqualTo(before);
    }

    @Test
    void a_disabled_person_is_not_let_in_by_anybody_elses_token() {
        Account person = desk.person("disabled", null, "s-7");
        value(desk.disable(person));
        assertThat(who(claims("s-7"))).isNull();
    }

    private boolean isOpen(UUID session) {
        return !value(desk.openSessions().among(List.of(session))).isEmpty();
    }

    @Test
    void what_lasts_as_long_as_a_sign_in_ends_when_somebody_elses_token_signs_out() {
        desk.person("phones", null, "s-9");
        String one =
                issuer.token(claims("s-9").claim("auth_time", 1_700_000_000).build());
        String other =
                issuer.token(claims("s-9").claim("auth_time", 1_700_000_001).build());
        UUID session = value(desk.signIns().sessionOf(one));
        UUID beside = value(desk.signIns().sessionOf(other));
        assertThat(value(desk.signIns().sessionOf(one))).isEqualTo(session).isNotEqualTo(beside);
        assertThat(isOpen(session)).isTrue();
        done(desk.signIns().signOut(one));
        assertThat(isOpen(session)).isFalse();
        assertThat(isOpen(beside)).isTrue();
        assertThat(catchThrowableOfType(
                                Refused.class,
                                () -> desk.signIns().sessionOf(one).block())
                        .refusal()
                        .code())
                .as("what was on its way comes too late")
                .isEqualTo("auth.required");
    }

    @Test
    void a_sign_out_that_comes_before_the_registration_still_ends_it_until_the_issuer_makes_another_token() {
        Account person = desk.person("quick", null, "s-10");
        String early = issuer.token(claims("s-10").build());
        done(desk.signIns().signOut(early));
        assertThat(catchThrowableOfType(
                        Refused.class, () -> desk.signIns().sessionOf(early).block()))
                .isNotNull();
        CLOCK.advance(Duration.ofSeconds(2));
        UUID session =
                value(desk.signIns().sessionOf(issuer.token(claims("s-10").build())));
        assertThat(isOpen(session)).isTrue();
        done(desk.sessions().revokeAllOf(person.id(), "password-reset"));
        assertThat(isOpen(session)).isFalse();
        CLOCK.advance(Duration.ofSeconds(2));
        assertThat(isOpen(value(
                        desk.signIns().sessionOf(issuer.token(claims("s-10").build())))))
                .isTrue();
        CLOCK.advance(Duration.ofDays(31));
        assertThat(isOpen(session)).as("nobody was heard of for a month").isFalse();
    }

    @Test
    void while_the_issuer_is_away_the_client_is_told_to_come_again() {
        // A desk that has never heard of the issuer's keys, and people who sign in with us.
        SignInDesk fresh = new SignInDesk(CLOCK, issuer.issuer(), AUDIENCE);
        fresh.person("patient");
        Account person = fresh.person("guest", null, "s-8");
        issuer.away(true);
        String token = issuer.token(claims("s-8").build());
        Refused refused = catchThrowableOfType(
                Refused.class, () -> fresh.signIns().authenticate(token).block());
        assertThat(refused.refusal().code()).isEqualTo("auth.issuer-unavailable");
        assertThat(refused.refusal().retryAfterSeconds()).isPositive();
        assertThat(value(fresh.signIns().signIn("patient", SignInDesk.PASSWORD, SignInDesk.HERE))
                        .accessToken())
                .as("our own sign-in does not care")
                .isNotBlank();
        issuer.away(false);
        assertThat(value(fresh.signIns().authenticate(token)).id()).isEqualTo(person.id());
        fresh.close();
    }
}
