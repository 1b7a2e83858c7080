package org.wangge.shared;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A point in WGS84 degrees. */
public record GeoPoint(double longitude, double latitude) {

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;

    /** Something that a list can show on a map. */
    public interface Located {

        UUID id();

        /** Where it is; null when that is not known. */
        @Nullable
        GeoPoint point();
    }

    /** Great-circle distance in metres. */
    public double distanceTo(GeoPoint other) {
        double latitudeFrom = Math.toRadians(latitude);
        double latitudeTo = Math.toRadians(other.latitude);
        double halfLatitude = Math.sin((latitudeTo - latitudeFrom) / 2);
        double halfLongitude = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double haversine = halfLatitude * halfLatitude
                + Math.cos(latitudeFrom) * Math.cos(latitudeTo) * halfLongitude * halfLongitude;
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(haversine)));
    }

    /** West, south, east, north in degrees. */
    public record Box(double west, double south, double east, double north) {}

    /** Everything up to so many metres around a point. */
    public record Circle(GeoPoint centre, double radiusMetres) {

        private static final double METRES_PER_DEGREE = 111_000;

        /** The box around it, a little larger; for asking a store that knows no circles. */
        public Box box() {
            double latitude = radiusMetres / METRES_PER_DEGREE;
            double longitude = latitude / Math.max(0.01, Math.cos(Math.toRadians(centre.latitude)));
            return new Box(
                    centre.longitude - longitude,
                    centre.latitude - latitude,
                    centre.longitude + longitude,
                    centre.latitude + latitude);
        }

        public boolean contains(GeoPoint point) {
            return point.distanceTo(centre) <= radiusMetres;
        }
    }
}
