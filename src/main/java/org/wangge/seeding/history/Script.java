package org.wangge.seeding.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wangge.routing.WorkingCalendar;
import org.wangge.seeding.store.HistoryStore.Progress;

/** The whole history, deed by deed, day by day. A pure function of where and when it ends. */
final class Script {

    /** In the last days some cases stop on their way, so that each queue has some. */
    private static final int STALLING_BEFORE = 3;

    private static final int STALLING_PERCENT = 40;

    private final Map<LocalDate, List<Deed>> byDay;
    private final LocalDate first;

    private Script(Map<LocalDate, List<Deed>> byDay, LocalDate first) {
        this.byDay = byDay;
        this.first = first;
    }

    static Script of(
            Progress progress, CaseTales cases, SafetyTales safety, OfficeTales offices, WorkingCalendar calendar) {
        LocalDate today = LocalDate.ofInstant(progress.today(), calendar.zone());
        LocalDate first = today.minusDays(progress.days());
        List<Deed> all = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            boolean lately = day.isAfter(today.minusDays(STALLING_BEFORE));
            all.addAll(cases.of(day, lately ? STALLING_PERCENT : 0));
            all.addAll(safety.of(day));
            all.addAll(offices.of(day));
        }
        all.addAll(cases.waiting(progress.today()));
        Map<LocalDate, List<Deed>> byDay = new TreeMap<>();
        all.stream()
                .filter(deed -> deed.at().isBefore(progress.today()))
                .sorted(Comparator.comparing(Deed::at).thenComparing(Deed::key))
                .forEach(deed -> byDay.computeIfAbsent(day(deed.at(), calendar), none -> new ArrayList<>())
                        .add(deed));
        return new Script(byDay, first);
    }

    private static LocalDate day(Instant at, WorkingCalendar calendar) {
        return LocalDate.ofInstant(at, calendar.zone());
    }

    /** What is done on a day, counted from the first one, in order. */
    List<Deed> of(int day) {
        return byDay.getOrDefault(first.plusDays(day), List.of());
    }
}
