package org.wangge.hazard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.hazard.model.HazardFixtures.MONDAY;
import static org.wangge.hazard.model.HazardFixtures.facts;

import java.util.List;
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
    void what_leaves_is_in_the_journal_and_nothing_else_is() {
        noted(44);

        assertThat(stored().getList("timeline", Document.class)).hasSize(30);
        assertThat(journal()).as("those that left").isEqualTo(range(1, 15));
        assertThat(timeline()).isEqualTo(range(1, 45));
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
}
