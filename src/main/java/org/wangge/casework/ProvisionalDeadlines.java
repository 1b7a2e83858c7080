package org.wangge.casework;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.Clocks;
import org.wangge.casework.store.CaseStore;
import org.wangge.routing.Calendars;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** When a calendar has arrived, computes the deadlines anew that reach into its year. */
@Component
class ProvisionalDeadlines implements RecurringJob {

    private final CaseStore cases;
    private final Calendars calendars;
    private final JobItems items;
    private final Clock clock;

    ProvisionalDeadlines(CaseStore cases, Calendars calendars, JobItems items, Clock clock) {
        this.items = items;
        this.cases = cases;
        this.calendars = calendars;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "provisional-deadlines";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Void> run() {
        return items.each(name(), items.readable(name(), cases.provisional()), CaseFile::id, 1, this::recompute);
    }

    /** Changes neither version nor timeline: nobody did anything, only the calendar did. */
    private Mono<Void> recompute(CaseFile file) {
        Clocks before = Clocks.of(file.clocks(), calendars.current(), clock.instant());
        Clocks after = before.recompute();
        return after.list().equals(before.list()) ? Mono.empty() : cases.setClocksIfVersion(file, after);
    }
}
