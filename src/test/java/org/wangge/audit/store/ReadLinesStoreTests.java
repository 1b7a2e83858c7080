package org.wangge.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.wangge.audit.ReadFilter;
import org.wangge.audit.ReadKind;
import org.wangge.audit.ReadLine;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Reading;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import org.wangge.work.Inserts;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class ReadLinesStoreTests {

    private static final TestStore STORE = TestStore.open();
    private static final ModuleBeans BEANS =
            ModuleBeans.of(STORE, Clock.systemUTC(), "audit").start();
    private static final ReadLines LINES = BEANS.get(ReadLines.class);

    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T08:00:00Z"));
    private final StoredReads reads = new StoredReads(LINES, clock);
    private final Actor actor = new Actor(
            UUID.randomUUID(),
            "李四",
            Set.of(Role.GRID_WORKER),
            Set.of(),
            List.of(GridPath.of(
                    "510703", UUID.randomUUID().toString().substring(0, 8).replaceAll("\\D", "0"))),
            Set.of());
    private final Reading reading = new Reading(actor, "127.0.0.1", "request", null);

    @AfterAll
    static void close() {
        BEANS.close();
        STORE.close();
    }

    private List<ReadLine> kept() {
        return value(LINES.page(ReadFilter.by(actor.id()), actor, clock.instant(), 5_000, null))
                .items();
    }

    @Test
    void lines_go_after_their_time_and_not_before() {
        done(reads.tell(reading, ReadKind.PLACE, "old"));
        clock.advance(Duration.ofDays(100));
        done(reads.tell(reading, ReadKind.PLACE, "x".repeat(900)));
        AuditRetention retention = new AuditRetention(LINES, new AuditSettings(Duration.ofDays(180)), clock);
        done(retention.run());
        assertThat(kept()).hasSize(2);
        clock.advance(Duration.ofDays(80).plusMillis(1));
        done(retention.run());
        done(retention.run());
        assertThat(kept())
                .singleElement()
                .satisfies(line -> assertThat(line.subject()).hasSize(500));
    }

    /** The lines of a store that does not answer, or says no. */
    private StoredReads storing(Mono<Void> answer) {
        return new StoredReads(
                new ReadLines(STORE.template(), BEANS.get(Inserts.class)) {
                    @Override
                    Mono<Void> insert(ReadLine line) {
                        return answer;
                    }
                },
                clock);
    }

    @Test
    void beyond_a_thousand_that_wait_a_look_is_refused_until_some_are_through() {
        Sinks.Empty<Void> store = Sinks.empty();
        StoredReads slow = storing(store.asMono());
        AtomicInteger shown = new AtomicInteger();
        for (int look = 0; look < 1_000; look++) {
            slow.tell(reading, ReadKind.GRID, "grid").subscribe(done -> {}, failure -> {}, shown::incrementAndGet);
        }
        assertThat(shown).hasValue(0);
        assertThatThrownBy(() -> done(slow.tell(reading, ReadKind.GRID, "grid")))
                .isInstanceOfSatisfying(
                        Refused.class, told -> assertThat(told.refusal().code()).isEqualTo("store.busy"));
        store.tryEmitEmpty();
        assertThat(shown).hasValue(1_000);
        done(slow.tell(reading, ReadKind.GRID, "grid"));
    }

    @Test
    void without_its_line_nothing_is_shown() {
        StoredReads away = storing(Mono.error(new DataAccessResourceFailureException("away")));
        assertThatThrownBy(
                        () -> value(away.tell(reading, ReadKind.PLACE, "place").thenReturn("telephone")))
                .isInstanceOf(DataAccessResourceFailureException.class);
    }
}
