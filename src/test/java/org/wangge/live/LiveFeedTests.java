package org.wangge.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import reactor.core.publisher.Flux;

/** The numbers of a feed are a run without a hole, whoever writes and how often. */
class LiveFeedTests {

    private final TestStore store = TestStore.open();
    private final TestClock clock = new TestClock(Entry.AT);
    private final ModuleBeans here = ModuleBeans.of(store, clock, "live").start();
    private final ModuleBeans there = ModuleBeans.of(store, clock, "live").start();
    private final LiveFeed feed = here.get(LiveFeed.class);

    @AfterEach
    void close() {
        here.close();
        there.close();
        store.close();
    }

    private List<FeedEntry> after(long seq) {
        return requireNonNull(feed.after(Entry.FEED, seq, 10_000).block());
    }

    private static List<FeedEntry> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(Entry::of).toList();
    }

    @Test
    void entries_are_numbered_from_one_in_the_order_in_which_they_come() {
        feed.append(entries(0, 3)).block();
        feed.append(entries(3, 5)).block();
        assertThat(after(0)).extracting(FeedEntry::id).containsExactlyElementsOf(ids(0, 5));
        assertThat(after(0)).extracting(FeedEntry::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(after(3)).extracting(FeedEntry::seq).containsExactly(4L, 5L);
        assertThat(feed.head(Entry.FEED).block()).isEqualTo(5);
        assertThat(feed.head("510704").block()).isZero();
    }

    private static List<UUID> ids(int from, int to) {
        return entries(from, to).stream().map(FeedEntry::id).toList();
    }

    @Test
    void what_is_told_twice_is_there_once_also_amid_what_is_new() {
        feed.append(entries(0, 4)).block();
        feed.append(entries(0, 4)).block();
        there.get(LiveFeed.class)
                .append(List.of(Entry.of(10), Entry.of(2), Entry.of(11), Entry.of(11), Entry.of(0), Entry.of(12)))
                .block();
        assertThat(after(0))
                .extracting(FeedEntry::id)
                .containsExactly(
                        Entry.of(0).id(),
                        Entry.of(1).id(),
                        Entry.of(2).id(),
                        Entry.of(3).id(),
                        Entry.of(10).id(),
                        Entry.of(11).id(),
                        Entry.of(12).id());
        assertDense(after(0));
    }

    @Test
    void many_writers_at_once_leave_no_hole_and_keep_the_order_of_each() {
        LiveFeed other = there.get(LiveFeed.class);
        Flux.range(0, 24)
                .flatMap(batch -> (batch % 2 == 0 ? feed : other).append(entries(batch * 5, batch * 5 + 7)), 8)
                .blockLast(Duration.ofMinutes(1));
        List<FeedEntry> all = after(0);
        assertDense(all);
        assertThat(all).extracting(FeedEntry::id).containsExactlyInAnyOrderElementsOf(ids(0, 122));
    }

    private static void assertDense(List<FeedEntry> entries) {
        assertThat(entries)
                .extracting(FeedEntry::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, entries.size()).boxed().toList());
    }

    @Test
    void after_a_day_entries_go_and_the_number_of_the_newest_is_remembered() {
        feed.append(entries(0, 2_500)).block();
        clock.advance(LiveFeed.RETENTION);
        feed.append(entries(2_500, 2_502)).block();
        clock.advance(Duration.ofMinutes(1));
        here.get(FeedCleaning.class).run().block();
        assertThat(after(0)).extracting(FeedEntry::seq).containsExactly(2_501L, 2_502L);

        clock.advance(LiveFeed.RETENTION.multipliedBy(2));
        here.get(FeedCleaning.class).run().block();
        assertThat(after(0)).extracting(FeedEntry::seq).containsExactly(2_502L);
        there.get(LiveFeed.class).append(entries(2_502, 2_503)).block();
        assertThat(feed.head(Entry.FEED).block()).isEqualTo(2_503);
    }

    @Test
    void each_district_has_a_run_of_its_own_and_one_question_finds_what_is_new_in_several() {
        List<FeedEntry> mixed = new ArrayList<>();
        IntStream.range(0, 6)
                .forEach(number -> mixed.add(Entry.with(new UUID(9, number))
                        .feed(number % 2 == 0 ? "510703" : "510704")
                        .build()));
        feed.append(mixed).block();
        assertThat(feed.after("510704", 1, 10).block())
                .extracting(FeedEntry::seq)
                .containsExactly(2L, 3L);
        assertThat(feed.after(Map.of("510703", 2L, "510704", 1L), 10).block())
                .extracting(entry -> entry.feed() + " " + entry.seq())
                .containsExactly("510703 3", "510704 2", "510704 3");
    }

    @Test
    void who_listens_in_the_same_instance_is_woken() {
        List<String> woken = new ArrayList<>();
        feed.whenGrown(woken::add);
        feed.append(entries(0, 2)).block();
        assertThat(woken).containsExactly(Entry.FEED);
    }
}
