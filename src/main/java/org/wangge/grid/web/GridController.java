package org.wangge.grid.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.audit.PersonalReads;
import org.wangge.audit.ReadKind;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Location;
import org.wangge.grid.Offices;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.grid.directory.GridMaps;
import org.wangge.grid.directory.Topology;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.UnitShape;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Position;
import org.wangge.shared.Reading;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/grids")
class GridController {

    private final GridCells cells;
    private final GridMaps maps;
    private final Divisions divisions;
    private final Offices offices;
    private final Responsibilities responsibilities;
    private final Topology topology;
    private final Clock clock;
    private final PersonalReads reads;

    GridController(
            GridCells cells,
            GridMaps maps,
            Divisions divisions,
            Offices offices,
            Responsibilities responsibilities,
            Topology topology,
            Clock clock,
            PersonalReads reads) {
        this.reads = reads;
        this.cells = cells;
        this.maps = maps;
        this.divisions = divisions;
        this.offices = offices;
        this.responsibilities = responsibilities;
        this.topology = topology;
        this.clock = clock;
    }

    /** Names no media type, so that it, not the map, answers those who accept anything. */
    @GetMapping
    Mono<Page<GridViews.GridSummary>> listGrids(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) @Nullable String office,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable String bbox,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        actor.require(Permission.AREA_READ);
        List<CellShape> found = maps.select(Selections.of(actor, office, community, bbox, offices));
        Page<CellShape> page = Page.cut(
                found, CellShape::code, "grids:" + office + ":" + community + ":" + bbox, limit, cursor, count);
        return responsibilities
                .responsibleFor(page.items().stream().map(CellShape::code).toList(), clock.instant())
                .map(workers -> page.map(shape -> GridMapper.summary(
                        shape.cell(),
                        workers.getOrDefault(shape.code(), List.of()),
                        false,
                        divisions,
                        offices,
                        locale)));
    }

    @GetMapping("/{code}")
    Mono<ResponseEntity<GridViews.GridView>> getGrid(Reading reading, Locale locale, @PathVariable String code) {
        Actor actor = reading.actor();
        actor.require(Permission.AREA_READ);
        Optional<UnitShape> unit = maps.findUnit(code);
        CellShape shape = maps.find(unit.map(found -> found.unit().gridCode()).orElse(code))
                .filter(found -> actor.sharesDistrict(found.cell().path()))
                .orElseThrow(() -> new Refused(Refusal.of("grid.not-found", code)));
        return summary(shape.cell(), reading, locale)
                .map(summary -> ResponseEntity.ok()
                        // The workers change without a new revision, so the tag speaks of both.
                        .eTag("\"" + summary.revision() + "-"
                                + Integer.toHexString(summary.toString().hashCode()) + "\"")
                        .body(unit.map(found -> GridMapper.view(found, summary, locale))
                                .orElseGet(() -> GridMapper.view(shape, summary, locale))));
    }

    @GetMapping("/locate")
    Mono<GridViews.LocationView> locateGrid(
            Reading reading,
            Locale locale,
            @RequestParam double longitude,
            @RequestParam double latitude,
            @RequestParam(defaultValue = "WGS84") Datum datum,
            @RequestParam(required = false) @Nullable Double accuracyMetres) {
        Actor actor = reading.actor();
        actor.require(Permission.AREA_READ);
        Position position = cells.position(longitude, latitude, datum, accuracyMetres, "");
        Location location = cells.locate(position.point());
        GridCell cell = location.orRefuse();
        if (!actor.sharesDistrict(cell.path())) {
            throw new Refused(Refusal.of("grid.not-found", cell.code()));
        }
        GridViews.LocationKind kind =
                location instanceof Location.Inside ? GridViews.LocationKind.INSIDE : GridViews.LocationKind.NEAREST;
        return summary(cell, reading, locale)
                .map(summary -> new GridViews.LocationView(
                        kind,
                        Math.round(location.distanceMetresToGrid() * 10) / 10.0,
                        GridMapper.place(position.point()),
                        summary,
                        cells.unitAt(cell.code(), position.point())
                                .map(unit -> new GridViews.UnitName(
                                        unit.code(), unit.name().in(locale)))
                                .orElse(null),
                        cells.neighbours(cell.code(), position.point(), accuracyMetres).stream()
                                .map(near -> GridMapper.view(near, offices, locale))
                                .toList(),
                        location.revision()));
    }

    @GetMapping("/topology")
    Mono<GridViews.TopologyView> getTopology(Actor actor, @RequestParam(required = false) @Nullable String district) {
        actor.require(Permission.AREA_READ);
        return topology.of(Districts.one(actor, district)).map(GridMapper::view);
    }

    /** One grid shows whom to call to those who work there; a list shows it to nobody. */
    private Mono<GridViews.GridSummary> summary(GridCell cell, Reading reading, Locale locale) {
        Actor actor = reading.actor();
        return responsibilities
                .responsibleFor(cell.code(), clock.instant())
                .collectList()
                .delayUntil(workers -> actor.covers(cell.path()) && showsPhones(workers, actor)
                        ? reads.tell(reading, ReadKind.GRID, cell.code())
                        : Mono.empty())
                .map(workers ->
                        GridMapper.summary(cell, workers, actor.covers(cell.path()), divisions, offices, locale));
    }

    /** One's own number is no secret. */
    private static boolean showsPhones(List<ResponsibleWorker> workers, Actor actor) {
        return workers.stream()
                .anyMatch(
                        worker -> worker.phone() != null && !worker.accountId().equals(actor.id()));
    }
}
