package org.wangge.roster.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.roster.DutyRole;
import org.wangge.roster.Rosters;
import org.wangge.roster.Rosters.OnDutyView;
import org.wangge.roster.Rosters.RosterView;
import org.wangge.roster.Rosters.Wanted;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Who is on duty, and the shifts of offices. */
@RestController
@RequestMapping("/api/v1/duty")
class DutyController {

    private static final int MOST_SHIFTS = 500;
    private static final Set<String> FILTERS = Set.of("office", "at");

    private final Rosters rosters;

    DutyController(Rosters rosters) {
        this.rosters = rosters;
    }

    @JsonIgnoreProperties("name")
    record ShiftBody(
            @NotNull UUID accountId,
            @NotNull DutyRole role,
            @NotNull Instant from,
            @NotNull Instant to) {

        Wanted wanted() {
            return new Wanted(accountId, role, from, to);
        }
    }

    /** All shifts of the office; what is read with them may come back and is not heeded. */
    @JsonIgnoreProperties({"office", "version"})
    record RosterBody(@NotNull @Size(max = MOST_SHIFTS) List<@NotNull @Valid ShiftBody> shifts) {}

    @GetMapping
    Mono<Page<OnDutyView>> onDuty(
            QueryValues query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        query.only(FILTERS);
        String office = query.text("office");
        Instant at = query.time("at");
        return rosters.onDuty(office, at, actor, locale)
                .map(found -> Page.cut(found, DutyController::place, "duty:" + office + at, limit, cursor, count));
    }

    /** Its place in the list. */
    private static String place(OnDutyView one) {
        return one.office().code() + " " + one.role().ordinal() + " "
                + one.person().id();
    }

    @GetMapping("/{office}")
    Mono<ResponseEntity<RosterView>> find(@PathVariable String office, Actor actor, Locale locale) {
        return rosters.find(office, actor, locale).map(DutyController::answer);
    }

    @PutMapping("/{office}")
    Mono<ResponseEntity<RosterView>> plan(@PathVariable String office, @Valid @RequestBody RosterBody body, Call call) {
        return rosters.plan(
                        office, body.shifts().stream().map(ShiftBody::wanted).toList(), call)
                .map(DutyController::answer);
    }

    private static ResponseEntity<RosterView> answer(RosterView view) {
        return ResponseEntity.ok().eTag(SeenVersion.etag(view.version())).body(view);
    }
}
