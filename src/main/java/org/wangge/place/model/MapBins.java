package org.wangge.place.model;

import java.util.ArrayList;
import java.util.List;
import org.wangge.shared.GeoPoint;

/** Squares of the map, two thousandths of a degree wide: what is within a hundred metres is in the same or a neighbouring one. */
public final class MapBins {

    private static final int PER_DEGREE = 500;

    private MapBins() {}

    public static String of(GeoPoint point) {
        return name(step(point.latitude()), step(point.longitude()));
    }

    /** The square of the point and the eight around it. */
    public static List<String> around(GeoPoint point) {
        long north = step(point.latitude());
        long east = step(point.longitude());
        List<String> around = new ArrayList<>(9);
        for (long row = north - 1; row <= north + 1; row++) {
            for (long column = east - 1; column <= east + 1; column++) {
                around.add(name(row, column));
            }
        }
        return around;
    }

    private static long step(double degrees) {
        return (long) Math.floor(degrees * PER_DEGREE);
    }

    private static String name(long row, long column) {
        return row + ":" + column;
    }
}
