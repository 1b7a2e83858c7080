package org.wangge.grid.web;

import java.time.Clock;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.directory.GridMaps;
import org.wangge.grid.directory.GridSettings;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** The card that is posted in a grid, for everyone to read without signing in. */
@RestController
@RequestMapping("/api/v1/public/grids")
class PublicGridController {

    private final GridMaps maps;
    private final Divisions divisions;
    private final Offices offices;
    private final Responsibilities responsibilities;
    private final GridSettings settings;
    private final Clock clock;

    PublicGridController(
            GridMaps maps,
            Divisions divisions,
            Offices offices,
            Responsibilities responsibilities,
            GridSettings settings,
            Clock clock) {
        this.maps = maps;
        this.divisions = divisions;
        this.offices = offices;
        this.responsibilities = responsibilities;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/{code}")
    Mono<GridViews.PublicGrid> getPublicGrid(Locale locale, @PathVariable String code) {
        CellShape shape = maps.now().shape(code).orElseThrow(() -> new Refused(Refusal.of("grid.not-found", code)));
        GridCell cell = shape.cell();
        Office handling = offices.responsibleFor(cell.path()).handling();
        return responsibilities
                .responsibleFor(code, clock.instant())
                .collectList()
                .map(GridMapper::publicViews)
                .map(workers -> new GridViews.PublicGrid(
                        code,
                        cell.name().in(locale),
                        cell.name(),
                        GridMapper.communityName(cell, divisions, locale),
                        handling.names().in(locale),
                        Boundaries.toGeoJson(shape.boundary()),
                        workers,
                        handling.phone(),
                        settings.supervisionPhone()));
    }
}
