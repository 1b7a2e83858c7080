package org.wangge.hazard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.hazard.model.HazardFixtures.MONDAY;
import static org.wangge.hazard.model.HazardFixtures.facts;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.checklist.Severity;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.store.HazardStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.work.Decision;
import org.wangge.work.DomainEvent;
import org.wangge.work.Journals;

/** Lines leave their hazard and are lost nowhere, whoever dies when: there is no relay here, as if each had died at once. */
class HazardJournalStoreTests {

    private static final Operation NOBODY = Operation.unkeyed("test");

    private final TestStore store = TestStore.open();
    private final ModuleBeans beans =
            ModuleBeans.of(store, new TestClock(MONDAY), "hazard").start();
    private final HazardStore hazards = beans.get(HazardStore.class);
    private final UUID id = HazardFixtures.found(Severity.HIGH, false, false, 0).id();

    @BeforeEach
    void found() {
        done(hazards.insertAbsent(List.of(HazardFixtures.found(Severity.HIGH, false, false, 0))));
    }

    @AfterEach
    void close() {
        beans.close();
        store.close();
    }

    private HazardFile hazard() {
        return value(hazards.find(id));
    }

    private static Decision.Next<HazardFile> noted(HazardFile file) {
        HazardCommand more = new HazardCommand.MorePhotos(List.of(new UUID(6, file.version())));
        return (Decision.Next<HazardFile>) HazardMachine.decide(file, more, Actor.SYSTEM, facts(MONDAY));
    }

    private void noted(int times) {
        for (int time = 0; time < times; time++) {
            HazardFile file = hazard();
            assertThat(hazards.change(file, noted(file), NOBODY).blockOptional())
                    .isPresent();
        }
    }

    private List<Integer> timeline() {
        return value(
                hazards.timeline(hazard(), 0, 1000).map(HazardLine::sequence).collectList());
    }

    private List<Integer> journal() {
        return value(store.template()
                        .find(new Query(), Document.class, "hazard_journal")
                        .collectList())
                .stream()
                .map(entry -> entry.getEmbedded(List.of("line", "sequence"), Integer.class))
                .sorted()
                .toList();
    }

    private Document stored() {
        return value(store.template().findById(id, Document.class, HazardStore.HAZARDS));
    }

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void a_relay_that_never_came_hides_no_line() {
        noted(44);

        assertThat(stored().getList("timeline", Document.class)).hasSize(30);
        assertThat(journal()).as("those that left").isEqualTo(range(1, 15));
        assertThat(timeline()).isEqualTo(range(1, 45));
    }

    @Test
    void a_relay_that_comes_at_last_takes_what_ten_have_followed_once() {
        noted(44);
        List<HazardLine> before = value(hazards.timeline(hazard(), 0, 1000).collectList());

        Journals journals = beans.get(Journals.class);
        List<DomainEvent> aged = stored().getList("outbox", Document.class).stream()
                .flatMap(entry -> hazards.read(entry).stream())
                .filter(journals::handles)
                .toList();
        done(journals.handle(aged));
        done(journals.handle(aged));

        assertThat(journal()).isEqualTo(range(1, 35));
        assertThat(value(hazards.timeline(hazard(), 0, 1000).collectList())).isEqualTo(before);
    }

    @Test
    void who_died_between_the_journal_and_the_hazard_left_the_line_in_both_and_it_is_read_once() {
        noted(29);
        HazardFile seen = hazard();
        done(store.template()
                .updateFirst(
                        Query.query(Criteria.where("_id").is(id)),
                        new Update().inc("version", 1),
                        HazardStore.HAZARDS));

        assertThat(hazards.change(seen, noted(seen), NOBODY).blockOptional())
                .as("another came first")
                .isEmpty();
        assertThat(journal()).containsExactly(1);
        assertThat(timeline()).isEqualTo(range(1, 30));

        noted(2);
        assertThat(journal()).containsExactly(1, 2);
        assertThat(timeline()).isEqualTo(range(1, 32));
    }

    @Test
    void an_event_is_told_with_and_without_a_line_beside_it() {
        noted(10);
        List<Document> outbox = stored().getList("outbox", Document.class);
        assertThat(hazards.read(outbox.get(9))).hasSize(1);
        assertThat(hazards.read(outbox.get(10))).hasSize(2).first().satisfies(aged -> {
            HazardLine first = Objects.requireNonNull(hazard().timeline().get(0));
            assertThat(aged.eventId()).isEqualTo(first.id());
        });
    }
}
