package org.wangge.rehearsal;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.rehearsal.model.ReplayFile;
import org.wangge.rehearsal.store.ReplayStore;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings all rehearsals on, each by some batches in its turn, and forgets those that ended long ago. */
@Component
class ReplayJob implements RecurringJob {

    private static final Duration KEPT = Duration.ofDays(180);
    private static final int AT_ONCE = 2;

    private final ReplayStore store;
    private final ReplayWork work;
    private final JobItems items;
    private final Clock clock;

    ReplayJob(ReplayStore store, ReplayWork work, JobItems items, Clock clock) {
        this.store = store;
        this.work = work;
        this.items = items;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ReplayStore.JOB;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return store.isAnyToDo(clock.instant().minus(KEPT));
    }

    @Override
    public Mono<Void> run() {
        Flux<ReplayFile> running = Flux.defer(() -> items.readable(name(), store.running()));
        return store.forget(clock.instant().minus(KEPT))
                .then(items.each(name(), running, ReplayFile::id, AT_ONCE, work::advance));
    }
}
