package org.wangge.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OptimisticRetryTests {

    @Test
    void what_the_first_attempt_gives_is_given_at_once() {
        StepVerifier.create(OptimisticRetry.untilWritten(() -> Mono.just("written")))
                .expectNext("written")
                .verifyComplete();
    }

    @Test
    void an_attempt_that_another_was_before_is_made_again() {
        AtomicInteger made = new AtomicInteger();
        StepVerifier.withVirtualTime(() -> OptimisticRetry.untilWritten(
                        () -> made.incrementAndGet() < 5 ? Mono.<Integer>empty() : Mono.just(made.get())))
                .thenAwait(Duration.ofSeconds(5))
                .expectNext(5)
                .verifyComplete();
    }

    @Test
    void after_thirty_the_client_is_asked_to_come_again() {
        AtomicInteger made = new AtomicInteger();
        StepVerifier.withVirtualTime(() -> OptimisticRetry.untilWritten(() -> {
                    made.incrementAndGet();
                    return Mono.empty();
                }))
                .thenAwait(Duration.ofSeconds(5))
                .verifyErrorSatisfies(failure -> {
                    var refusal = ((Refused) failure).refusal();
                    assertThat(refusal.code()).isEqualTo("store.busy");
                    assertThat(refusal.retryAfterSeconds()).isEqualTo(1);
                });
        assertThat(made).hasValue(30);
    }

    @Test
    void a_refusal_is_final() {
        StepVerifier.create(OptimisticRetry.untilWritten(() -> Mono.error(new IllegalStateException("no"))))
                .verifyError(IllegalStateException.class);
    }
}
