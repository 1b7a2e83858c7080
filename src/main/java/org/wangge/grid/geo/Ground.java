package org.wangge.grid.geo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.locationtech.jts.operation.valid.IsValidOp;

/**
 * Computes areas from areas. Where areas only touch, an overlay answers with lines and points too; and a shape that is not valid
 * proves nothing. What comes out here is a valid polygon or multipolygon, or an exception. Never call it on an event loop.
 */
public final class Ground {

    private Ground() {}

    /** What lies in at least one of them; empty when there are none. */
    public static Geometry union(Collection<? extends Geometry> areas) {
        // The fast union of a coverage is not used: it misses a gap that touches the outer edge in one vertex.
        return sound(
                OverlayNGRobust.union(Boundaries.FACTORY.createGeometryCollection(areas.toArray(Geometry[]::new))));
    }

    /** What lies in the first and not in the second. */
    public static Geometry without(Geometry area, Geometry other) {
        return sound(OverlayNGRobust.overlay(area, other, OverlayNG.DIFFERENCE));
    }

    /** What lies in both. */
    public static Geometry common(Geometry area, Geometry other) {
        return sound(OverlayNGRobust.overlay(area, other, OverlayNG.INTERSECTION));
    }

    /** What lies in one of both only. */
    public static Geometry difference(Geometry area, Geometry other) {
        return sound(OverlayNGRobust.overlay(area, other, OverlayNG.SYMDIFFERENCE));
    }

    /**
     * What an area encloses and does not cover, piece by piece. A piece may touch the outer edge in a vertex, and the parts around
     * it may touch each other in nothing but vertices. What the area has inside such a piece is no part of it.
     */
    public static List<Polygon> enclosed(Geometry area) {
        if (area.isEmpty()) {
            return List.of();
        }
        // Cut at every vertex that two rings, or one ring twice, have in common.
        Polygonizer faces = new Polygonizer();
        faces.add(OverlayNGRobust.union(area.getBoundary()));
        IndexedPointInAreaLocator covered = new IndexedPointInAreaLocator(area);
        List<Polygon> enclosed = new ArrayList<>();
        for (Object face : faces.getPolygons()) {
            Polygon polygon = (Polygon) face;
            if (covered.locate(polygon.getInteriorPoint().getCoordinate()) == Location.EXTERIOR) {
                enclosed.add(polygon);
            }
        }
        return enclosed;
    }

    /** Whether a boundary is an area at all, and a valid one. */
    static boolean isArea(Geometry boundary) {
        return isAreal(boundary) && !boundary.isEmpty() && new IsValidOp(boundary).isValid();
    }

    private static boolean isAreal(Geometry geometry) {
        return geometry instanceof Polygon || geometry instanceof MultiPolygon;
    }

    /** An overlay cannot be stopped; between two of them one can. Whoever waited has given up. */
    private static void stopIfNobodyWaits() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Nobody waits for this any more.");
        }
    }

    private static Geometry sound(Geometry result) {
        stopIfNobodyWaits();
        Geometry areas = isAreal(result) ? result : polygons(result);
        if (new IsValidOp(areas).isValid()) {
            return areas;
        }
        Geometry fixed = polygons(GeometryFixer.fix(areas));
        if (!new IsValidOp(fixed).isValid()) {
            throw new IllegalStateException("An overlay gave no valid area.");
        }
        return fixed;
    }

    @SuppressWarnings("unchecked")
    private static Geometry polygons(Geometry geometry) {
        List<Polygon> polygons = PolygonExtracter.getPolygons(geometry);
        return polygons.size() == 1
                ? polygons.get(0)
                : Boundaries.FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }
}
