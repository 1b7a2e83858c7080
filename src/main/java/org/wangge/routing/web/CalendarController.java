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
import org.wangge.shared.Actor;
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
            @NotNull DayKind kind) {}

    /** What the calendar itself says of the rest may come back with it: the year must be that of the path, the version is not heeded. */
    @JsonIgnoreProperties("version")
    record CalendarRequest(
            @Nullable Integer year,
            @NotNull @Size(max = 366) List<@Valid @NotNull DayRequest> days) {}

    @GetMapping
    Mono<ResponseEntity<CalendarYear>> find(@PathVariable @Min(2000) @Max(2100) int year, Actor actor) {
        actor.require(Permission.AREA_READ);
        return calendars.find(year).map(CalendarController::withVersion);
    }

    @PutMapping
    Mono<ResponseEntity<CalendarYear>> publish(
            @PathVariable @Min(2000) @Max(2100) int year,
            @Valid @RequestBody CalendarRequest body,
            SeenVersion seen,
            Actor actor) {
        if (body.year() != null && body.year() != year) {
            throw new Refused(Refusal.of("calendar.invalid")
                    .withFaults(List.of(Refusal.Fault.of("/year", "calendar.year-differs", String.valueOf(year)))));
        }
        List<CalendarYear.Day> days = body.days().stream()
                .map(day -> new CalendarYear.Day(day.date(), day.name(), day.kind()))
                .toList();
        return calendars
                .publish(new CalendarYear(year, days, 0), seen.version(), actor)
                .map(CalendarController::withVersion);
    }

    private static ResponseEntity<CalendarYear> withVersion(CalendarYear calendar) {
        return ResponseEntity.ok().eTag(SeenVersion.etag(calendar.version())).body(calendar);
    }
}
