package org.wangge.shared;

/** A point in WGS84 degrees. */
public record GeoPoint(double longitude, double latitude) {

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;

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
}
