package org.wangge.grid.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.wangge.shared.GeoPoint;

/** Boundaries as GeoJSON geometries ({@code type}, {@code coordinates}) and back, for the store and for answers. */
public final class Boundaries {

    public static final GeometryFactory FACTORY = new GeometryFactory(new PrecisionModel(), 4326);

    private Boundaries() {}

    /** GeoJSON of a polygon or multipolygon as plain maps and lists. */
    public static Map<String, Object> toGeoJson(Geometry geometry) {
        if (geometry instanceof Polygon polygon) {
            return Map.of("type", "Polygon", "coordinates", rings(polygon));
        }
        List<Object> parts = new ArrayList<>();
        for (int part = 0; part < geometry.getNumGeometries(); part++) {
            if (geometry.getGeometryN(part) instanceof Polygon polygon) {
                parts.add(rings(polygon));
            }
        }
        return Map.of("type", "MultiPolygon", "coordinates", parts);
    }

    /** Reads back what {@link #toGeoJson} made. */
    public static Geometry fromGeoJson(Map<?, ?> geoJson) {
        List<?> coordinates = list(geoJson.get("coordinates"));
        if ("Polygon".equals(geoJson.get("type"))) {
            return polygon(coordinates);
        }
        Polygon[] parts = coordinates.stream().map(part -> polygon(list(part))).toArray(Polygon[]::new);
        return FACTORY.createMultiPolygon(parts);
    }

    /** A point that surely lies inside, rounded to what a map can show. */
    public static GeoPoint anchor(Geometry boundary) {
        Coordinate inside = boundary.getInteriorPoint().getCoordinate();
        return new GeoPoint(rounded(inside.x), rounded(inside.y));
    }

    /** Degrees with seven decimals: a centimetre. */
    public static double rounded(double degrees) {
        return Math.round(degrees * 1e7) / 1e7;
    }

    /** Outer rings counter-clockwise, holes clockwise, as RFC 7946 wants; a multipolygon of one part becomes a polygon. */
    public static Geometry normalised(Geometry boundary) {
        if (boundary instanceof MultiPolygon && boundary.getNumGeometries() == 1) {
            return normalised(boundary.getGeometryN(0));
        }
        if (boundary instanceof Polygon polygon) {
            return wound(polygon);
        }
        Polygon[] parts = new Polygon[boundary.getNumGeometries()];
        for (int part = 0; part < parts.length; part++) {
            parts[part] = wound((Polygon) boundary.getGeometryN(part));
        }
        return FACTORY.createMultiPolygon(parts);
    }

    private static Polygon wound(Polygon polygon) {
        LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
        for (int hole = 0; hole < holes.length; hole++) {
            holes[hole] = wound(polygon.getInteriorRingN(hole), false);
        }
        return FACTORY.createPolygon(wound(polygon.getExteriorRing(), true), holes);
    }

    private static LinearRing wound(LinearRing ring, boolean counterClockwise) {
        boolean already = Orientation.isCCW(ring.getCoordinateSequence());
        return already == counterClockwise ? ring : ring.reverse();
    }

    private static List<Object> rings(Polygon polygon) {
        List<Object> rings = new ArrayList<>(1 + polygon.getNumInteriorRing());
        rings.add(ring(polygon.getExteriorRing()));
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
            rings.add(ring(polygon.getInteriorRingN(hole)));
        }
        return rings;
    }

    private static List<Object> ring(LineString ring) {
        CoordinateSequence points = ring.getCoordinateSequence();
        List<Object> pairs = new ArrayList<>(points.size());
        for (int index = 0; index < points.size(); index++) {
            pairs.add(List.of(points.getX(index), points.getY(index)));
        }
        return pairs;
    }

    private static Polygon polygon(List<?> rings) {
        LinearRing[] holes = new LinearRing[rings.size() - 1];
        for (int hole = 0; hole < holes.length; hole++) {
            holes[hole] = linearRing(list(rings.get(hole + 1)));
        }
        return FACTORY.createPolygon(linearRing(list(rings.get(0))), holes);
    }

    private static LinearRing linearRing(List<?> pairs) {
        Coordinate[] points = new Coordinate[pairs.size()];
        for (int index = 0; index < points.length; index++) {
            List<?> pair = list(pairs.get(index));
            points[index] = new Coordinate(number(pair.get(0)), number(pair.get(1)));
        }
        return FACTORY.createLinearRing(points);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("Not a GeoJSON array: " + value);
    }
}
