package org.wangge.casework;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.Clocks;
import org.wangge.casework.store.CaseStore;
import org.wangge.routing.Calendars;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** When a calendar has arrived, computes the deadlines anew that reach into its year. */
@Component
class ProvisionalDeadlines implements RecurringJob {

    private static final int AT_A_TIME = 500;

    private final CaseStore cases;
    private final Calendars calendars;
    private final Clock clock;

    ProvisionalDeadlines(CaseStore cases, Calendars calendars, Clock clock) {
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
        return cases.provisional(AT_A_TIME).concatMap(this::recompute).then();
    }

    /** Changes neither version nor timeline: nobody did anything, only the calendar did. */
    private Mono<Void> recompute(CaseFile file) {
        Clocks before = Clocks.of(file.clocks(), calendars.current(), clock.instant());
        Clocks after = before.recompute();
        return after.list().equals(before.list()) ? Mono.empty() : cases.setClocksIfVersion(file, after);
    }
}
