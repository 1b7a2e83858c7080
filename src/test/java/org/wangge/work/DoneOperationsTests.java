package org.wangge.work;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.DoneOperations.Begun;
import org.wangge.work.DoneOperations.Once;
import reactor.core.publisher.Mono;

class DoneOperationsTests {

    private static final Instant NOW = Instant.parse("2026-01-05T02:00:00Z");

    record Answer(List<Line> lines, @Nullable String note) {}

    record Line(int number, UUID place, Set<Outcome> outcomes, double metres) {}

    enum Outcome {
        NEW,
        SAME
    }

    private final TestStore test = TestStore.open();
    private final TestClock clock = new TestClock(NOW);
    private final DoneOperations operations = new DoneOperations(test.template(), new Inserts(test.template()), clock);
    private final AtomicInteger times = new AtomicInteger();

    @AfterEach
    void close() {
        test.close();
    }

    private static Operation operation(String key, String hash) {
        return new Operation("someone:" + key, hash, "test");
    }

    private Once<Long> count(Operation operation) {
        return requireNonNull(operations
                .once(
                        operation,
                        "/counted",
                        Long.class,
                        begun -> Mono.fromSupplier(() -> (long) times.incrementAndGet()))
                .block());
    }

    private static void assertRefused(Runnable act, String code) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    @Test
    void what_was_done_is_not_done_again_and_has_the_same_answer() {
        assertThat(count(operation("a", "x"))).isEqualTo(new Once<>(1L, false));
        assertThat(count(operation("a", "x"))).isEqualTo(new Once<>(1L, true));
        assertThat(count(operation("b", "x"))).isEqualTo(new Once<>(2L, false));
    }

    @Test
    void without_a_key_it_is_done_each_time() {
        assertThat(count(Operation.unkeyed("test"))).isEqualTo(new Once<>(1L, false));
        assertThat(count(Operation.unkeyed("test"))).isEqualTo(new Once<>(2L, false));
    }

    @Test
    void an_answer_of_many_parts_is_kept_whole() {
        Answer answer = new Answer(List.of(new Line(3, new UUID(1, 2), Set.of(Outcome.NEW), 1.5)), null);
        for (boolean replayed : new boolean[] {false, true}) {
            assertThat(operations
                            .once(operation("a", "x"), "/told", Answer.class, begun -> Mono.just(answer))
                            .block())
                    .isEqualTo(new Once<>(answer, replayed));
        }
    }

    @Test
    void the_key_of_one_thing_does_no_other() {
        count(operation("a", "x"));
        assertThatThrownBy(() -> count(operation("a", "y"))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo("idempotency.key-reused");
            assertThat(refused.refusal().arguments()).contains("/counted");
        });
        assertThat(times).hasValue(1);
    }

    @Test
    void what_was_refused_leaves_its_key_free() {
        assertRefused(
                () -> operations
                        .once(
                                operation("a", "x"),
                                "/counted",
                                Long.class,
                                begun -> Mono.error(new Refused(Refusal.of("place.not-found"))))
                        .block(),
                "place.not-found");
        assertThat(count(operation("a", "y"))).isEqualTo(new Once<>(1L, false));
    }

    @Test
    void what_died_half_way_is_done_again_and_knows_it_and_its_key_still_does_no_other() {
        assertThatThrownBy(() -> operations
                        .once(
                                operation("a", "x"),
                                "/counted",
                                Long.class,
                                begun -> Mono.error(new IllegalStateException("the process died")))
                        .block())
                .hasMessage("the process died");
        clock.advance(Duration.ofMinutes(5));
        assertRefused(() -> count(operation("a", "y")), "idempotency.key-reused");
        Begun[] told = new Begun[1];
        assertThat(operations
                        .once(operation("a", "x"), "/counted", Long.class, begun -> {
                            told[0] = begun;
                            return Mono.just(7L);
                        })
                        .block())
                .isEqualTo(new Once<>(7L, false));
        assertThat(told[0]).isEqualTo(new Begun(NOW, true));
        assertThat(count(operation("a", "x"))).isEqualTo(new Once<>(7L, true));
    }

    @Test
    void of_two_attempts_at_once_the_first_answer_stays() {
        Once<Long> outer = operations
                .once(
                        operation("a", "x"),
                        "/counted",
                        Long.class,
                        begun -> Mono.defer(() -> {
                            // A repeat comes while the first attempt is under way, and overtakes it.
                            return operations
                                    .once(operation("a", "x"), "/counted", Long.class, again -> Mono.just(1L))
                                    .thenReturn(2L);
                        }))
                .block();
        assertThat(outer).isEqualTo(new Once<>(1L, false));
        assertThat(count(operation("a", "x"))).isEqualTo(new Once<>(1L, true));
    }

    @Test
    void it_is_known_for_a_week_and_not_for_ever() {
        count(operation("a", "x"));
        clock.advance(Duration.ofDays(7));
        operations.run().block();
        assertThat(count(operation("a", "x")).replayed()).isTrue();
        clock.advance(Duration.ofDays(2));
        operations.run().block();
        assertThat(count(operation("a", "y"))).isEqualTo(new Once<>(2L, false));
    }
}
