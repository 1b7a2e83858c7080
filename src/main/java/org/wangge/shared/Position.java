package org.wangge.shared;

import org.jspecify.annotations.Nullable;

/**
 * Where something is, in WGS84, with what is known of how it was measured.
 *
 * @param receivedDatum the coordinate system in which it came
 * @param accuracyMetres the phone's own estimate, null when unknown
 */
public record Position(
        double longitude,
        double latitude,
        Datum receivedDatum,
        @Nullable Double accuracyMetres) {

    public GeoPoint point() {
        return new GeoPoint(longitude, latitude);
    }
}
