package org.wangge.dutylist.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.wangge.dutylist.DutyClass;
import org.wangge.dutylist.DutyItem;
import org.wangge.dutylist.model.DutyListFile;
import org.wangge.dutylist.store.DutyListStore;
import org.wangge.fixtures.TestStore;
import org.wangge.shared.Operation;
import org.wangge.work.Changes;
import org.wangge.work.Inserts;
import org.wangge.work.Nudge;
import org.wangge.work.VersionedStores;

/** Two instances with one store: a list that one takes in counts on the other after its next turn. */
class SnapshotDutyListsStoreTests {

    private static final TestStore STORE = TestStore.open();
    private static final String OFFICE = "510703001";

    @AfterAll
    static void close() {
        STORE.close();
    }

    private final DutyListStore store = store();

    private static DutyListStore store() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(ReactiveMongoTemplate.class, STORE::template);
        context.registerBean(Inserts.class);
        context.registerBean(Nudge.class);
        context.registerBean(Changes.class);
        context.registerBean(VersionedStores.class);
        context.scan("org.wangge.dutylist.store");
        context.refresh();
        TestStore.makeIndexes(context);
        return context.getBean(DutyListStore.class);
    }

    private DutyListFile stored(SnapshotDutyLists by, DutyClass dutyClass) {
        DutyListFile next = DutyListFile.after(
                by.list(OFFICE),
                List.of(new DutyItem("G0201", dutyClass, null, null)),
                null,
                Instant.parse("2026-01-05T01:20:00Z"),
                Operation.unkeyed("test"));
        return value(store.insert(next));
    }

    @Test
    void a_change_of_one_instance_counts_on_the_other_and_an_older_version_never_comes_back() {
        SnapshotDutyLists one = new SnapshotDutyLists(store);
        SnapshotDutyLists other = new SnapshotDutyLists(store);
        DutyListFile first = stored(one, DutyClass.BASIC);
        one.take(first);
        assertThat(other.version(OFFICE)).isZero();
        done(other.run());
        assertThat(other.duty(OFFICE, "G0201").orElseThrow().dutyClass()).isEqualTo(DutyClass.BASIC);
        other.take(stored(other, DutyClass.ASSIST));
        done(one.run());
        assertThat(one.version(OFFICE)).isEqualTo(2);
        assertThat(one.duty(OFFICE, "G0201").orElseThrow().dutyClass()).isEqualTo(DutyClass.ASSIST);
        one.take(first);
        assertThat(one.version(OFFICE)).isEqualTo(2);
        assertThat(value(store.find(OFFICE, 1)).items().get(0).dutyClass()).isEqualTo(DutyClass.BASIC);
    }
}
