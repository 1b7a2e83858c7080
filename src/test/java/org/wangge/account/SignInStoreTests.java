package org.wangge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.wangge.fixtures.Awaited.value;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.shared.Actor;
import org.wangge.shared.CallerAddress;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SignInStoreTests {

    private static final TestClock CLOCK = new TestClock(WanggeTestConfiguration.START);
    private static SignInDesk desk;

    @BeforeAll
    static void open() {
        desk = new SignInDesk(CLOCK, null, null);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private TokenPair signIn(String name) {
        return value(desk.signIns().signIn(name, SignInDesk.PASSWORD, SignInDesk.HERE));
    }

    private Mono<TokenPair> refresh(String token) {
        return desk.signIns().refresh(token, null);
    }

    private boolean isIn(TokenPair pair) {
        return isIn(pair.accessToken());
    }

    private boolean isIn(String token) {
        return value(desk.signIns().authenticate(token).hasElement());
    }

    private static Refusal refusal(Mono<?> refused) {
        return catchThrowableOfType(Refused.class, () -> refused.block()).refusal();
    }

    @Test
    void a_token_says_who_it_is_until_it_ends() {
        var person = desk.person("Worker-1");
        TokenPair pair = signIn(" wORKER-1 ");
        assertThat(pair.expiresIn()).isEqualTo(900);
        Actor actor = value(desk.signIns().authenticate(pair.accessToken()));
        assertThat(actor.id()).isEqualTo(person.id());
        CLOCK.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(isIn(pair)).isTrue();
        CLOCK.advance(Duration.ofMillis(1));
        assertThat(isIn(pair)).isFalse();
    }

    @Test
    void each_refresh_token_is_good_once_and_for_thirty_days() {
        desk.person("refresher");
        TokenPair first = signIn("refresher");
        CLOCK.advance(Duration.ofDays(29));
        TokenPair second = value(refresh(first.refreshToken()));
        assertThat(isIn(second)).isTrue();
        CLOCK.advance(Duration.ofDays(29));
        TokenPair third = value(refresh(second.refreshToken()));
        CLOCK.advance(Duration.ofDays(30));
        assertThat(refusal(refresh(third.refreshToken())).code()).isEqualTo("auth.refresh-invalid");
    }

    @Test
    void a_used_refresh_token_ends_the_whole_family_at_once() {
        desk.person("copied");
        TokenPair other = signIn("copied");
        TokenPair first = signIn("copied");
        TokenPair second = value(refresh(first.refreshToken()));
        TokenPair third = value(refresh(second.refreshToken()));
        assertThat(isIn(third)).isTrue();
        assertThat(refusal(refresh(first.refreshToken())).code()).isEqualTo("auth.refresh-invalid");
        assertThat(isIn(third)).isFalse();
        assertThat(refusal(refresh(third.refreshToken())).code()).isEqualTo("auth.refresh-invalid");
        assertThat(isIn(other)).as("another device of the same person").isTrue();
    }

    @Test
    void a_phone_that_heard_no_answer_sends_its_refresh_token_again_with_the_same_key() {
        desk.person("unheard");
        String first = signIn("unheard").refreshToken();
        UUID key = UUID.randomUUID();
        TokenPair lost = value(desk.signIns().refresh(first, key));
        TokenPair heard = value(desk.signIns().refresh(first, key));
        assertThat(isIn(heard)).isTrue();
        assertThat(refusal(refresh(lost.refreshToken())).code())
                .as("the other one took its place")
                .isEqualTo("auth.refresh-invalid");
        TokenPair next = value(desk.signIns().refresh(heard.refreshToken(), UUID.randomUUID()));
        assertThat(isIn(next)).isTrue();
        assertThat(refusal(desk.signIns().refresh(first, key)).code())
                .as("the answer was heard, so somebody else has the token")
                .isEqualTo("auth.refresh-invalid");
        assertThat(isIn(next)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_used_refresh_token_with_another_key_or_none_ends_the_session(boolean withKey) {
        desk.person("thief-" + withKey);
        String first = signIn("thief-" + withKey).refreshToken();
        TokenPair second = value(desk.signIns().refresh(first, UUID.randomUUID()));
        assertThat(refusal(desk.signIns().refresh(first, withKey ? UUID.randomUUID() : null))
                        .code())
                .isEqualTo("auth.refresh-invalid");
        assertThat(isIn(second)).isFalse();
    }

    @Test
    void of_many_refreshes_at_once_at_most_one_gets_through() {
        desk.person("racer");
        TokenPair pair = signIn("racer");
        List<TokenPair> renewed = value(Flux.range(0, 8)
                .flatMap(i -> refresh(pair.refreshToken()).onErrorResume(Refused.class, refused -> Mono.empty()), 8)
                .collectList());
        assertThat(renewed).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "no-dot", "01970000-0000-7000-8000-000000000001.nothing", "x.y"})
    void rubbish_refreshes_nothing(String token) {
        assertThat(refusal(refresh(token)).code()).isEqualTo("auth.refresh-invalid");
    }

    @Test
    void signing_out_ends_the_access_token_at_once_and_may_be_repeated() {
        desk.person("leaver");
        TokenPair pair = signIn("leaver");
        TokenPair other = signIn("leaver");
        assertThat(isIn(pair)).isTrue();
        desk.signIns().signOut(pair.accessToken()).block();
        desk.signIns().signOut(pair.accessToken()).block();
        assertThat(isIn(pair)).isFalse();
        assertThat(refusal(refresh(pair.refreshToken())).code()).isEqualTo("auth.refresh-invalid");
        assertThat(isIn(other)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"known", "unknown"})
    void failures_lock_a_name_for_twice_as_long_each_time_whether_it_exists_or_not(String name) {
        if (name.equals("known")) {
            desk.person(name);
        }
        List<Long> waits = new ArrayList<>();
        for (int i = 1; i <= 11; i++) {
            assertThat(refusal(desk.signIns().signIn(name, "wrong", SignInDesk.HERE))
                            .code())
                    .isEqualTo("auth.failed");
            if (i >= 5) {
                Refusal locked = refusal(desk.signIns().signIn(name, SignInDesk.PASSWORD, SignInDesk.HERE));
                assertThat(locked.code()).isEqualTo("auth.locked");
                long seconds = java.util.Objects.requireNonNull(locked.retryAfterSeconds());
                waits.add(seconds);
                CLOCK.advance(Duration.ofSeconds(seconds));
            }
        }
        assertThat(waits).containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L);
        if (name.equals("known")) {
            assertThat(isIn(signIn(name))).isTrue();
            assertThat(refusal(desk.signIns().signIn(name, "wrong", SignInDesk.HERE))
                            .code())
                    .as("a success forgets the failures")
                    .isEqualTo("auth.failed");
            assertThat(isIn(signIn(name))).isTrue();
        }
    }

    @Test
    void the_right_guess_among_many_at_once_does_not_get_through() {
        desk.person("guessed");
        List<String> outcomes = value(Flux.range(0, 20)
                .flatMap(i -> outcome("guessed", i == 19 ? SignInDesk.PASSWORD : "guess-" + i), 20)
                .collectList());
        assertThat(outcomes).filteredOn("auth.failed"::equals).hasSize(5);
        assertThat(outcomes).filteredOn("auth.locked"::equals).hasSize(15);
    }

    @Test
    void a_guess_that_nobody_waits_for_counts_all_the_same() {
        desk.person("impatient");
        for (int i = 0; i < 5; i++) {
            desk.signIns()
                    .signIn("impatient", "guess-" + i, SignInDesk.HERE)
                    .subscribe()
                    .dispose();
        }
        assertThat(value(outcome("impatient", SignInDesk.PASSWORD))).isEqualTo("auth.locked");
    }

    @Test
    void many_who_know_the_password_sign_in_at_once() {
        desk.person("shared");
        List<String> outcomes = value(Flux.range(0, 20)
                .flatMap(i -> outcome("shared", i < 4 ? "wrong" : SignInDesk.PASSWORD), 20)
                .collectList());
        assertThat(outcomes).filteredOn("in"::equals).hasSize(16);
    }

    private Mono<String> outcome(String name, String password) {
        return desk.signIns()
                .signIn(name, password, SignInDesk.HERE)
                .map(pair -> "in")
                .onErrorResume(
                        Refused.class, refused -> Mono.just(refused.refusal().code()));
    }

    @Test
    void nothing_that_opens_a_door_is_kept_as_it_is() {
        desk.person("kept");
        TokenPair pair = signIn("kept");
        String kept = value(Flux.just("accounts", "sessions")
                .flatMap(collection -> desk.store.template().findAll(Document.class, collection))
                .map(Document::toJson)
                .reduce("", String::concat));
        assertThat(kept)
                .contains("kept")
                .doesNotContain(SignInDesk.PASSWORD)
                .doesNotContain(pair.refreshToken())
                .doesNotContain(pair.refreshToken().substring(37))
                .doesNotContain(pair.accessToken());
    }

    @Test
    void ended_sessions_and_old_failures_are_cleared_away() {
        desk.person("cleared");
        signIn("cleared");
        refusal(desk.signIns().signIn("cleared", "wrong", SignInDesk.HERE));
        desk.sessions().clearAttempts().then(desk.sessions().clearEnded()).block();
        assertThat(value(desk.sessions().clearAttempts()))
                .as("nothing is old enough")
                .isZero();
        CLOCK.advance(Duration.ofDays(2));
        assertThat(value(desk.sessions().clearAttempts())).as("the failure").isPositive();
        assertThat(value(desk.sessions().clearEnded()))
                .as("not yet the session")
                .isZero();
        CLOCK.advance(Duration.ofDays(36));
        assertThat(value(desk.sessions().clearEnded())).as("the session").isPositive();
    }

    @Test
    void a_stranger_elsewhere_keeps_nobody_out() {
        desk.person("beset");
        CallerAddress elsewhere = new CallerAddress("203.0.113.9");
        for (int i = 0; i < 8; i++) {
            refusal(desk.signIns().signIn("beset", "guess-" + i, elsewhere));
        }
        assertThat(refusal(desk.signIns().signIn("beset", SignInDesk.PASSWORD, elsewhere))
                        .code())
                .isEqualTo("auth.locked");
        assertThat(isIn(signIn("beset"))).isTrue();
    }

    @Test
    void guesses_from_everywhere_close_a_name_for_all_but_where_its_owner_comes_from() {
        desk.person("hunted");
        signIn("hunted");
        for (int i = 0; i < 20; i++) {
            refusal(desk.signIns().signIn("hunted", "guess", new CallerAddress("198.51.100." + i)));
        }
        Refusal closed =
                refusal(desk.signIns().signIn("hunted", SignInDesk.PASSWORD, new CallerAddress("198.51.101.1")));
        assertThat(closed.code()).isEqualTo("auth.locked");
        assertThat(closed.retryAfterSeconds()).isPositive();
        assertThat(isIn(signIn("hunted"))).isTrue();
    }

    /** As slow as the application by itself, else none would have to wait. */
    @Test
    void whoever_comes_when_too_many_try_hears_so_at_once() {
        try (SignInDesk slow = new SignInDesk(CLOCK, null, null, new BCryptPasswordEncoder())) {
            slow.person("busy");
            List<String> outcomes = value(Flux.range(0, 300)
                    .flatMap(
                            i -> slow.signIns()
                                    .signIn("busy", SignInDesk.PASSWORD, new CallerAddress("198.51.102." + i))
                                    .map(pair -> "in")
                                    .onErrorResume(
                                            Refused.class,
                                            refused ->
                                                    Mono.just(refused.refusal().code())),
                            300)
                    .collectList());
            assertThat(outcomes).contains("in", "auth.busy").hasSize(300);
            assertThat(outcomes).filteredOn("in"::equals).hasSizeGreaterThanOrEqualTo(64);
            assertThat(outcomes).containsOnly("in", "auth.busy");
        }
    }

    @Test
    void guesses_at_unknown_names_fill_no_store() {
        for (int i = 0; i < 40; i++) {
            refusal(desk.signIns().signIn("nobody-" + i, "guess", SignInDesk.HERE));
        }
        List<Document> kept = value(desk.store
                .template()
                .findAll(Document.class, "sign_in_attempts")
                .collectList());
        assertThat(kept).extracting(found -> found.getString("_id")).noneMatch(id -> id.contains("nobody"));
    }

    @Test
    void who_changes_the_password_stays_in_and_every_other_session_ends() {
        var person = desk.person("changer");
        TokenPair here = signIn("changer");
        TokenPair other = signIn("changer");
        Actor actor = value(desk.signIns().authenticate(here.accessToken()));
        assertThat(refusal(change(actor, here, "not-it-at-all", "brand-new-77")).code())
                .isEqualTo("account.password-wrong");
        assertThat(refusal(change(actor, here, SignInDesk.PASSWORD, "short")).code())
                .isEqualTo("account.password-weak");
        assertThat(refusal(change(actor, here, SignInDesk.PASSWORD, "xxchangerxx"))
                        .code())
                .isEqualTo("account.password-common");
        change(actor, here, SignInDesk.PASSWORD, "brand-new-77").block();
        assertThat(isIn(here)).isTrue();
        assertThat(isIn(other)).isFalse();
        assertThat(refusal(refresh(other.refreshToken())).code()).isEqualTo("auth.refresh-invalid");
        assertThat(value(outcome("changer", SignInDesk.PASSWORD))).isEqualTo("auth.failed");
        assertThat(value(outcome("changer", "brand-new-77"))).isEqualTo("in");
        assertThat(value(desk.accounts().find(person.id())).version()).isEqualTo(person.version() + 1);
    }

    @Test
    void guessing_the_present_password_in_order_to_change_it_locks_like_signing_in() {
        desk.person("guesser");
        TokenPair pair = signIn("guesser");
        Actor actor = value(desk.signIns().authenticate(pair.accessToken()));
        for (int i = 0; i < 5; i++) {
            refusal(change(actor, pair, "guess-" + i, "brand-new-77"));
        }
        assertThat(refusal(change(actor, pair, SignInDesk.PASSWORD, "brand-new-77"))
                        .code())
                .isEqualTo("auth.locked");
    }

    @Test
    void who_has_no_password_here_cannot_change_one() {
        desk.person("elsewhere", null, "subject-9");
        Actor actor = value(desk.accounts()
                .findByName("elsewhere")
                .map(found -> new Actor(found.id(), "x", Set.of(), Set.of(), List.of(), Set.of())));
        assertThat(refusal(desk.signIns().changePassword(actor, "", "a", "brand-new-77", SignInDesk.HERE))
                        .code())
                .isEqualTo("account.no-password");
    }

    private Mono<Void> change(Actor actor, TokenPair session, String current, String next) {
        return desk.signIns().changePassword(actor, session.accessToken(), current, next, SignInDesk.HERE);
    }
}
