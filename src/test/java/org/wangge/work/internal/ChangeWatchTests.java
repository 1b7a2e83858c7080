package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.work.Changes;
import org.wangge.work.Keeper;
import org.wangge.work.Kept;
import reactor.core.publisher.Mono;

class ChangeWatchTests {

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final TestStore store = TestStore.open(commands::add);
    private final ModuleBeans beans =
            ModuleBeans.of(store, new TestClock(WanggeTestConfiguration.START)).start();
    private final Changes changes = beans.get(Changes.class);
    private final List<Kept> read = new CopyOnWriteArrayList<>();
    private final AtomicBoolean fails = new AtomicBoolean();
    private final ChangeWatch watch = watch(keeper(Kept.GRID), keeper(Kept.RULES));

    @AfterEach
    void close() {
        beans.close();
        store.close();
    }

    private Keeper keeper(Kept what) {
        return new Keeper() {
            @Override
            public Set<Kept> keeps() {
                return Set.of(what);
            }

            @Override
            public Mono<Void> run() {
                return Mono.defer(() -> {
                    read.add(what);
                    return fails.get() ? Mono.error(new IllegalStateException("no")) : Mono.empty();
                });
            }
        };
    }

    private ChangeWatch watch(Keeper... keepers) {
        StaticListableBeanFactory all = new StaticListableBeanFactory();
        for (Keeper keeper : keepers) {
            all.addBean(keeper.keeps().toString(), keeper);
        }
        return new ChangeWatch(store.template(), all.getBeanProvider(Keeper.class));
    }

    @Test
    void who_keeps_what_changed_reads_it_and_nobody_else() {
        value(watch.turn());
        read.clear();
        commands.clear();
        value(watch.turn());
        assertThat(read).isEmpty();
        assertThat(commands).as("one command for all").containsExactly("find");
        done(changes.noted(Kept.RULES));
        value(watch.turn());
        value(watch.turn());
        assertThat(read).containsExactly(Kept.RULES);
        done(changes.noted(Kept.RULES));
        done(changes.noted(Kept.GRID));
        value(watch.turn());
        assertThat(read.subList(1, read.size())).containsExactlyInAnyOrder(Kept.RULES, Kept.GRID);
    }

    @Test
    void a_change_whose_note_was_lost_is_read_all_the_same_after_some_minutes() {
        value(watch.turn());
        read.clear();
        for (int turn = 1; turn < ChangeWatch.ALL_AFTER; turn++) {
            value(watch.turn());
        }
        assertThat(read).containsExactlyInAnyOrder(Kept.RULES, Kept.GRID);
    }

    @Test
    void who_could_not_read_reads_at_the_next_turn_and_holds_up_no_other() {
        value(watch.turn());
        read.clear();
        fails.set(true);
        done(changes.noted(Kept.GRID));
        done(changes.noted(Kept.RULES));
        value(watch.turn());
        assertThat(read).hasSize(2);
        fails.set(false);
        value(watch.turn());
        value(watch.turn());
        assertThat(read).hasSize(4);
    }
}
