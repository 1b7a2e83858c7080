package org.wangge.webhook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.live.FeedEntryBuilder;
import org.wangge.live.FeedSubject;
import org.wangge.live.LiveFeed;
import org.wangge.live.store.FeedStore;
import org.wangge.shared.GridPath;
import org.wangge.webhook.model.Delivery;
import org.wangge.webhook.store.DeliveryStore;

/** What is kept of deliveries, and where in the feed a moment is. */
class WebhookKeepingTests {

    private static final Instant START = Instant.parse("2026-01-05T01:20:00Z");
    private static final String FEED = "510703";
    private static final UUID WEBHOOK = new UUID(7, 7);

    private final TestStore store = TestStore.open();
    private final TestClock clock = new TestClock(START);
    private final ModuleBeans beans = ModuleBeans.of(store, clock, "webhook", "live")
            .with(
                    WebhookSettings.class,
                    () -> new WebhookSettings(true, Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofDays(7)))
            .start();
    private final DeliveryStore deliveries = beans.get(DeliveryStore.class);

    @AfterEach
    void close() {
        beans.close();
        store.close();
    }

    private void delivered(int number) {
        UUID event = new UUID(9, number);
        Instant now = clock.instant();
        deliveries
                .record(List.of(new Delivery(
                        Delivery.idOf(WEBHOOK, event),
                        WEBHOOK,
                        event,
                        number,
                        "case.report",
                        new UUID(2, 1),
                        "CX-1",
                        DeliveryState.DELIVERED,
                        1,
                        200,
                        null,
                        5,
                        now,
                        now)))
                .block();
    }

    private List<Long> kept() {
        return requireNonNull(deliveries.page(WEBHOOK, null, 200, null, false).block()).items().stream()
                .map(Delivery::seq)
                .toList();
    }

    @Test
    void deliveries_are_kept_for_days_and_the_newest_of_too_many_stay() {
        delivered(1);
        clock.advance(Duration.ofDays(7).plusMinutes(1));
        for (int number = 2; number <= 6; number++) {
            delivered(number);
            clock.advance(Duration.ofSeconds(1));
        }
        beans.get(WebhookCleaning.class).run().block();
        assertThat(kept()).containsExactly(6L, 5L, 4L, 3L, 2L);
        deliveries.removeBeyond(WEBHOOK, 3).block();
        assertThat(kept()).containsExactly(6L, 5L, 4L);
        deliveries.removeBeyond(WEBHOOK, 3).block();
        assertThat(kept()).hasSize(3);
    }

    /** One entry a minute, from the start on: number 1 at minute 0. */
    private void happenedEachMinute(int count) {
        LiveFeed feed = beans.get(LiveFeed.class);
        GridPath area = new GridPath(FEED);
        IntStream.range(0, count).forEach(number -> {
            feed.append(List.of(FeedEntryBuilder.builder()
                            .id(new UUID(9, number))
                            .feed(FEED)
                            .storedAt(clock.instant())
                            .kind("case.report")
                            .subject(FeedSubject.CASE)
                            .subjectId(new UUID(2, number))
                            .area(area)
                            .areas(area.ancestry())
                            .parties(List.of())
                            .at(clock.instant())
                            .changed(List.of())
                            .build()))
                    .block();
            clock.advance(Duration.ofMinutes(1));
        });
    }

    private long before(Duration sinceStart) {
        return requireNonNull(beans.get(FeedPositions.class)
                .before(FEED, START.plus(sinceStart))
                .block());
    }

    @Test
    void a_moment_is_found_in_the_feed() {
        assertThat(before(Duration.ZERO)).as("of an empty one").isZero();
        happenedEachMinute(33);
        assertThat(before(Duration.ofDays(-1))).isZero();
        assertThat(before(Duration.ZERO)).isZero();
        assertThat(before(Duration.ofSeconds(1))).isEqualTo(1);
        for (int minute = 1; minute < 33; minute++) {
            assertThat(before(Duration.ofMinutes(minute))).isEqualTo(minute);
            assertThat(before(Duration.ofMinutes(minute).minusSeconds(1))).isEqualTo(minute);
        }
        assertThat(before(Duration.ofDays(1))).as("of what is to come").isEqualTo(33);
    }

    @Test
    void a_moment_of_which_some_is_gone_leaves_a_gap_that_is_seen() {
        happenedEachMinute(10);
        beans.get(FeedStore.class)
                .removeOlder(FEED, START.plus(Duration.ofMinutes(4)))
                .block();
        assertThat(before(Duration.ZERO)).as("the oldest left is number 5").isEqualTo(3);
        assertThat(before(Duration.ofMinutes(7))).isEqualTo(7);
    }
}
