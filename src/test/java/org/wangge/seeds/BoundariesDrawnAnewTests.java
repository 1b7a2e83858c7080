package org.wangge.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.Directory;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridImports;
import org.wangge.grid.GridImports.Form;
import org.wangge.grid.GridImports.Options;
import org.wangge.grid.ImportReport;
import org.wangge.grid.Offices;
import org.wangge.grid.geo.DatumShift;
import org.wangge.grid.geo.DatumShift.Degrees;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;

/** The grids of the demonstration as somebody else would draw them: every boundary a little different. All of it is judged. */
class BoundariesDrawnAnewTests {

    private static final Pattern POSITION = Pattern.compile("\\[(\\d+\\.\\d+),(\\d+\\.\\d+)]");
    private static final TestStore STORE = TestStore.open();
    private static final Directory DIRECTORY = new Directory(STORE);
    private static String file = "";

    @BeforeAll
    static void publish() throws IOException {
        done(DIRECTORY.get(Divisions.class).putAll(SeedFiles.divisions()));
        done(DIRECTORY.get(Offices.class).replaceAll(SeedFiles.offices()));
        file = Files.readString(SeedFiles.GRIDS);
        value(DIRECTORY
                .get(GridImports.class)
                .importFile(file.getBytes(StandardCharsets.UTF_8), new Options(false, false), Actor.SYSTEM));
    }

    @AfterAll
    static void close() {
        DIRECTORY.close();
        STORE.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 4, 3, 2})
    void rounded_positions_are_judged(int decimals) {
        double scale = Math.pow(10, decimals);
        ImportReport report = judged(
                position -> new Degrees(
                        Math.round(position.longitude() * scale) / scale,
                        Math.round(position.latitude() * scale) / scale),
                Datum.WGS84);
        assertThat(report.reshaped().size() + report.unchanged() + unread(report))
                .isEqualTo(858);
        assertThat(report.faults()).as("the edge of the district moved").isNotEmpty();
        report.faults().stream()
                .filter(fault -> fault.areaSquareMetres() != null)
                .forEach(fault -> assertThat(fault.areaSquareMetres()).isGreaterThan(1));
    }

    @Test
    void a_move_by_a_metre_loses_a_strip_at_the_edge_and_nothing_else() {
        ImportReport report =
                judged(position -> new Degrees(position.longitude() + 0.00001, position.latitude()), Datum.WGS84);
        assertThat(report.reshaped()).hasSize(858);
        assertThat(report.faults())
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.code()).isEqualTo("grid.import-shrink"));
        assertThat(report.datumErrorMetres()).isZero();
    }

    @Test
    void positions_of_a_shifted_system_taken_for_wgs84_are_judged_too() {
        ImportReport report = judged(position -> shifted(position, Datum.GCJ02), Datum.WGS84);
        assertThat(report.reshaped()).hasSize(858);
        assertThat(report.faults()).extracting(ImportReport.Fault::code).contains("grid.import-shrink");
    }

    @ParameterizedTest
    @EnumSource(
            value = Datum.class,
            names = {"GCJ02", "BD09"})
    void positions_of_a_shifted_system_are_converted_and_come_out_where_they_were(Datum datum) {
        ImportReport report = judged(position -> shifted(position, datum), datum);
        assertThat(report.faults()).isEmpty();
        assertThat(report.publishable()).isTrue();
        assertThat(report.datumErrorMetres()).isGreaterThan(0).isLessThan(0.01);
        double moved = report.reshaped().stream()
                .mapToDouble(ImportReport.Reshaped::differenceSquareMetres)
                .sum();
        assertThat(moved).as("square metres of 600 million").isCloseTo(0, within(2000.0));
    }

    private static Degrees shifted(Degrees position, Datum datum) {
        return DatumShift.fromWgs84(new GeoPoint(position.longitude(), position.latitude()), datum);
    }

    /** Rounded to whole kilometres, some grids are no area any more. */
    private static long unread(ImportReport report) {
        return report.faults().stream()
                .filter(fault -> fault.featureIndex() != null)
                .count();
    }

    private static ImportReport judged(UnaryOperator<Degrees> change, Datum datum) {
        // A corner that several grids share must come out the same in all of them.
        Map<Degrees, Degrees> known = new HashMap<>();
        String changed = POSITION.matcher(file).replaceAll(found -> {
            Degrees position = known.computeIfAbsent(position(found), change);
            return String.format(Locale.ROOT, "[%.9f,%.9f]", position.longitude(), position.latitude());
        });
        Options options = new Options(true, false, false, null, Form.GEO_JSON, datum);
        return value(DIRECTORY
                .get(GridImports.class)
                .importFile(changed.getBytes(StandardCharsets.UTF_8), options, Actor.SYSTEM));
    }

    private static Degrees position(MatchResult found) {
        return new Degrees(Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2)));
    }
}
