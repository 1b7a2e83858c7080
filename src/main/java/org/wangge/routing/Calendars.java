package org.wangge.routing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.routing.model.CalendarRules;
import org.wangge.routing.store.CalendarStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Keeper;
import org.wangge.work.Kept;
import org.wangge.work.OptimisticRetry;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/** The working calendars of all years, as one in memory; a change reaches every instance within seconds. */
@Component
@Order(100)
public class Calendars implements Keeper {

    /** From this month on the next year's calendar should be there; the notice comes in October or November. */
    private static final int WARN_FROM_MONTH = 12;

    private final CalendarStore calendars;
    private final RoutingSettings settings;
    private final Clock clock;
    private volatile WorkingCalendar current;

    /** What it was made of: as long as that is the same, so is the calendar. */
    private volatile @Nullable Tuple2<List<CalendarYear>, List<CalendarYear>> read;

    Calendars(CalendarStore calendars, RoutingSettings settings, Clock clock, MeterRegistry metrics) {
        this.calendars = calendars;
        this.settings = settings;
        this.clock = clock;
        this.current = new WorkingCalendar(settings, java.util.Map.of(), Set.of(), 0);
        metrics.gauge(
                "wangge.calendar.missing", this, self -> self.missingYear().isPresent() ? 1 : 0);
    }

    /** The calendar to count by now; synchronous, from memory. */
    public WorkingCalendar current() {
        return current;
    }

    /** The year whose calendar should be there by now and is not: this year's at any time, next year's from December on. */
    public Optional<Integer> missingYear() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
        if (!current.knows(today.getYear())) {
            return Optional.of(today.getYear());
        }
        int next = today.getYear() + 1;
        return today.getMonthValue() >= WARN_FROM_MONTH && !current.knows(next) ? Optional.of(next) : Optional.empty();
    }

    /** A year's published calendar; refuses {@code calendar.not-found}. */
    public Mono<CalendarYear> find(int year) {
        return calendars
                .find(year)
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("calendar.not-found", String.valueOf(year)))));
    }

    /**
     * Publishes a year's calendar, or corrects it. Refuses {@code calendar.invalid} with the days at fault and
     * {@code calendar.stale}. Repeatable.
     */
    public Mono<CalendarYear> publish(CalendarYear calendar, @Nullable Long seenVersion, Actor actor) {
        actor.require(Permission.REFERENCE_EDIT);
        return put(calendar, seenVersion);
    }

    private Mono<CalendarYear> put(CalendarYear calendar, @Nullable Long seenVersion) {
        CalendarRules.check(calendar);
        Mono<CalendarYear> replaced = seenVersion == null
                ? OptimisticRetry.untilWritten(() -> calendars.replaceIfVersion(calendar, null))
                : calendars.replaceIfVersion(calendar, seenVersion).switchIfEmpty(stale(calendar.year()));
        return replaced.flatMap(stored -> run().thenReturn(stored));
    }

    private Mono<CalendarYear> stale(int year) {
        return Mono.defer(() -> calendars
                .find(year)
                .map(CalendarYear::version)
                .defaultIfEmpty(0L)
                .flatMap(present -> Mono.error(
                        () -> new Refused(Refusal.of("calendar.stale").withPresent(present, List.of())))));
    }

    /** Seeds a year's calendar unless it is there already; an administrator's corrections stay. */
    public Mono<Void> introduce(CalendarYear calendar) {
        return calendars
                .find(calendar.year())
                .hasElement()
                .flatMap(there -> there ? Mono.empty() : put(calendar, null))
                .then();
    }

    /** Seeds the statutory days of a year to come; repeatable. */
    public Mono<Void> introduceStatutory(CalendarYear calendar) {
        return calendars.putStatutory(calendar);
    }

    @Override
    public Mono<Void> run() {
        return Mono.zip(
                        calendars.published().collectList(),
                        calendars.statutory().collectList())
                .filter(found -> !found.equals(read))
                .doOnNext(found -> {
                    current = CalendarRules.combine(settings, found.getT1(), found.getT2());
                    read = found;
                })
                .then();
    }

    @Override
    public Set<Kept> keeps() {
        return Set.of(Kept.CALENDARS);
    }
}
