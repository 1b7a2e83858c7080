package org.wangge.grid.directory;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wangge.grid.GridCell;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.GridIndex;
import org.wangge.grid.geo.UnitShape;
import org.wangge.shared.GridPath;

/**
 * One publication of the grid, whole and in memory. Immutable.
 *
 * @param byCode sorted by the grid's code
 * @param byPath sorted, so that an area is one range
 * @param units by their codes
 */
public record GridSnapshot(
        long revision,
        GridIndex index,
        Map<String, CellShape> byCode,
        NavigableMap<String, CellShape> byPath,
        Map<String, UnitShape> units) {

    static final GridSnapshot EMPTY = GridSnapshot.of(0, List.of());

    static GridSnapshot of(long revision, Collection<CellShape> shapes) {
        Map<String, CellShape> byCode = new TreeMap<>();
        NavigableMap<String, CellShape> byPath = new TreeMap<>();
        Map<String, UnitShape> units = new HashMap<>();
        for (CellShape shape : shapes) {
            shape.units().forEach(unit -> units.put(unit.code(), unit));
            byCode.put(shape.code(), shape);
            byPath.put(shape.cell().path().value(), shape);
        }
        return new GridSnapshot(revision, new GridIndex(shapes), byCode, byPath, units);
    }

    /** One grid with its boundary; empty when there is none with this code. */
    public Optional<CellShape> shape(String gridCode) {
        return Optional.ofNullable(byCode.get(gridCode));
    }

    /** One unit with its boundary; empty when there is none with this code. */
    public Optional<UnitShape> unit(String unitCode) {
        return Optional.ofNullable(units.get(unitCode));
    }

    /** The grids of an area by code. */
    List<CellShape> within(GridPath area) {
        // '0' is the character after '/': everything that begins with "area/" lies between the two.
        Collection<CellShape> inside = byPath.subMap(area.value() + "/", true, area.value() + "0", false)
                .values();
        if (inside.isEmpty()) {
            CellShape itself = byPath.get(area.value());
            return itself == null ? List.of() : List.of(itself);
        }
        return inside.stream().sorted(Comparator.comparing(CellShape::code)).toList();
    }

    List<GridCell> cells(GridPath area) {
        return within(area).stream().map(CellShape::cell).toList();
    }
}
