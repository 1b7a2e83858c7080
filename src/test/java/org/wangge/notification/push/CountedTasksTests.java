package org.wangge.notification.push;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Subject;
import org.wangge.notification.store.NoticeStore;
import reactor.core.publisher.Mono;

/** A notice that counts tasks is written by any number of relays, each with some of the tasks, and some twice. */
class CountedTasksTests {

    private static final UUID WORKER = new UUID(1, 1);

    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private final PushDesk desk = new PushDesk(clock);
    private final NoticeStore store = desk.notices();

    @AfterEach
    void close() {
        desk.close();
    }

    private static Notice of(int... tasks) {
        List<UUID> ids = new ArrayList<>();
        for (int task : tasks) {
            ids.add(new UUID(2, task));
        }
        return Notice.of(
                new UUID(9, 9),
                WORKER,
                NoticeKind.TASKS_DUE,
                new Subject.OfTasks(ids, new UUID(3, tasks[0]), "餐馆" + tasks[0]),
                false,
                Instant.parse("2026-01-05T01:20:00Z"),
                null);
    }

    private Mono<Void> told(Notice notice) {
        List<Notice> one = List.of(notice);
        return store.insertAll(one).then(store.addTasks(one));
    }

    private Notice kept() {
        return requireNonNull(store.inbox(WORKER, false, 10, null, false).block())
                .items()
                .get(0);
    }

    @Test
    void each_task_counts_once_however_often_and_by_whomever_it_is_told() {
        done(Mono.when(told(of(1, 2)), told(of(2, 3)), told(of(4)), told(of(1, 2))));
        done(told(of(3, 4)));
        assertThat(requireNonNull(kept().tasks()).ids())
                .containsExactlyInAnyOrder(new UUID(2, 1), new UUID(2, 2), new UUID(2, 3), new UUID(2, 4));
    }

    @Test
    void one_that_was_read_is_unread_again_only_when_something_is_new() {
        done(told(of(1, 2)));
        value(store.markRead(new UUID(9, 9), WORKER));
        done(told(of(2, 1)));
        assertThat(kept().readAt()).isNotNull();
        done(told(of(2, 3)));
        assertThat(kept().readAt()).isNull();
        assertThat(kept().subject().caption()).isEqualTo("3");
    }
}
