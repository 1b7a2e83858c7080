package org.wangge.webhook.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a failed attempt is made again. */
class PacingTests {

    private static final Instant NOW = Instant.parse("2026-01-05T01:20:00Z");
    private static final UUID ID = new UUID(7, 1);

    private static Duration wait(int failures, @Nullable Duration asked) {
        return Duration.between(NOW, Pacing.nextAttempt(ID, failures, asked, NOW));
    }

    @ParameterizedTest
    @CsvSource({"1,5", "2,10", "3,20", "9,1280", "10,1800", "100,1800", "2000000000,1800"})
    void waits_double_up_to_half_an_hour_with_up_to_a_fifth_more(int failures, long seconds) {
        assertThat(wait(failures, null))
                .isBetween(
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(seconds).multipliedBy(6).dividedBy(5));
    }

    @Test
    void webhooks_that_failed_together_do_not_come_back_together() {
        assertThat(IntStream.range(0, 50)
                        .mapToObj(number -> Pacing.nextAttempt(new UUID(7, number), 4, null, NOW))
                        .distinct()
                        .count())
                .isGreaterThan(30);
    }

    @Test
    void what_was_asked_for_is_the_least_and_bounded() {
        assertThat(wait(1, Duration.ofMinutes(2))).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(144));
        assertThat(wait(1, Duration.ofSeconds(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(wait(1, Duration.ofDays(400))).isLessThan(Duration.ofHours(8));
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "' 7 ', 7",
        "0, 0",
        "'Mon, 05 Jan 2026 01:21:00 GMT', 60",
        "'Mon, 05 Jan 2026 01:19:00 GMT',",
        "-5,",
        "soon,",
        "99999999999999,",
        "'',"
    })
    void a_receiver_asks_in_seconds_or_by_date(String header, @Nullable Long seconds) {
        assertThat(RetryAfter.read(header, NOW)).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void one_that_does_not_ask_is_not_waited_for() {
        assertThat(RetryAfter.read(null, NOW)).isNull();
    }
}
