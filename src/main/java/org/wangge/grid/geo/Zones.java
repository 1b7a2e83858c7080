package org.wangge.grid.geo;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.wangge.shared.GeoPoint;

/** Which grids lie in zones that others drew. Never call it on an event loop. */
public final class Zones {

    /** Of the smaller of both: less is two borders that were drawn apart. */
    private static final double PART = 0.01;

    /** Beyond it, a circle is no ellipse of degrees any more. */
    private static final double GREAT_CIRCLE_METRES = 100_000;

    /** A circle of none is a point. */
    private static final double LEAST_METRES = 1;

    private static final int CORNERS = 64;

    private final Collection<CellShape> cells;
    private final GridIndex index;

    public Zones(Collection<CellShape> cells, GridIndex index) {
        this.cells = cells;
        this.index = index;
    }

    /** By code; empty when there are none. */
    public List<CellShape> touched(Collection<List<GeoPoint>> outlines, Collection<GeoPoint.Circle> circles) {
        TreeMap<String, CellShape> found = new TreeMap<>();
        outlines.forEach(outline -> add(polygon(outline), found));
        for (GeoPoint.Circle circle : circles) {
            if (circle.radiusMetres() > GREAT_CIRCLE_METRES) {
                cells.stream()
                        .filter(shape -> circle.contains(shape.cell().anchor()))
                        .forEach(shape -> found.put(shape.code(), shape));
            } else {
                add(round(circle), found);
            }
        }
        return List.copyOf(found.values());
    }

    private void add(Geometry zone, TreeMap<String, CellShape> found) {
        if (zone.isEmpty()) {
            return;
        }
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(zone);
        double area = zone.getArea();
        for (CellShape shape : index.touching(zone.getEnvelopeInternal())) {
            if (!found.containsKey(shape.code()) && isIn(shape.boundary(), prepared, area)) {
                found.put(shape.code(), shape);
            }
        }
    }

    private static boolean isIn(Geometry boundary, PreparedGeometry zone, double area) {
        return zone.covers(boundary)
                || zone.intersects(boundary)
                        && Ground.common(zone.getGeometry(), boundary).getArea()
                                >= PART * Math.min(area, boundary.getArea());
    }

    private static Geometry polygon(List<GeoPoint> outline) {
        Polygon drawn = Boundaries.FACTORY.createPolygon(outline.stream()
                .map(point -> new Coordinate(point.longitude(), point.latitude()))
                .toArray(Coordinate[]::new));
        return new IsValidOp(drawn).isValid() ? drawn : new GeometryFixer(drawn).getResult();
    }

    private static Geometry round(GeoPoint.Circle circle) {
        Metres metres = Metres.at(circle.centre().latitude());
        double radius = Math.max(LEAST_METRES, circle.radiusMetres());
        Coordinate[] ring = new Coordinate[CORNERS + 1];
        for (int corner = 0; corner < CORNERS; corner++) {
            double angle = 2 * Math.PI * corner / CORNERS;
            ring[corner] = new Coordinate(
                    circle.centre().longitude() + radius * Math.cos(angle) / metres.perLongitude(),
                    circle.centre().latitude() + radius * Math.sin(angle) / metres.perLatitude());
        }
        ring[CORNERS] = ring[0].copy();
        return Boundaries.FACTORY.createPolygon(ring);
    }
}
