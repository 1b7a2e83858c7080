package org.wangge.warning;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.warning.model.WarningFile;
import org.wangge.warning.store.WarningStore;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Mends what was broken off: warnings that were stored and not yet tied to others, or whose desks were not told. */
@Component
class WarningJob implements RecurringJob {

    private static final String NAME = "warnings";

    private final WarningStore store;
    private final WarningSteps steps;
    private final JobItems items;
    private final Clock clock;

    WarningJob(WarningStore store, WarningSteps steps, JobItems items, Clock clock) {
        this.store = store;
        this.steps = steps;
        this.items = items;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return store.due(clock.instant()).hasElements();
    }

    @Override
    public Mono<Void> run() {
        return items.each(NAME, store.due(clock.instant()), WarningFile::id, 1, steps::finish);
    }
}
