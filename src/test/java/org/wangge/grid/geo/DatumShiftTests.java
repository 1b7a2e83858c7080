package org.wangge.grid.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;

class DatumShiftTests {

    private static final double CENTIMETRE = 1e-7;

    /** Shanghai, Shenzhen, Beijing, as published with the eviltransform library; the last with coordtransform. */
    @ParameterizedTest
    @CsvSource({
        "121.5272106, 31.1774276, 121.531541859215, 31.17530398364597",
        "113.912316, 22.543847, 113.9171764808363, 22.540796131694766",
        "116.377817, 39.911954, 116.38404722455657, 39.91334545536069",
        "116.404, 39.915, 116.41024449916938, 39.91640428150164"
    })
    void wgs84_becomes_gcj02_as_published(double longitude, double latitude, double gcjLongitude, double gcjLatitude) {
        DatumShift.Degrees found = DatumShift.fromWgs84(new GeoPoint(longitude, latitude), Datum.GCJ02);
        assertThat(found.longitude()).isCloseTo(gcjLongitude, within(CENTIMETRE));
        assertThat(found.latitude()).isCloseTo(gcjLatitude, within(CENTIMETRE));

        GeoPoint back = DatumShift.toWgs84(gcjLongitude, gcjLatitude, Datum.GCJ02);
        assertThat(back.distanceTo(new GeoPoint(longitude, latitude))).isLessThan(0.01);
    }

    @Test
    void gcj02_becomes_bd09_as_published() {
        DatumShift.Degrees found = DatumShift.gcj02ToBd09(new DatumShift.Degrees(116.404, 39.915));
        assertThat(found.longitude()).isCloseTo(116.41036949371029, within(CENTIMETRE));
        assertThat(found.latitude()).isCloseTo(39.92133699351021, within(CENTIMETRE));
    }

    /** These published pairs come from the usual closed-form inverse, which itself is off by a metre or two. */
    @ParameterizedTest
    @CsvSource({"116.404, 39.915, 116.39762729119315, 39.90865673957631", "123, 45, 122.99363304, 44.99365430"})
    void bd09_becomes_gcj02_as_published(double bdLongitude, double bdLatitude, double longitude, double latitude) {
        GeoPoint found = DatumShift.toWgs84(bdLongitude, bdLatitude, Datum.BD09);
        assertThat(found.distanceTo(DatumShift.toWgs84(longitude, latitude, Datum.GCJ02)))
                .isLessThan(2);
    }

    @ParameterizedTest
    @EnumSource(Datum.class)
    void there_and_back_is_the_same_place_within_a_centimetre_all_over_the_country(Datum datum) {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            GeoPoint point = new GeoPoint(75 + 60 * random.nextDouble(), 5 + 48 * random.nextDouble());
            DatumShift.Degrees there = DatumShift.fromWgs84(point, datum);
            GeoPoint back = DatumShift.toWgs84(there.longitude(), there.latitude(), datum);
            assertThat(back.distanceTo(point)).isLessThan(0.01);
        }
    }

    @Test
    void the_shift_in_mianyang_is_some_hundred_metres() {
        GeoPoint point = new GeoPoint(104.76, 31.4576);
        DatumShift.Degrees shifted = DatumShift.fromWgs84(point, Datum.GCJ02);
        assertThat(new GeoPoint(shifted.longitude(), shifted.latitude()).distanceTo(point))
                .isBetween(200.0, 600.0);
    }

    @Test
    void gcj02_is_not_shifted_abroad() {
        DatumShift.Degrees paris = DatumShift.fromWgs84(new GeoPoint(2.35, 48.86), Datum.GCJ02);
        assertThat(paris).isEqualTo(new DatumShift.Degrees(2.35, 48.86));
        assertThat(DatumShift.toWgs84(2.35, 48.86, Datum.GCJ02)).isEqualTo(new GeoPoint(2.35, 48.86));
    }
}
