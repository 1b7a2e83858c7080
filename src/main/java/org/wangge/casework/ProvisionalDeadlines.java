package org.wangge.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.Clocks;
import org.wangge.casework.store.CaseStore;
import org.wangge.routing.Calendars;
import org.wangge.routing.WorkingCalendar;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** When a calendar has arrived, computes the deadlines anew that reach into its year. */
@Component
class ProvisionalDeadlines implements RecurringJob {

    /** Whoever had not heard of the calendar yet counted by the one before. */
    private static final Duration STRAGGLERS = Duration.ofMinutes(2);

    private final CaseStore cases;
    private final Calendars calendars;
    private final JobItems items;
    private final Clock clock;

    /** Saves looking at them again and again; to lose it does no harm. */
    private volatile @Nullable WorkingCalendar settled;

    private volatile Seen seen = new Seen(null, Instant.EPOCH);

    private record Seen(@Nullable WorkingCalendar calendar, Instant at) {}

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

    /** Only another calendar moves them. */
    @Override
    public Mono<Boolean> isNeeded() {
        return Mono.fromSupplier(() -> settled != calendars.current());
    }

    @Override
    public Mono<Void> run() {
        return Mono.defer(() -> {
            WorkingCalendar calendar = calendars.current();
            Instant now = clock.instant();
            if (calendar != seen.calendar()) {
                seen = new Seen(calendar, now);
            }
            return items.each(name(), items.readable(name(), cases.provisional()), CaseFile::id, 1, this::recompute)
                    .doOnSuccess(done -> {
                        if (now.isAfter(seen.at().plus(STRAGGLERS))) {
                            settled = calendar;
                        }
                    });
        });
    }

    /** Changes neither version nor timeline: nobody did anything, only the calendar did. */
    private Mono<Void> recompute(CaseFile file) {
        Clocks before = Clocks.of(file.clocks(), calendars.current(), clock.instant());
        Clocks after = before.recompute();
        return after.list().equals(before.list()) ? Mono.empty() : cases.setClocksIfVersion(file, after);
    }
}
