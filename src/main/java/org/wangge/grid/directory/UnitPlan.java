package org.wangge.grid.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.wangge.grid.GridUnit;
import org.wangge.grid.ImportReport.Fault;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.CoverageCheck;
import org.wangge.grid.geo.GridIndex;
import org.wangge.grid.geo.Metres;
import org.wangge.grid.geo.Tangle;
import org.wangge.grid.geo.UnitCheck;
import org.wangge.grid.geo.UnitRecord;
import org.wangge.grid.geo.UnitShape;
import org.wangge.grid.model.AreaRules;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.LocalizedText;

/**
 * Which units the coming grids have. A file that has units of a district replaces all of them. Where it has none, those that are
 * there stay as far as they still lie in a grid of their district; each of the others is a warning.
 */
final class UnitPlan {

    /** The sequence of a unit in the standard's code has three digits. It bounds the document of a grid, too. */
    static final int MOST_UNITS_OF_GRID = 999;

    /** A unit of the file in the grid it names or lies in. */
    private record Placed(UnitRecord read, CellShape grid) {}

    private final Map<String, CellShape> grids;
    private final GridSnapshot present;
    private final List<Fault> faults;
    private final UnitCheck check = new UnitCheck();
    private final Map<String, List<UnitShape>> byGrid = new HashMap<>();
    private @Nullable GridIndex index;

    /**
     * Begins without any unit.
     *
     * @param grids all of the coming publication, by code; those of districts of which the file has no grids as they are
     */
    UnitPlan(Map<String, CellShape> grids, GridSnapshot present, List<Fault> faults) {
        this.grids = grids;
        this.present = present;
        this.faults = faults;
    }

    /** Takes the units of a file and answers with their districts. What is wrong with them becomes faults. */
    Set<String> put(List<UnitRecord> records, Surroundings around) {
        List<Placed> placed = placed(records, around);
        Set<String> districts = new HashSet<>();
        placed.forEach(one -> districts.add(district(one.grid())));
        refuseOthersCodes(placed, districts);
        List<Geometry> compared = new ArrayList<>();
        placed.stream().map(Placed::grid).distinct().forEach(grid -> compared.add(grid.boundary()));
        placed.forEach(one -> compared.add(one.read().boundary()));
        Tangle.refuse(compared);
        List<UnitShape> shapes = new ArrayList<>();
        for (Placed one : placed) {
            requireInside(one);
            UnitShape shape = shape(one);
            shapes.add(shape);
            put(shape);
        }
        byGrid.forEach(this::requireNotTooMany);
        for (CoverageCheck.Finding shared : CoverageCheck.overlaps(shapes)) {
            faults.add(Faults.ground(
                    "grid.import-unit-overlap", shared.codes(), shared.geometry(), shared.areaSquareMetres()));
        }
        return districts;
    }

    /** Keeps what is there in these districts where it still fits, and warns of what does not. */
    void keep(Collection<String> districts, List<Fault> warnings) {
        List<CellShape> redrawn = new ArrayList<>();
        for (CellShape before : present.byCode().values()) {
            if (districts.contains(district(before)) && isAsItWas(before)) {
                before.units().forEach(this::put);
            } else if (districts.contains(district(before)) && !before.units().isEmpty()) {
                redrawn.add(before);
            }
        }
        refuseTangle(redrawn);
        redrawn.forEach(before -> before.units().forEach(unit -> keep(unit, before, warnings)));
    }

    private boolean isAsItWas(CellShape before) {
        CellShape after = grids.get(before.code());
        return after != null && after.boundary().equalsExact(before.boundary());
    }

    private void refuseTangle(List<CellShape> redrawn) {
        if (!redrawn.isEmpty()) {
            List<Geometry> compared = new ArrayList<>();
            redrawn.forEach(before -> before.units().forEach(unit -> compared.add(unit.boundary())));
            grids.values().forEach(grid -> compared.add(grid.boundary()));
            Tangle.refuse(compared);
        }
    }

    private void keep(UnitShape unit, CellShape before, List<Fault> warnings) {
        CellShape same = grids.get(before.code());
        CellShape around =
                same != null && fits(unit, same) ? same : at(unit.unit().anchor());
        if (around != null && district(around).equals(district(before)) && fits(unit, around)) {
            put(unit.in(around.code()));
        } else {
            List<String> codes = List.of(unit.code(), before.code());
            warnings.add(new Fault(
                    null,
                    null,
                    null,
                    "/features",
                    "grid.import-unit-dropped",
                    List.<Object>copyOf(codes),
                    codes,
                    null,
                    Boundaries.toGeoJson(unit.boundary())));
        }
    }

