package org.wangge.hazard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.store.HazardStore;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Time as an actor: what was not put right by its date is escalated, and who should decide on a major hazard is reminded. */
@Component
class HazardDeadlines implements RecurringJob {

    private static final String ESCALATE_AT = "escalateAt";
    private static final String CONFIRM_BY = "confirmBy";

    private final Hazards hazards;
    private final HazardStore store;
    private final JobItems items;
    private final Clock clock;

    HazardDeadlines(Hazards hazards, HazardStore store, JobItems items, Clock clock) {
        this.items = items;
        this.hazards = hazards;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "hazard-deadlines";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return store.isAnyPassed(List.of(ESCALATE_AT, CONFIRM_BY), clock.instant());
    }

    @Override
    public Mono<Void> run() {
        Instant now = clock.instant();
        return passed(ESCALATE_AT, now, HazardAction.ESCALATE).then(passed(CONFIRM_BY, now, HazardAction.REMIND_MAJOR));
    }

    private Mono<Void> passed(String date, Instant now, HazardAction action) {
        return items.each(
                name(),
                items.readable(name(), store.passed(date, now)),
                HazardFile::id,
                1,
                file -> hazards.bySystem(file.id(), new HazardCommand.TimePassed(action)));
    }
}
