package org.wangge.hazard;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.wangge.grid.Offices;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.store.NoticeSeries;
import org.wangge.routing.Calendars;
import org.wangge.shared.GridPath;
import org.wangge.work.DailyNumbers;
import reactor.core.publisher.Mono;

/** The numbers of hazards and of their notices: office, day, count. */
@Component
class HazardNumbers {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private final DailyNumbers numbers;
    private final NoticeSeries notices;
    private final Offices offices;
    private final Calendars calendars;
    private final Clock clock;

    HazardNumbers(DailyNumbers numbers, NoticeSeries notices, Offices offices, Calendars calendars, Clock clock) {
        this.numbers = numbers;
        this.notices = notices;
        this.offices = offices;
        this.calendars = calendars;
        this.clock = clock;
    }

    Mono<List<String>> next(GridPath area, int count) {
        return numbers.next("YH-" + prefix(area), today(), count);
    }

    /**
     * The next number of a notice, for the write that makes this hazard the next version and for nothing else, so that there are no
     * gaps; empty when another one is being written, and it is to be asked for again.
     */
    Mono<String> nextNotice(HazardFile file) {
        String series = "ZG-" + prefix(file.area().gridPath()) + "-" + today();
        return notices.take(series, file, clock.instant());
    }

    /** Notes that the number is used up that was taken for the version before; that it is not noted does no harm. */
    Mono<Void> used(HazardFile before, HazardFile issued) {
        HazardFile.Notice notice = issued.notice();
        String number = notice == null ? null : notice.number();
        return number == null
                ? Mono.empty()
                : notices.used(number.substring(0, number.lastIndexOf('-')), before, number)
                        .onErrorComplete();
    }

    private String prefix(GridPath area) {
        return offices.responsibleFor(area).ofArea().prefix();
    }

    private String today() {
        return DAY.format(
                LocalDate.ofInstant(clock.instant(), calendars.current().zone()));
    }
}
