package org.wangge.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wangge.account.AccountSettings;
import org.wangge.account.Admissions.Admission;
import org.wangge.account.token.SigningKeys;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.live.model.Wanted;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** What one reader gets, piece by piece, when it takes them and when it does not. */
class EventStreamTests {

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);
    private static final Wanted ALL = new Wanted(Set.of(), Set.of());
    private static final Actor DESK = new Actor(
            new UUID(1, 1),
            "甲",
            Set.of(Role.DISPATCHER),
            Set.of(Permission.CASE_READ, Permission.CASE_READ_AREA),
            List.of(new GridPath("510703/510703001")),
            Set.of());

    private final TestStore store = TestStore.open();
    private final TestClock clock = new TestClock(Entry.AT);
    private final ModuleBeans beans = ModuleBeans.of(store, clock, "live", "account")
            .with(JsonMapper.class, JsonMapper::new)
            .with(
                    AccountSettings.class,
                    () -> new AccountSettings(
                            "https://wangge.org",
                            null,
                            TOKEN_LIFE,
                            Duration.ofDays(30),
                            null,
                            null,
                            5,
                            Duration.ofSeconds(30),
                            Duration.ofMinutes(15),
                            20,
                            1000))
            .start();
    private final LiveFeed feed = beans.get(LiveFeed.class);
    private final FeedTail tail = beans.get(FeedTail.class);

    @BeforeEach
    void secret() {
        beans.get(SigningKeys.class).run().block();
    }

    @AfterEach
    void close() {
        beans.close();
        store.close();
    }

    private Reader reader(Wanted wanted, long position) {
        long head = requireNonNull(feed.head(Entry.FEED).block());
        Admission admission =
                new Admission(DESK.id(), new UUID(1, 2), clock.instant().plus(TOKEN_LIFE));
        return new Reader(tail, Entry.FEED, admission, DESK, wanted, position, head);
    }

    /** As a connection does: it asks for a piece at once, and is done with it when the other side has taken it. */
    private Flux<String> pieces(Reader reader) {
        reader.nudge();
        return new EventStream(reader, beans.get(FeedFrames.class), clock, false)
                .pieces()
                .concatMap(piece -> piece.flux().onBackpressureBuffer(), 0)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** As a turn of the loop does. */
    private void happens(Reader reader, int from, int to) {
        List<FeedEntry> entries = IntStream.range(from, to).mapToObj(Entry::of).toList();
        feed.append(entries).block();
        tail.take(requireNonNull(
                tail.news(Map.of(Entry.FEED, reader.headAtStart())).block()));
        reader.watch(clock.instant());
        reader.nudge();
    }

    private long seqIn(String piece) {
        String id = piece.replaceFirst("(?s).*id: ([^\n]+)\n.*", "$1");
        return beans.get(FeedCursors.class).read(id).orElseThrow().seq();
    }

    @Test
    void one_who_takes_nothing_while_more_than_256_wait_is_told_so_and_goes_on_where_it_was() {
        Reader reader = reader(ALL, 0);
        StepVerifier.create(pieces(reader), 0)
                .thenRequest(1)
                .assertNext(piece -> assertThat(piece).startsWith("retry: ").contains("\nevent: hello\n"))
                .then(() -> happens(reader, 0, 1))
                .then(() -> happens(reader, 1, 257))
                .then(() -> clock.advance(Reader.SLOW))
                .then(() -> reader.watch(clock.instant()))
                .then(() -> assertThat(reader.end()).isNull())
                .then(() -> happens(reader, 257, 258))
                .then(() -> assertThat(reader.end()).isEqualTo(Reader.End.SLOW))
                .thenRequest(10)
                .assertNext(piece -> assertThat(seqIn(piece)).isEqualTo(1))
                .assertNext(piece -> {
                    assertThat(piece).contains("event: bye\n", "\"reason\":\"slow\"", "\"retryAfterMs\":");
                    assertThat(seqIn(piece)).isEqualTo(1);
                })
                .verifyComplete();
        StepVerifier.create(pieces(reader(ALL, 1)).skip(1).map(piece -> piece.split("\n\n").length))
                .expectNext(64, 64, 64, 64, 1)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void many_at_once_are_no_reason_to_cut_off_one_who_takes_them() {
        Reader reader = reader(ALL, 0);
        StepVerifier.create(pieces(reader).skip(1))
                .then(() -> happens(reader, 0, 700))
                .expectNextCount(11)
                .then(() -> clock.advance(Duration.ofSeconds(5)))
                .then(() -> reader.watch(clock.instant()))
                .then(() -> assertThat(reader.end()).isNull())
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void a_heartbeat_names_the_newest_that_was_looked_at_also_when_nothing_was_for_this_reader() {
        Reader reader = reader(new Wanted(Set.of("hazard"), Set.of()), 0);
        StepVerifier.create(pieces(reader).skip(1))
                .then(() -> happens(reader, 0, 5))
                .then(() -> clock.advance(FeedFrames.HEARTBEAT))
                .then(() -> assertThat(reader.isHeartbeatDue(clock.instant())).isTrue())
                .then(reader::nudge)
                .assertNext(piece -> {
                    assertThat(piece).contains("event: heartbeat\n", "data: {\"at\":");
                    assertThat(seqIn(piece)).isEqualTo(5);
                })
                .then(() -> assertThat(reader.isHeartbeatDue(clock.instant())).isFalse())
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void a_stream_ends_with_its_token() {
        Reader reader = reader(ALL, 0);
        StepVerifier.create(pieces(reader).skip(1))
                .then(() -> clock.advance(TOKEN_LIFE.minusMillis(1)))
                .then(() -> reader.watch(clock.instant()))
                .then(() -> assertThat(reader.end()).isNull())
                .then(() -> clock.advance(Duration.ofMillis(1)))
                .then(() -> reader.watch(clock.instant()))
                .assertNext(piece -> assertThat(piece).contains("\"reason\":\"token\""))
                .verifyComplete();
    }

    @Test
    void what_came_since_is_not_told_to_one_who_may_not_hear_it_any_more() {
        Reader reader = reader(ALL, 0);
        StepVerifier.create(pieces(reader).skip(1))
                .then(() -> reader.check(
                        new Actor(
                                DESK.id(),
                                DESK.name(),
                                DESK.roles(),
                                DESK.permissions(),
                                List.of(new GridPath("510703/510703002")),
                                Set.of()),
                        clock.instant()))
                .then(() -> happens(reader, 0, 3))
                .assertNext(piece -> {
                    assertThat(piece).contains("\"reason\":\"scope\"");
                    assertThat(seqIn(piece)).isZero();
                })
                .verifyComplete();
    }

    @Test
    void who_slept_longer_than_a_day_is_told_to_read_anew_and_goes_on_from_the_newest() {
        happens(reader(ALL, 0), 0, 10);
        clock.advance(LiveFeed.RETENTION.plusSeconds(1));
        beans.get(FeedCleaning.class).run().block();
        tail.forget();
        StepVerifier.create(pieces(reader(ALL, 3)))
                .assertNext(piece -> assertThat(seqIn(piece)).isEqualTo(3))
                .assertNext(piece -> {
                    assertThat(piece).contains("event: resync\n");
                    assertThat(seqIn(piece)).isEqualTo(10);
                })
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void a_connection_that_does_not_even_take_the_last_word_is_cut() {
        Reader reader = reader(ALL, 0);
        reader.end(Reader.End.SLOW, clock.instant());
        StepVerifier.create(reader.stuck())
                .then(() -> clock.advance(Reader.LAST_WORD.minusMillis(1)))
                .then(() -> reader.watch(clock.instant()))
                .then(() -> clock.advance(Duration.ofMillis(1)))
                .then(() -> reader.watch(clock.instant()))
                .verifyComplete();
    }
}
