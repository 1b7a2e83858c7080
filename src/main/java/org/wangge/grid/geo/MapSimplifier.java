package org.wangge.grid.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.coverage.CoverageSimplifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.wangge.shared.GeoPoint;

/**
 * Boundaries as simple as a map of one zoom needs them. First the vertices go that nobody would see; then the borders are laid on
 * a raster of about a pixel, all together, so that neighbours keep their common border: there is neither gap nor overlap between
 * them. Takes a second for a thousand grids; never call it on an event loop.
 */
public final class MapSimplifier {

    /** Metres that one pixel of a map tile shows at the equator and zoom 0. */
    private static final double PIXEL_METRES = 156_543.034;
    /** Steps of a raster in which coordinates are short. */
    private static final double[] ROUND_STEPS = {5, 2, 1};

    private final List<CellShape> shapes;
    private final GridIndex index;
    private final double pixelMetres;
    private final double pixelDegrees;
    private final PrecisionModel raster;

    private MapSimplifier(List<CellShape> shapes, int zoom) {
        this.shapes = shapes;
        index = new GridIndex(shapes);
        double latitude = shapes.get(0).cell().anchor().latitude();
        pixelMetres = pixelMetres(latitude, zoom);
        pixelDegrees = pixelMetres / Metres.at(latitude).perLatitude();
        raster = new PrecisionModel(cellsPerDegree(pixelDegrees));
    }

    /** The boundaries of grids by their codes, for one zoom. A grid smaller than a pixel is drawn as one. */
    public static Map<String, Geometry> simplified(List<CellShape> shapes, int zoom) {
        return shapes.isEmpty() ? Map.of() : new MapSimplifier(shapes, zoom).simplify();
    }

    /** The boundaries of units in their order, without what nobody would see at a zoom; as they are when it is null. */
    public static List<Geometry> simplifiedUnits(List<UnitShape> units, @Nullable Integer zoom) {
        List<Geometry> boundaries = units.stream().map(UnitShape::boundary).toList();
        if (zoom == null || units.isEmpty()) {
            return boundaries;
        }
        double latitude = units.get(0).unit().anchor().latitude();
        double tolerance = pixelMetres(latitude, zoom) / Metres.at(latitude).perLatitude();
        return Arrays.stream(CoverageSimplifier.simplify(boundaries.toArray(Geometry[]::new), tolerance))
                .map(Boundaries::normalised)
                .toList();
    }

    private static double pixelMetres(double latitude, int zoom) {
        return PIXEL_METRES * Math.cos(Math.toRadians(latitude)) / Math.pow(2, zoom);
    }

    private Map<String, Geometry> simplify() {
        Map<String, List<Polygon>> faces = new HashMap<>();
        for (Polygon face : faces()) {
            CellShape owner = owner(face);
            if (owner != null) {
                faces.computeIfAbsent(owner.code(), code -> new ArrayList<>()).add(face);
            }
        }
        Map<String, Geometry> simple = new HashMap<>();
        for (CellShape shape : shapes) {
            List<Polygon> own = faces.get(shape.code());
            simple.put(
                    shape.code(),
                    own == null
                            ? pixel(shape.cell().anchor())
                            : Boundaries.normalised(own.size() == 1 ? own.get(0) : Ground.union(own)));
        }
        return simple;
    }

    /** What the borders enclose when they lie on the raster. */
    @SuppressWarnings("unchecked")
    private List<Polygon> faces() {
        Geometry[] simple = CoverageSimplifier.simplify(
                shapes.stream().map(CellShape::boundary).toArray(Geometry[]::new), pixelDegrees);
        List<LineString> borders = new ArrayList<>();
        for (Geometry boundary : simple) {
            LinearComponentExtracter.getLines(boundary, borders);
        }
        Polygonizer polygonizer = new Polygonizer();
        polygonizer.add(UnaryUnionNG.union(
                Boundaries.FACTORY.createMultiLineString(borders.toArray(LineString[]::new)), raster));
        return new ArrayList<>(polygonizer.getPolygons());
    }

    /** The grid that lies there; at the edge of the district the nearest one, if it is no farther than a pixel. */
    private @Nullable CellShape owner(Polygon face) {
        Point inside = face.getInteriorPoint();
        GeoPoint point = new GeoPoint(inside.getX(), inside.getY());
        CellShape there = index.containing(point);
        if (there != null) {
            return there;
        }
        GridIndex.Near near = index.nearest(point, pixelMetres);
        return near == null ? null : near.shape();
    }

    private Polygon pixel(GeoPoint anchor) {
        double step = 1 / raster.getScale();
        double west = raster.makePrecise(anchor.longitude());
        double south = raster.makePrecise(anchor.latitude());
        double east = raster.makePrecise(west + step);
        double north = raster.makePrecise(south + step);
        return Boundaries.FACTORY.createPolygon(new Coordinate[] {
            new Coordinate(west, south),
            new Coordinate(east, south),
            new Coordinate(east, north),
            new Coordinate(west, north),
            new Coordinate(west, south)
        });
    }

    private static double cellsPerDegree(double pixelDegrees) {
        double power = Math.pow(10, Math.floor(Math.log10(pixelDegrees)));
        for (double step : ROUND_STEPS) {
            if (step * power <= pixelDegrees) {
                return Math.rint(1 / (step * power) * 1e6) / 1e6;
            }
        }
        return 1 / power;
    }
}
