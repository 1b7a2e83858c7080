package org.wangge.grid.geo;

import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * Metres around a place: over the few kilometres of a grid the WGS84 ellipsoid is flat enough to scale degrees by its two
 * radii at that latitude.
 *
 * @param perLongitude metres of one degree of longitude
 * @param perLatitude metres of one degree of latitude
 */
public record Metres(double perLongitude, double perLatitude) {

    private static final double EQUATOR = 6_378_137.0;
    private static final double ECCENTRICITY_SQUARED = 0.00669437999014;

    public static Metres at(double latitude) {
        double sine = Math.sin(Math.toRadians(latitude));
        double bulge = 1 - ECCENTRICITY_SQUARED * sine * sine;
        double primeVertical = EQUATOR / Math.sqrt(bulge);
        double meridian = EQUATOR * (1 - ECCENTRICITY_SQUARED) / (bulge * Math.sqrt(bulge));
        return new Metres(Math.toRadians(primeVertical * Math.cos(Math.toRadians(latitude))), Math.toRadians(meridian));
    }

    /** Area in square metres. */
    public static double area(Geometry geometry) {
        if (geometry.isEmpty()) {
            return 0;
        }
        Metres here = at(geometry.getEnvelopeInternal().centre().y);
        return geometry.getArea() * here.perLongitude * here.perLatitude;
    }

    /** Distance in metres from a point to the nearest edge of a polygon or multipolygon. */
    public double distance(double longitude, double latitude, Geometry boundary) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int part = 0; part < boundary.getNumGeometries(); part++) {
            Polygon polygon = (Polygon) boundary.getGeometryN(part);
            nearest = Math.min(nearest, distanceToLine(longitude, latitude, polygon.getExteriorRing()));
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                nearest = Math.min(nearest, distanceToLine(longitude, latitude, polygon.getInteriorRingN(hole)));
            }
        }
        return nearest;
    }

    private double distanceToLine(double longitude, double latitude, LineString ring) {
        CoordinateSequence points = ring.getCoordinateSequence();
        Coordinate here = new Coordinate(0, 0);
        Coordinate from = new Coordinate();
        Coordinate to = local(points, 0, longitude, latitude);
        double nearest = Double.POSITIVE_INFINITY;
        for (int index = 1; index < points.size(); index++) {
            from.setCoordinate(to);
            to = local(points, index, longitude, latitude);
            nearest = Math.min(nearest, Distance.pointToSegment(here, from, to));
        }
        return nearest;
    }

    private Coordinate local(CoordinateSequence points, int index, double longitude, double latitude) {
        return new Coordinate(
                (points.getX(index) - longitude) * perLongitude, (points.getY(index) - latitude) * perLatitude);
    }
}
