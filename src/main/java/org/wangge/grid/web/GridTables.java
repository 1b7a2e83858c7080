package org.wangge.grid.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridUnit;
import org.wangge.grid.Offices;
import org.wangge.grid.directory.GridMaps;
import org.wangge.grid.geo.AreaLevel;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.GridColumn;
import org.wangge.shared.Actor;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.table.TableAnswers;
import org.wangge.table.TableWriter.Cells;
import reactor.core.publisher.Flux;

/** Grids as tables that can be taken in again. */
@RestController
@RequestMapping("/api/v1/exports")
class GridTables {

    /** A cell of a workbook holds so many characters. */
    private static final int LONGEST_CELL = 32_767;
    /** A position of well-known text is at most so long. */
    private static final int LONGEST_POSITION = 44;

    private final GridMaps maps;
    private final Divisions divisions;
    private final Offices offices;
    private final TableAnswers tables;

    GridTables(GridMaps maps, Divisions divisions, Offices offices, TableAnswers tables) {
        this.maps = maps;
        this.divisions = divisions;
        this.offices = offices;
        this.tables = tables;
    }

    @GetMapping(path = "/grids.csv", produces = TableAnswers.CSV)
    ResponseEntity<Flux<DataBuffer>> exportGridsCsv(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) @Nullable String office,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable String bbox) {
        return tables.csv("grids", headings(locale), rows(selection(actor, office, community, bbox), locale), locale);
    }

    @GetMapping(path = "/grids.xlsx", produces = TableAnswers.XLSX)
    ResponseEntity<Flux<DataBuffer>> exportGridsXlsx(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) @Nullable String office,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable String bbox) {
        GridMaps.Selection selection = selection(actor, office, community, bbox);
        for (CellShape shape : maps.select(selection)) {
            requireShort(shape.code(), shape.boundary());
            shape.units().forEach(unit -> requireShort(unit.code(), unit.boundary()));
        }
        return tables.xlsx("grids", headings(locale), rows(selection, locale), locale);
    }

    private static void requireShort(String code, Geometry boundary) {
        if (boundary.getNumPoints() * LONGEST_POSITION > LONGEST_CELL) {
            throw new Refused(Refusal.of("grid.export-cell", code));
        }
    }

    private GridMaps.Selection selection(
            Actor actor, @Nullable String office, @Nullable String community, @Nullable String bbox) {
        actor.require(Permission.AREA_READ);
        return Selections.of(maps.now(), actor, office, community, bbox, offices);
    }

    private static List<String> headings(Locale locale) {
        return Arrays.stream(GridColumn.values())
                .map(column -> column.heading(locale))
                .toList();
    }

    private Flux<List<Cells>> rows(GridMaps.Selection selection, Locale locale) {
        return maps.texts(selection)
                .map(batch -> batch.stream().map(drawn -> cells(drawn, locale)).toList());
    }

    private Cells cells(GridMaps.Drawn drawn, Locale locale) {
        GridCell cell = drawn.cell();
        GridUnit unit = drawn.unit();
        LocalizedText name = unit == null ? cell.name() : unit.name();
        List<@Nullable Object> values = new ArrayList<>();
        for (GridColumn column : GridColumn.values()) {
            values.add(
                    switch (column) {
                        case CODE -> unit == null ? cell.code() : unit.code();
                        case NAME -> name.zh();
                        case NAME_EN -> name.en();
                        case COMMUNITY_CODE -> cell.communityCode();
                        case WKT -> drawn.wkt();
                        case COMMUNITY_NAME -> GridMapper.communityName(cell, divisions, locale);
                        case OFFICE_CODE -> cell.officeCode();
                        case OFFICE_NAME -> GridMapper.officeName(cell, offices, locale);
                        case AREA -> Math.round(unit == null ? cell.areaSquareMetres() : unit.areaSquareMetres());
                        case LEVEL -> (unit == null ? AreaLevel.GRID : AreaLevel.UNIT).word(locale);
                        case PARENT -> unit == null ? "" : unit.gridCode();
                    });
        }
        return new Cells(values);
    }
}
