package org.wangge.routing.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.routing.CalendarYear;
import org.wangge.routing.Calendars;
import org.wangge.routing.WorkingCalendar.DayKind;
import org.wangge.routing.model.HolidayNames;
import org.wangge.shared.Actor;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** The working calendars. */
@RestController
@RequestMapping("/api/v1/calendars/{year}")
class CalendarController {

    private final Calendars calendars;

    CalendarController(Calendars calendars) {
        this.calendars = calendars;
    }

    record DayRequest(
            @NotNull LocalDate date,
            @NotBlank @Size(max = 40) String name,
            @Valid @Nullable NamesBody names,
            @NotNull DayKind kind) {

        /** Names in both languages count before the one name, which may be a reader's own language coming back. */
        CalendarYear.Day day() {
            return names == null
                    ? new CalendarYear.Day(date, name, null, kind)
                    : new CalendarYear.Day(date, names.zh, names.en, kind);
        }
    }

    record NamesBody(
            @NotBlank @Size(max = 40) String zh,
            @Size(max = 80) @Nullable String en) {}

    record DayView(LocalDate date, String name, LocalizedText names, DayKind kind) {

        static DayView of(CalendarYear.Day day, Locale locale) {
            LocalizedText names = HolidayNames.of(day.name(), day.english());
            return new DayView(day.date(), names.in(locale), names, day.kind());
        }
    }

    record CalendarView(int year, List<DayView> days, long version) {}

    /** What the calendar itself says of the rest may come back with it: the year must be that of the path, the version is not heeded. */
    @JsonIgnoreProperties("version")
    record CalendarRequest(
            @Nullable Integer year,
            @NotNull @Size(max = 366) List<@Valid @NotNull DayRequest> days) {}

    @GetMapping
    Mono<ResponseEntity<CalendarView>> find(@PathVariable @Min(2000) @Max(2100) int year, Actor actor, Locale locale) {
        actor.require(Permission.AREA_READ);
        return calendars.find(year).map(calendar -> answer(calendar, locale));
    }

    @PutMapping
    Mono<ResponseEntity<CalendarView>> publish(
            @PathVariable @Min(2000) @Max(2100) int year,
            @Valid @RequestBody CalendarRequest body,
            SeenVersion seen,
            Actor actor,
            Locale locale) {
        if (body.year() != null && body.year() != year) {
            throw new Refused(Refusal.of("calendar.invalid")
                    .withFaults(List.of(Refusal.Fault.of("/year", "calendar.year-differs", String.valueOf(year)))));
        }
        List<CalendarYear.Day> days = body.days().stream().map(DayRequest::day).toList();
        return calendars
                .publish(new CalendarYear(year, days, 0), seen.version(), actor)
                .map(calendar -> answer(calendar, locale));
    }

    private static ResponseEntity<CalendarView> answer(CalendarYear calendar, Locale locale) {
        CalendarView view = new CalendarView(
                calendar.year(),
                calendar.days().stream().map(day -> DayView.of(day, locale)).toList(),
                calendar.version());
        return ResponseEntity.ok().eTag(SeenVersion.etag(calendar.version())).body(view);
    }
}