    /** The grids by code; those of these districts with the units that were put into them, the others as they are. */
    Map<String, CellShape> grids(Collection<String> districts) {
        Map<String, CellShape> all = new TreeMap<>();
        grids.forEach((code, grid) -> all.put(
                code, districts.contains(district(grid)) ? grid.with(byGrid.getOrDefault(code, List.of())) : grid));
        return all;
    }

    private List<Placed> placed(List<UnitRecord> records, Surroundings around) {
        List<Placed> placed = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (UnitRecord read : records) {
            boolean named = !read.gridCode().isEmpty();
            CellShape grid = named ? grids.get(read.gridCode()) : at(Boundaries.anchor(read.boundary()));
            if (!AreaRules.isUnitCode(read.code())) {
                faults.add(fault(read, "code", "grid.import-unit-code", read.code()));
            } else if (!codes.add(read.code())) {
                faults.add(fault(read, "code", "grid.import-duplicate", read.code()));
            } else if (grid == null && named) {
                faults.add(fault(read, UnitRecord.PARENT, "grid.import-unit-parent", read.gridCode(), read.code()));
            } else if (grid == null) {
                faults.add(fault(read, UnitRecord.PARENT, "grid.import-unit-place", read.code()));
            } else if (!around.mayPublish(district(grid))) {
                faults.add(fault(read, UnitRecord.PARENT, "grid.import-district", grid.code()));
            } else {
                placed.add(new Placed(read, grid));
            }
        }
        return placed;
    }

    /** The units of a district are replaced as a whole; in another one the code may be in use. */
    private void refuseOthersCodes(List<Placed> placed, Set<String> districts) {
        for (Placed one : placed) {
            UnitRecord read = one.read();
            present.unit(read.code())
                    .flatMap(unit -> present.shape(unit.unit().gridCode()))
                    .filter(grid -> !districts.contains(district(grid)))
                    .ifPresent(grid -> faults.add(fault(read, "code", "grid.import-duplicate", read.code())));
        }
    }

    private void requireInside(Placed one) {
        UnitRecord read = one.read();
        Geometry rest = check.outside(read.boundary(), one.grid());
        if (!rest.isEmpty()) {
            String grid = one.grid().code();
            double area = Metres.area(rest);
            faults.add(read.spot()
                    .ground(
                            "grid.import-unit-outside",
                            List.of(read.code(), grid),
                            area,
                            Boundaries.toGeoJson(rest),
                            read.code(),
                            grid,
                            Math.round(area)));
        }
    }

    private void requireNotTooMany(String grid, List<UnitShape> units) {
        if (units.size() > MOST_UNITS_OF_GRID) {
            faults.add(new Fault(
                    null,
                    null,
                    null,
                    "/features",
                    "grid.import-unit-count",
                    List.of(grid, units.size(), MOST_UNITS_OF_GRID),
                    List.of(grid),
                    null,
                    null));
        }
    }

    private static UnitShape shape(Placed one) {
        UnitRecord read = one.read();
        GridUnit unit = new GridUnit(
                read.code(),
                new LocalizedText(read.name(), read.nameEn()),
                one.grid().code(),
                Boundaries.anchor(read.boundary()),
                Metres.area(read.boundary()));
        return new UnitShape(unit, read.boundary());
    }

    private void put(UnitShape unit) {
        byGrid.computeIfAbsent(unit.unit().gridCode(), code -> new ArrayList<>())
                .add(unit);
    }

    private boolean fits(UnitShape unit, CellShape grid) {
        return check.outside(unit.boundary(), grid).isEmpty();
    }

    private @Nullable CellShape at(GeoPoint point) {
        GridIndex known = index == null ? new GridIndex(grids.values()) : index;
        index = known;
        return known.containing(point);
    }

    private static String district(CellShape grid) {
        return grid.cell().path().district();
    }

    private static Fault fault(UnitRecord read, String property, String code, Object... arguments) {
        return read.spot().fault(property, code, List.of(read.code()), arguments);
    }
}
