package org.wangge.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseContext;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.Events;
import org.wangge.casework.model.NewCase;
import org.wangge.casework.model.ReportRules;
import org.wangge.casework.store.RehearsedCases;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import org.wangge.work.WarmUp;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report as it comes all day, read, routed, written and shown, but kept beside the cases and taken away; and the list of the
 * district. Nobody asks for it: the person is made up and known to nobody.
 */
@Component
class ReportWarmUp implements WarmUp {

    private static final int SHOWN = 20;

    private final Cases cases;
    private final ReportReading reports;
    private final DutyReading duties;
    private final DeskReading desks;
    private final RehearsedCases rehearsed;
    private final GridCells grids;
    private final Calendars calendars;
    private final JsonMapper json;
    private final Clock clock;

    ReportWarmUp(
            Cases cases,
            ReportReading reports,
            DutyReading duties,
            DeskReading desks,
            RehearsedCases rehearsed,
            GridCells grids,
            Calendars calendars,
            JsonMapper json,
            Clock clock) {
        this.cases = cases;
        this.reports = reports;
        this.duties = duties;
        this.desks = desks;
        this.rehearsed = rehearsed;
        this.grids = grids;
        this.calendars = calendars;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Mono<Void> once() {
        return Mono.justOrEmpty(grids.any()).flatMap(this::in);
    }

    private Mono<Void> in(GridCell grid) {
        Actor nobody = new Actor(
                Ids.next(),
                "",
                Set.of(Role.GRID_WORKER),
                Set.of(Permission.CASE_REPORT, Permission.CASE_READ, Permission.CASE_READ_AREA),
                List.of(GridPath.of(grid.path().district())),
                Set.of());
        ReportCase report = new ReportCase(
                "G0201",
                "3号楼安全出口上锁，钥匙无人保管，楼道内堆有杂物",
                new ReportCase.Measured(grid.anchor().longitude(), grid.anchor().latitude(), null, 12.0, null),
                null,
                "滨江路3号",
                null,
                null,
                List.of(),
                false,
                null);
        Locale locale = Locale.SIMPLIFIED_CHINESE;
        return made(report, nobody)
                .flatMap(file -> rehearsed.write(file, Events.of(file)))
                .map(file -> json.writeValueAsBytes(cases.view(file, nobody, locale)))
                .then(cases.list(CaseFilter.withDistrict(), SHOWN, null, false, nobody, locale))
                .map(json::writeValueAsBytes)
                .then();
    }

    /** Without a number, which would be missing among those of the day. */
    private Mono<CaseFile> made(ReportCase report, Actor actor) {
        ReportRules.check(report);
        Instant now = clock.instant();
        return reports.read(report, actor, now)
                .map(intake -> {
                    CaseContext facts = CaseContext.of(now, calendars.current(), Operation.unkeyed(""), null)
                            .with(desks.of(intake.routing()));
                    return NewCase.of(Ids.next(), "", report, null, intake, actor, facts);
                })
                .map(duties::on);
    }

    @Override
    public Mono<Void> end() {
        return rehearsed.forget();
    }
}
