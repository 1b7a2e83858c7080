package org.wangge.grid.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Geometry;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridUnit;
import org.wangge.grid.ImportReport.Changed;
import org.wangge.grid.ImportReport.Reshaped;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.Ground;
import org.wangge.grid.geo.Metres;

/** How grids and their units differ from those that are there, by code. */
record ImportDifference(
        List<String> added, List<String> removed, List<Reshaped> reshaped, List<Changed> changed, int unchanged) {

    /** A grid or a unit; its attributes by their names in the file. */
    private record Area(Geometry boundary, double areaSquareMetres, Map<String, String> attributes) {}

    static ImportDifference of(Collection<CellShape> before, Collection<CellShape> after) {
        Map<String, Area> gone = areas(before);
        List<String> added = new ArrayList<>();
        List<Reshaped> reshaped = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        int unchanged = 0;
        for (Map.Entry<String, Area> entry : areas(after).entrySet()) {
            String code = entry.getKey();
            Area is = entry.getValue();
            Area was = gone.remove(code);
            if (was == null) {
                added.add(code);
                continue;
            }
            boolean sameShape = sameShape(was.boundary(), is.boundary());
            List<String> attributes = differences(was, is);
            if (!sameShape) {
                Geometry difference = Ground.difference(was.boundary(), is.boundary());
                reshaped.add(
                        new Reshaped(code, was.areaSquareMetres(), is.areaSquareMetres(), Metres.area(difference)));
            }
            if (!attributes.isEmpty()) {
                changed.add(new Changed(code, attributes));
            }
            unchanged += sameShape && attributes.isEmpty() ? 1 : 0;
        }
        return new ImportDifference(added, List.copyOf(gone.keySet()), reshaped, changed, unchanged);
    }

    private static Map<String, Area> areas(Collection<CellShape> grids) {
        Map<String, Area> areas = new TreeMap<>();
        for (CellShape shape : grids) {
            GridCell cell = shape.cell();
            areas.put(
                    shape.code(),
                    new Area(
                            shape.boundary(),
                            cell.areaSquareMetres(),
                            Map.of(
                                    "name", cell.name().zh(),
                                    "nameEn", cell.name().en(),
                                    "communityCode", cell.path().value())));
            shape.units().forEach(one -> {
                GridUnit unit = one.unit();
                areas.put(
                        one.code(),
                        new Area(
                                one.boundary(),
                                unit.areaSquareMetres(),
                                Map.of(
                                        "name", unit.name().zh(),
                                        "nameEn", unit.name().en(),
                                        "parent", unit.gridCode())));
            });
        }
        return areas;
    }

    /** The same boundary may start at another corner in the file. */
    private static boolean sameShape(Geometry before, Geometry after) {
        return before.equalsExact(after) || before.norm().equalsExact(after.norm());
    }

    private static List<String> differences(Area before, Area after) {
        return after.attributes().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.attributes().get(entry.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
