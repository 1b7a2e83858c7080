package org.wangge.grid.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
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
import org.wangge.grid.directory.GridSnapshot;
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
import org.wangge.work.WhileAway;
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
            @RequestParam(defaultValue = "false") boolean count,
            @RequestParam(required = false) @Nullable String asOf) {
        actor.require(Permission.AREA_READ);
        Instant moment = Moments.of("asOf", asOf);
        Instant at = moment == null ? clock.instant() : moment;
        String list = "grids:" + office + ":" + community + ":" + bbox + (moment == null ? "" : ":" + moment);
        return maps.asOf(moment)
                .map(grid -> maps.select(Selections.of(grid, actor, office, community, bbox, offices)))
                .map(found -> Page.cut(found, CellShape::code, list, limit, cursor, count))
                .flatMap(page -> responsibilities
                        .responsibleFor(
                                page.items().stream().map(CellShape::code).toList(), at)
                        .map(workers -> page.map(shape -> GridMapper.summary(
                                shape.cell(),
                                workers.getOrDefault(shape.code(), List.of()),
                                false,
                                new GridMapper.Names(divisions, offices, at, locale)))));
    }

    @GetMapping("/{code}")
    Mono<ResponseEntity<GridViews.GridView>> getGrid(
            Reading reading,
            Locale locale,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String asOf) {
        reading.actor().require(Permission.AREA_READ);
        Instant moment = Moments.of("asOf", asOf);
        return maps.asOf(moment).flatMap(grid -> view(grid, code, moment, reading, locale));
    }

    private Mono<ResponseEntity<GridViews.GridView>> view(
            GridSnapshot grid, String code, @Nullable Instant moment, Reading reading, Locale locale) {
        Optional<UnitShape> unit = grid.unit(code);
        CellShape shape = grid.shape(unit.map(found -> found.unit().gridCode()).orElse(code))
                .filter(found -> reading.actor().sharesDistrict(found.cell().path()))
                .orElseThrow(() -> new Refused(Refusal.of("grid.not-found", code)));
        return summary(shape.cell(), moment, reading, locale)
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
            @RequestParam(required = false) @Nullable Double accuracyMetres,
            @RequestParam(required = false) @Nullable String asOf) {
        reading.actor().require(Permission.AREA_READ);
        Position position = cells.position(longitude, latitude, datum, accuracyMetres, "");
        Instant moment = Moments.of("asOf", asOf);
        return cells.asOf(moment).flatMap(grids -> view(grids, position, moment, reading, locale));
    }

    private Mono<GridViews.LocationView> view(
            GridCells grids, Position position, @Nullable Instant moment, Reading reading, Locale locale) {
        Location location = grids.locate(position.point());
        GridCell cell = location.orRefuse();
        if (!reading.actor().sharesDistrict(cell.path())) {
            throw new Refused(Refusal.of("grid.not-found", cell.code()));
        }
        GridMapper.Names names = names(moment, locale);
        GridViews.LocationKind kind =
                location instanceof Location.Inside ? GridViews.LocationKind.INSIDE : GridViews.LocationKind.NEAREST;
        // Where somebody stands is in memory; who works there is not.
        Mono<Optional<List<ResponsibleWorker>>> workers =
                WhileAway.orKnown(workers(cell, names.at(), reading).map(Optional::of), Optional::empty);
        return workers.map(found -> new GridViews.LocationView(
                kind,
                Math.round(location.distanceMetresToGrid() * 10) / 10.0,
                GridMapper.place(position.point()),
                GridMapper.summary(
                        cell, found.orElse(List.of()), reading.actor().covers(cell.path()), names),
                found.isPresent() ? null : true,
                grids.unitAt(cell.code(), position.point())
                        .map(unit ->
                                new GridViews.UnitName(unit.code(), unit.name().in(locale)))
                        .orElse(null),
                grids.neighbours(cell.code(), position.point(), position.accuracyMetres()).stream()
                        .map(near -> GridMapper.view(near, names))
                        .toList(),
                location.revision()));
    }

    @GetMapping("/topology")
    Mono<GridViews.TopologyView> getTopology(Actor actor, @RequestParam(required = false) @Nullable String district) {
        actor.require(Permission.AREA_READ);
        return topology.of(Districts.one(actor, district)).map(GridMapper::view);
    }

    /** One grid shows whom to call to those who work there; a list shows it to nobody. */
    private Mono<GridViews.GridSummary> summary(
            GridCell cell, @Nullable Instant moment, Reading reading, Locale locale) {
        Actor actor = reading.actor();
        GridMapper.Names names = names(moment, locale);
        return workers(cell, names.at(), reading)
                .map(workers -> GridMapper.summary(cell, workers, actor.covers(cell.path()), names));
    }

    private Mono<List<ResponsibleWorker>> workers(GridCell cell, Instant at, Reading reading) {
        Actor actor = reading.actor();
        return responsibilities
                .responsibleFor(cell.code(), at)
                .collectList()
                .delayUntil(workers -> actor.covers(cell.path()) && showsPhones(workers, actor)
                        ? reads.tell(reading, ReadKind.GRID, cell.code())
                        : Mono.empty());
    }

    private GridMapper.Names names(@Nullable Instant moment, Locale locale) {
        return new GridMapper.Names(divisions, offices, moment == null ? clock.instant() : moment, locale);
    }

    /** One's own number is no secret. */
    private static boolean showsPhones(List<ResponsibleWorker> workers, Actor actor) {
        return workers.stream()
                .anyMatch(
                        worker -> worker.phone() != null && !worker.accountId().equals(actor.id()));
    }
}
