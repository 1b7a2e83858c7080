package org.wangge.casework;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.store.CaseStore;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Lets words, and reasons why it is unclear, be found in cases that an earlier version stored. One that is done is not met again, so it goes on where it stopped. */
@Component
class SearchableCases implements RecurringJob {

    private static final int AT_ONCE = 4;

    private final CaseStore cases;
    private final JobItems items;

    SearchableCases(CaseStore cases, JobItems items) {
        this.cases = cases;
        this.items = items;
    }

    @Override
    public String name() {
        return "searchable-cases";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return cases.unsearchable().hasElements();
    }

    @Override
    public Mono<Void> run() {
        return items.each(
                name(), items.readable(name(), cases.unsearchable()), CaseFile::id, AT_ONCE, cases::makeSearchable);
    }
}
