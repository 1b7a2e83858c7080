package org.wangge.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is believed while the database says nothing, and when it is not. */
class LastSaidTests {

    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final Mono<String> AWAY = Mono.error(() -> new DataAccessResourceFailureException("away"));

    /** What the database says now. */
    private final AtomicReference<Mono<String>> said = new AtomicReference<>(Mono.just("open"));

    private final LastSaid<String> known = known(Duration.ofMinutes(15));

    /** Nothing is fresh, so that everything is asked for each time. */
    private LastSaid<String> known(Duration longest) {
        return new LastSaid<>(Duration.ofNanos(1), longest, id -> said.get());
    }

    @Test
    void it_counts_while_the_database_is_away_and_no_longer() {
        assertThat(known.of(ID).block()).isEqualTo("open");
        said.set(AWAY);
        assertThat(known.of(ID).block()).isEqualTo("open");
        said.set(Mono.just("ended"));
        assertThat(known.of(ID).block()).isEqualTo("ended");
    }

    @Test
    void whoever_hears_nothing_for_a_second_goes_on_with_it() {
        assertThat(known.of(ID).block()).isEqualTo("open");
        said.set(Mono.never());
        StepVerifier.withVirtualTime(() -> known.of(ID))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(999))
                .thenAwait(Duration.ofMillis(1))
                .expectNext("open")
                .verifyComplete();
    }

    @Test
    void what_was_never_said_is_not_known() {
        said.set(AWAY);
        StepVerifier.create(known.of(ID)).verifyError(DataAccessResourceFailureException.class);
    }

    @Test
    void what_is_over_on_this_instance_does_not_come_back_while_the_database_is_away() {
        assertThat(known.of(ID).block()).isEqualTo("open");
        known.forget(ID);
        said.set(AWAY);
        StepVerifier.create(known.of(ID)).verifyError(DataAccessResourceFailureException.class);
        said.set(Mono.just("open"));
        assertThat(known.of(ID).block()).isEqualTo("open");
        known.forgetAll();
        said.set(AWAY);
        StepVerifier.create(known.of(ID)).verifyError(DataAccessResourceFailureException.class);
    }

    @Test
    void what_was_on_its_way_when_it_was_over_is_not_kept() {
        said.set(Mono.fromSupplier(() -> {
            known.forget(ID);
            return "open";
        }));
        known.of(ID).onErrorComplete().block();
        said.set(AWAY);
        StepVerifier.create(known.of(ID)).verifyError(DataAccessResourceFailureException.class);
    }

    @Test
    void it_is_not_believed_for_longer_than_a_token_lasts() {
        LastSaid<String> shortly = known(Duration.ofNanos(1));
        assertThat(shortly.of(ID).block()).isEqualTo("open");
        said.set(AWAY);
        StepVerifier.create(shortly.of(ID)).verifyError(DataAccessResourceFailureException.class);
    }

    @Test
    void a_refusal_is_an_answer() {
        assertThat(known.of(ID).block()).isEqualTo("open");
        said.set(Mono.error(() -> new Refused(Refusal.of("auth.required"))));
        StepVerifier.create(known.of(ID)).verifyError(Refused.class);
    }
}
