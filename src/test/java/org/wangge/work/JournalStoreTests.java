package org.wangge.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.fixtures.TestStore;

/** Older lines go to the journal once, and a timeline is read as if it were in one place. */
class JournalStoreTests {

    private static final String JOURNAL = "toy_journal";
    private static final UUID TOY = new UUID(1, 1);

    private final TestStore store = TestStore.open();
    private final Journals journals = new Journals(store.template(), new Inserts(store.template()));
    private final Journal<Said> journal = journals.of(Said.class, JOURNAL, "toyId");

    /** A line of a toy. */
    record Said(UUID id, int sequence, String words) {}

    /** That it said something. */
    private record Spoke(UUID eventId, Instant at) implements DomainEvent {}

    @BeforeEach
    void make_the_index() {
        done(store.template().indexOps(JOURNAL).createIndex(Journal.index("toyId")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static List<Said> lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> new Said(new UUID(2, number), number, "says " + number))
                .toList();
    }

    private List<Document> stored() {
        return value(store.template()
                .find(new Query().with(Sort.by("line.sequence")), Document.class, JOURNAL)
                .collectList());
    }

    private List<Integer> numbers() {
        return stored().stream()
                .map(entry -> entry.getEmbedded(List.of("line", "sequence"), Integer.class))
                .toList();
    }

    /** What a step with these lines before it has to tell. */
    private List<DomainEvent> told(List<Said> before) {
        Spoke event = new Spoke(new UUID(3, before.size()), Instant.EPOCH);
        return journal.told(journal.aged(before), TOY, event);
    }

    private void heard(List<DomainEvent> events) {
        done(journals.handle(events.stream().filter(journals::handles).toList()));
    }

    @Test
    void a_line_is_handed_over_when_ten_have_followed() {
        for (int before = 1; before <= 13; before++) {
            List<DomainEvent> told = told(lines(1, before));
            assertThat(told).as("with %d lines before", before).hasSize(before < 10 ? 1 : 2);
            assertThat(told).last().isInstanceOf(Spoke.class);
            heard(told);
        }
        assertThat(numbers()).containsExactly(1, 2, 3, 4);
        assertThat(journals.consumer()).isEqualTo(Consumer.JOURNAL);
        assertThat(stored().get(1).keySet()).containsExactlyInAnyOrder("_id", "toyId", "line");
        assertThat(stored().get(1)).containsEntry("_id", new UUID(2, 2)).containsEntry("toyId", TOY);
    }

    @Test
    void what_comes_again_or_both_ways_is_there_once() {
        done(journal.keep(TOY, lines(1, 3)));
        heard(told(lines(1, 12)));
        heard(told(lines(1, 13)));
        heard(told(lines(1, 13)));
        done(journal.keep(TOY, lines(2, 5)));
        done(journal.keep(TOY, List.of()));

        assertThat(numbers()).containsExactly(1, 2, 3, 4, 5);
        assertThat(value(journal.before(TOY, 6).collectList())).isEqualTo(lines(1, 5));
    }

    @Test
    void lines_of_two_kinds_of_timelines_are_taken_in_together() {
        Journal<Said> other = journals.of(Said.class, "other_journal", "toyId");
        Document aged = other.aged(lines(1, 10));
        heard(List.of(
                told(lines(1, 11)).get(0),
                other.told(aged, TOY, new Spoke(new UUID(3, 0), Instant.EPOCH)).get(0)));
        assertThat(numbers()).containsExactly(2);
        assertThat(value(other.before(TOY, 5).collectList())).isEqualTo(lines(1, 1));
    }

    @Test
    void a_page_begins_and_ends_anywhere() {
        done(journal.keep(TOY, lines(1, 9)));
        done(journal.keep(new UUID(1, 2), List.of(new Said(new UUID(9, 9), 3, "of another"))));
        for (int left = 0; left <= 9; left += 3) {
            for (int after = -1; after <= 10; after++) {
                for (int limit = 1; limit <= 10; limit += 3) {
                    assertThat(value(journal.timeline(TOY, lines(left + 1, 9), 9, after, limit)
                                    .collectList()))
                            .as("%d left, after %d, %d of them", left, after, limit)
                            .isEqualTo(lines(Math.max(0, after) + 1, Math.min(9, Math.max(0, after) + limit)));
                }
            }
        }
        assertThat(value(journal.before(TOY, 1).collectList())).isEmpty();
    }
}
