package org.wangge.shared;

import java.util.Arrays;

/** Points and boxes as parameters spell them; what is none is an {@link IllegalArgumentException}. */
public final class GeoText {

    private GeoText() {}

    /** {@code longitude,latitude}. */
    static GeoPoint point(String text) {
        double[] numbers = numbers(text, 2);
        return point(numbers[0], numbers[1]);
    }

    /** {@code west,south,east,north}. */
    public static GeoPoint.Box box(String text) {
        double[] sides = numbers(text, 4);
        GeoPoint southWest = point(sides[0], sides[1]);
        GeoPoint northEast = point(sides[2], sides[3]);
        if (southWest.longitude() > northEast.longitude() || southWest.latitude() > northEast.latitude()) {
            throw new IllegalArgumentException(text);
        }
        return new GeoPoint.Box(sides[0], sides[1], sides[2], sides[3]);
    }

    private static GeoPoint point(double longitude, double latitude) {
        if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
            throw new IllegalArgumentException("Not on the earth: " + longitude + "," + latitude);
        }
        return new GeoPoint(longitude, latitude);
    }

    private static double[] numbers(String text, int count) {
        double[] numbers = Arrays.stream(text.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        if (numbers.length != count || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(text);
        }
        return numbers;
    }
}
