package org.wangge.grid.geo;

import java.util.function.UnaryOperator;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;

/**
 * Converts between WGS84 and the two shifted systems of Chinese map services. The shift from WGS84 to GCJ02 is a published
 * formula on the Krasovsky ellipsoid; it has no closed inverse, so the way back is found by iteration. Outside China GCJ02
 * is not shifted.
 */
public final class DatumShift {

    /** A pair of degrees in whichever system. */
    public record Degrees(double longitude, double latitude) {}

    private static final double KRASOVSKY_AXIS = 6_378_245.0;
    private static final double KRASOVSKY_ECCENTRICITY_SQUARED = 0.00669342162296594323;
    private static final double BD09_TURN = Math.PI * 3000.0 / 180.0;
    private static final double BD09_EAST = 0.0065;
    private static final double BD09_NORTH = 0.006;
    /** About a tenth of a millimetre. */
    private static final double CLOSE_ENOUGH = 1e-9;
    /** The shift changes by less than a thousandth over its own length, so each round gains three digits. */
    private static final int ROUNDS = 10;

    private DatumShift() {}

    /** What a device gave in the named system, in WGS84. */
    public static GeoPoint toWgs84(double longitude, double latitude, Datum datum) {
        Degrees given = new Degrees(longitude, latitude);
        Degrees found = switch (datum) {
            case WGS84 -> given;
            case GCJ02 -> inverse(given, DatumShift::wgs84ToGcj02);
            case BD09 -> inverse(given, wgs84 -> gcj02ToBd09(wgs84ToGcj02(wgs84)));
        };
        return new GeoPoint(found.longitude(), found.latitude());
    }

    /** The same place in the named system. */
    public static Degrees fromWgs84(GeoPoint point, Datum datum) {
        Degrees given = new Degrees(point.longitude(), point.latitude());
        return switch (datum) {
            case WGS84 -> given;
            case GCJ02 -> wgs84ToGcj02(given);
            case BD09 -> gcj02ToBd09(wgs84ToGcj02(given));
        };
    }

    static Degrees wgs84ToGcj02(Degrees wgs84) {
        if (!shifted(wgs84)) {
            return wgs84;
        }
        double east = wgs84.longitude() - 105.0;
        double north = wgs84.latitude() - 35.0;
        double latitude = Math.toRadians(wgs84.latitude());
        double sine = Math.sin(latitude);
        double bulge = 1 - KRASOVSKY_ECCENTRICITY_SQUARED * sine * sine;
        double meridian = KRASOVSKY_AXIS * (1 - KRASOVSKY_ECCENTRICITY_SQUARED) / (bulge * Math.sqrt(bulge));
        double parallel = KRASOVSKY_AXIS / Math.sqrt(bulge) * Math.cos(latitude);
        return new Degrees(
                wgs84.longitude() + Math.toDegrees(shiftEast(east, north) / parallel),
                wgs84.latitude() + Math.toDegrees(shiftNorth(east, north) / meridian));
    }

    static Degrees gcj02ToBd09(Degrees gcj02) {
        double x = gcj02.longitude();
        double y = gcj02.latitude();
        double radius = Math.hypot(x, y) + 0.00002 * Math.sin(y * BD09_TURN);
        double angle = Math.atan2(y, x) + 0.000003 * Math.cos(x * BD09_TURN);
        return new Degrees(radius * Math.cos(angle) + BD09_EAST, radius * Math.sin(angle) + BD09_NORTH);
    }

    private static Degrees inverse(Degrees target, UnaryOperator<Degrees> forward) {
        double longitude = target.longitude();
        double latitude = target.latitude();
        for (int round = 0; round < ROUNDS; round++) {
            Degrees there = forward.apply(new Degrees(longitude, latitude));
            double missingEast = target.longitude() - there.longitude();
            double missingNorth = target.latitude() - there.latitude();
            longitude += missingEast;
            latitude += missingNorth;
            if (Math.abs(missingEast) < CLOSE_ENOUGH && Math.abs(missingNorth) < CLOSE_ENOUGH) {
                break;
            }
        }
        return new Degrees(longitude, latitude);
    }

    /** Metres to the east, as a function of the degrees from 105 E, 35 N. */
    private static double shiftEast(double x, double y) {
        return 300.0
                + x
                + 2.0 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + shortWaves(x)
                + wave(x, 1, 20.0)
                + wave(x, 3, 40.0)
                + wave(x, 12, 150.0)
                + wave(x, 30, 300.0);
    }

    /** Metres to the north, likewise. */
    private static double shiftNorth(double x, double y) {
        return -100.0
                + 2.0 * x
                + 3.0 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + shortWaves(x)
                + wave(y, 1, 20.0)
                + wave(y, 3, 40.0)
                + wave(y, 12, 160.0)
                + wave(y, 30, 320.0);
    }

    private static double shortWaves(double x) {
        return (20.0 * Math.sin(6.0 * x * Math.PI) + 20.0 * Math.sin(2.0 * x * Math.PI)) * 2.0 / 3.0;
    }

    private static double wave(double degrees, double length, double height) {
        return height * 2.0 / 3.0 * Math.sin(degrees * Math.PI / length);
    }

    /** The box inside which the official shift applies. */
    private static boolean shifted(Degrees point) {
        return point.longitude() >= 72.004
                && point.longitude() <= 137.8347
                && point.latitude() >= 0.8293
                && point.latitude() <= 55.8271;
    }
}
