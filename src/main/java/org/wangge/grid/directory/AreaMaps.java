package org.wangge.grid.directory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridUnit;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.geo.AreaShape;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.GeoJsonWriter;
import org.wangge.grid.geo.Ground;
import org.wangge.grid.geo.MapSimplifier;
import org.wangge.grid.geo.UnitShape;
import org.wangge.shared.LocalizedText;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/**
 * The boundaries of what lies above the grids and below them. Nobody draws what lies above: it is the union of its grids, so that
 * it always fits.
 */
@Component
public class AreaMaps {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** What is drawn. */
    public enum Level {
        COMMUNITY,
        SUBDISTRICT,
        /** All that an office handles, with what it hosts. */
        OFFICE
    }

    /** How a map calls the level of units. */
    public static final String UNIT = "UNIT";

    private final GridMaps maps;
    private final Divisions divisions;
    private final Offices offices;
    private final Blocking blocking;

    AreaMaps(GridMaps maps, Divisions divisions, Offices offices, Blocking blocking) {
        this.maps = maps;
        this.divisions = divisions;
        this.offices = offices;
        this.blocking = blocking;
    }

    /**
     * GeoJSON of the areas that have one of the selected grids, whole, by code.
     *
     * @param zoom of the map they are simplified for, null for the boundaries as they are
     */
    public Mono<byte[]> geoJson(GridMaps.Selection selection, Level level, @Nullable Integer zoom, Locale locale) {
        return blocking.call(LONGEST, () -> {
            Set<String> wanted = new HashSet<>();
            maps.select(selection).forEach(shape -> wanted.add(code(shape.cell(), level)));
            List<CellShape> all = maps
                    .select(new GridMaps.Selection(selection.grid(), selection.districts(), List.of(), null, null))
                    .stream()
                    .filter(shape -> wanted.contains(code(shape.cell(), level)))
                    .toList();
            Map<String, List<CellShape>> areas = new TreeMap<>();
            for (CellShape shape : maps.drawn(selection.grid(), all, zoom)) {
                areas.computeIfAbsent(code(shape.cell(), level), code -> new ArrayList<>())
                        .add(shape);
            }
            List<AreaShape> shapes = areas.entrySet().stream()
                    .map(area -> area(area.getKey(), area.getValue(), level))
                    .toList();
            return GeoJsonWriter.writeAreas(
                    shapes, level.name(), selection.grid().revision(), locale);
        });
    }

    /**
     * GeoJSON of the units of the selected grids, by code.
     *
     * @param zoom of the map they are simplified for, null for the boundaries as they are
     */
    public Mono<byte[]> units(GridMaps.Selection selection, @Nullable Integer zoom, Locale locale) {
        return blocking.call(LONGEST, () -> {
            List<UnitShape> units = maps.units(selection);
            List<Geometry> drawn = MapSimplifier.simplifiedUnits(units, zoom);
            List<AreaShape> shapes = new ArrayList<>();
            for (int index = 0; index < units.size(); index++) {
                GridUnit unit = units.get(index).unit();
                shapes.add(new AreaShape(
                        unit.code(), unit.name(), unit.gridCode(), 0, unit.areaSquareMetres(), drawn.get(index)));
            }
            return GeoJsonWriter.writeAreas(shapes, UNIT, selection.grid().revision(), locale);
        });
    }

    private AreaShape area(String code, List<CellShape> grids, Level level) {
        GridCell one = grids.get(0).cell();
        return new AreaShape(
                code,
                name(code, level),
                level == Level.COMMUNITY ? one.officeCode() : one.path().district(),
                grids.size(),
                grids.stream()
                        .mapToDouble(shape -> shape.cell().areaSquareMetres())
                        .sum(),
                Boundaries.normalised(
                        Ground.union(grids.stream().map(CellShape::boundary).toList())));
    }

    private LocalizedText name(String code, Level level) {
        LocalizedText unknown = new LocalizedText(code, code);
        return level == Level.COMMUNITY
                ? divisions.find(code).map(Division::names).orElse(unknown)
                : offices.find(code).map(Office::names).orElse(unknown);
    }

    private String code(GridCell cell, Level level) {
        return switch (level) {
            case COMMUNITY -> cell.communityCode();
            case SUBDISTRICT -> cell.officeCode();
            case OFFICE ->
                offices.find(cell.officeCode()).isPresent()
                        ? offices.responsibleFor(cell.path()).handling().code()
                        : cell.officeCode();
        };
    }
}
