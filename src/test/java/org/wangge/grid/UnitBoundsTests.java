package org.wangge.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.grid.Directory.ADMIN;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wangge.shared.GeoPoint;

/** As many units as a file may hold, and units that would take a machine's time. */
class UnitBoundsTests extends GridImporting {

    @Test
    @Timeout(60)
    void units_of_a_whole_district_are_checked_in_time() {
        GridFile file = new GridFile();
        for (int grid = 0; grid < 20; grid++) {
            String code = "510703001" + String.format("%03d", grid + 1);
            file.square(code, "网格", "510703001001", grid);
            for (int number = 0; number < 950; number++) {
                double west = grid + number % 40 * 0.025;
                double south = number / 40 * 0.025;
                file.raw(UnitFeature.of(code + "-" + number, code, west, west + 0.025, south, south + 0.025));
            }
        }
        assertThat(publish(file).added()).hasSize(19_020);
    }

    @Test
    @Timeout(60)
    void a_grid_holds_as_many_positions_of_units_as_a_file_may_have() {
        GridFile file = GridFile.threeGrids();
        for (int number = 0; number < 990; number++) {
            file.raw(round("R" + number, 0.0125 + number % 40 * 0.025, 0.0125 + number / 40 * 0.025, 0.011, 300));
        }
        publish(file);
        assertThat(directory.get(GridCells.class).unitAt("510703001001", new GeoPoint(104.700125, 31.400125)))
                .isPresent();
    }

    private static String round(String code, double x, double y, double radius, int positions) {
        StringBuilder ring = new StringBuilder();
        for (int at = 0; at <= positions; at++) {
            double angle = 2 * Math.PI * (at % positions) / positions;
            ring.append(String.format(
                    Locale.ROOT,
                    "%s[%.9f,%.9f]",
                    at == 0 ? "" : ",",
                    104.7 + (x + radius * Math.cos(angle)) * 0.01,
                    31.4 + (y + radius * Math.sin(angle)) * 0.01));
        }
        return feature(code, ring.toString());
    }

    private static String feature(String code, String ring) {
        return """
                {"type":"Feature","properties":{"level":"unit","code":"%s","name":"x","parent":"510703001001"},
                 "geometry":{"type":"Polygon","coordinates":[[%s]]}}""".formatted(code, ring);
    }

    @Test
    @Timeout(60)
    void a_unit_that_is_interwoven_with_its_grid_is_refused_also_when_it_was_there_before() {
        String upright = comb(false, 0.0002, 0.0098);
        String lying = comb(true, 0, 0.01);
        GridFile both = new GridFile()
                .polygon("510703001001", "网格", "510703001001", "[[" + lying + "]]")
                .raw(feature("C1", upright));
        assertThat(codeOf(() -> imported(both, DRY_RUN, ADMIN))).isEqualTo("grid.import-too-complex");
        publish(GridFile.threeGrids().raw(feature("C1", upright)));
        GridFile redrawn = new GridFile().polygon("510703001001", "网格", "510703001001", "[[" + lying + "]]");
        assertThat(codeOf(() -> imported(redrawn, new GridImports.Options(true, true, true), ADMIN)))
                .isEqualTo("grid.import-too-complex");
    }

    /** A comb with a thousand teeth. */
    private static String comb(boolean lying, double from, double to) {
        int teeth = 1_000;
        double step = (to - from) / (2 * teeth);
        StringBuilder ring = new StringBuilder();
        for (int tooth = 0; tooth < teeth; tooth++) {
            double a = from + 2 * tooth * step;
            double tip = to;
            double root = root(from, to);
            append(ring, lying, a, root);
            append(ring, lying, a, tip);
            append(ring, lying, a + step, tip);
            append(ring, lying, a + step, root);
        }
        append(ring, lying, to, root(from, to));
        append(ring, lying, to, from);
        append(ring, lying, from, from);
        append(ring, lying, from, root(from, to));
        return ring.toString();
    }

    private static double root(double from, double to) {
        return from + (to - from) * 0.1;
    }

    private static void append(StringBuilder ring, boolean lying, double along, double across) {
        ring.append(String.format(
                Locale.ROOT,
                "%s[%.9f,%.9f]",
                ring.isEmpty() ? "" : ",",
                104.7 + (lying ? across : along),
                31.4 + (lying ? along : across)));
    }
}
