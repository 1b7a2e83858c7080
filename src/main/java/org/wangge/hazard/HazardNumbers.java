package org.wangge.hazard;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.wangge.grid.Offices;
import org.wangge.hazard.store.HazardStore;
import org.wangge.routing.Calendars;
import org.wangge.shared.GridPath;
import org.wangge.work.DailyNumbers;
import reactor.core.publisher.Mono;

/** The numbers of hazards and of their notices: office, day, count. */
@Component
class HazardNumbers {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private final DailyNumbers numbers;
    private final HazardStore store;
    private final Offices offices;
    private final Calendars calendars;
    private final Clock clock;

    HazardNumbers(DailyNumbers numbers, HazardStore store, Offices offices, Calendars calendars, Clock clock) {
        this.numbers = numbers;
        this.store = store;
        this.offices = offices;
        this.calendars = calendars;
        this.clock = clock;
    }

    Mono<List<String>> next(GridPath area, int count) {
        return numbers.next("YH-" + prefix(area), today(), count);
    }

    /**
     * The next number of a notice. It is taken by the write that issues the notice and by nothing else, so that there are no gaps;
     * of two who write it at once, one begins again.
     */
    Mono<String> nextNotice(GridPath area) {
        String series = "ZG-" + prefix(area) + "-" + today();
        return store.lastNotice(series).map(last -> series + String.format(Locale.ROOT, "-%04d", last + 1));
    }

    private String prefix(GridPath area) {
        return offices.responsibleFor(area).ofArea().prefix();
    }

    private String today() {
        return DAY.format(
                LocalDate.ofInstant(clock.instant(), calendars.current().zone()));
    }
}
