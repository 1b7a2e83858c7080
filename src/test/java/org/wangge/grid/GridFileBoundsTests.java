package org.wangge.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.value;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.GridImports.Form;
import org.wangge.grid.GridImports.Options;
import org.wangge.shared.Datum;
import org.wangge.shared.Refused;

/** Small files that would take a machine's time or memory: each is answered soon, by name. */
class GridFileBoundsTests {

    private static final String GRID = "510703001001";
    private static final String OTHER = "510703001002";
    private static final String COMMUNITY = "510703001001";
    private static final Duration SOON = Duration.ofSeconds(15);

    private final TestStore store = TestStore.open();
    private final Directory directory = new Directory(store).withAreas();

    @AfterEach
    void close() {
        directory.close();
        store.close();
    }

    private ImportReport report(byte[] file, Form form) {
        return directory
                .get(GridImports.class)
                .importFile(file, new Options(true, false, false, null, form, Datum.WGS84), Directory.ADMIN)
                .block(SOON);
    }

    private void refused(String code, byte[] file) {
        refused(code, file, Form.GEO_JSON);
    }

    private void refused(String code, byte[] file, Form form) {
        assertThatThrownBy(() -> report(file, form))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] collection(String features) {
        return bytes("{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
    }

    /** Positions from first to last and back to the first. */
    private static String ring(int count, IntFunction<String> position) {
        return IntStream.rangeClosed(0, count)
                .mapToObj(at -> position.apply(at % count))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String at(double east, double north) {
        return String.format(Locale.ROOT, "[%.7f,%.7f]", 104.7 + east, 31.4 + north);
    }

    /** So many teeth to the north, or to the east. */
    private static String comb(int teeth, boolean toTheEast) {
        double width = 0.01 / teeth;
        return "["
                + ring(2 * teeth + 2, at -> {
                    double along = at > 2 * teeth ? 0 : Math.min(at, 2 * teeth - 1) * width / 2;
                    double out = at >= 2 * teeth ? -0.001 : at % 2 == 0 ? 0.0 : 0.01;
                    double across = at == 2 * teeth ? 0.01 : along;
                    return toTheEast ? at(out, across) : at(across, out);
                })
                + "]";
    }

    @Test
    void two_combs_laid_across_each_other_are_too_complex() {
        refused(
                "grid.import-too-complex",
                new GridFile()
                        .polygon(GRID, "甲", COMMUNITY, comb(2500, false))
                        .polygon(OTHER, "乙", COMMUNITY, comb(2500, true))
                        .bytes());
        assertThat(report(
                                new GridFile()
                                        .polygon(GRID, "甲", COMMUNITY, comb(20, false))
                                        .polygon(OTHER, "乙", COMMUNITY, comb(20, true))
                                        .bytes(),
                                Form.GEO_JSON)
                        .faults())
                .as("a few teeth are compared")
                .extracting(ImportReport.Fault::code)
                .contains("grid.import-overlap");
    }

    @Test
    void spikes_beside_each_other_are_too_complex_for_one_boundary() {
        String spikes = "[" + ring(8000, at -> at(at % 2 * 0.01 + at * 1e-6, at % 2 * 0.01 - at * 1e-6)) + "]";
        assertThat(report(new GridFile().polygon(GRID, "甲", COMMUNITY, spikes).bytes(), Form.GEO_JSON)
                        .faults())
                .extracting(ImportReport.Fault::code)
                .containsExactly("grid.import-too-complex");
    }

    @Test
    void a_boundary_has_only_so_many_positions_and_rings() {
        String circle = "["
                + ring(20_100, at -> {
                    double angle = 2 * Math.PI * at / 20_100;
                    return at(0.01 * Math.cos(angle), 0.01 * Math.sin(angle));
                })
                + "]";
        assertThat(report(new GridFile().polygon(GRID, "甲", COMMUNITY, circle).bytes(), Form.GEO_JSON)
                        .faults())
                .extracting(ImportReport.Fault::code)
                .containsExactly("grid.import-boundary-size");
        String holes = IntStream.range(0, 1000)
                .mapToObj(hole -> ring(3, at -> at(hole * 1e-5 + at % 2 * 1e-6, at / 2 * 1e-6)))
                .collect(Collectors.joining(
                        ",", "[" + ring(4, at -> at(at / 2 - 0.1, (at + 1) / 2 % 2 - 0.1)) + ",", "]"));
        assertThat(report(new GridFile().polygon(GRID, "甲", COMMUNITY, holes).bytes(), Form.GEO_JSON)
                        .faults())
                .extracting(ImportReport.Fault::code)
                .containsExactly("grid.import-boundary-size");
        String table = "code,name,communityCode,wkt\n" + GRID + ",甲," + COMMUNITY + ",\"POLYGON(("
                + "104.7 31.4,".repeat(22_000) + "104.7 31.4))\"\n";
        assertThat(report(bytes(table), Form.CSV).faults())
                .extracting(ImportReport.Fault::code)
                .containsExactly("grid.import-boundary-size");
    }

    @Test
    void well_known_text_goes_no_deeper_than_a_multipolygon() {
        String table = "code,name,communityCode,wkt\n" + GRID + ",甲," + COMMUNITY + ",\""
                + "GEOMETRYCOLLECTION(".repeat(15_000) + "POINT(1 1)" + ")".repeat(15_000) + "\"\n";
        assertThat(report(bytes(table), Form.CSV).faults())
                .extracting(ImportReport.Fault::code)
                .containsExactly("grid.import-wkt");
        String huge = "code,name,communityCode,wkt\n" + GRID + ",甲," + COMMUNITY
                + ",\"POLYGON((1e999 31,104 31,104 32,1e999 31))\"\n";
        assertThat(report(bytes(huge), Form.CSV).faults())
                .extracting(ImportReport.Fault::code)
                .containsExactly("grid.import-coordinate");
    }

    @Test
    void what_json_may_not_hold_is_told_before_it_takes_memory() {
        String deep = "[".repeat(50_000) + "]".repeat(50_000);
        refused("grid.import-form", collection(deep));
        refused("grid.import-form", bytes("{\"x\":" + deep + ",\"type\":\"FeatureCollection\",\"features\":[7]}"));
        refused(
                "grid.import-form",
                new GridFile()
                        .polygon(GRID, "字".repeat(200_000), COMMUNITY, "[]")
                        .bytes());
        refused(
                "grid.import-form",
                new GridFile()
                        .polygon(GRID, "甲", COMMUNITY, "[[[104." + "7".repeat(60) + ",31.4]]]")
                        .bytes());
        assertThat(report(
                                new GridFile()
                                        .polygon(
                                                GRID,
                                                "甲",
                                                COMMUNITY,
                                                "[[[1e999,31.4],[1e999999999,31],[1,1],[1e999,31.4]]]")
                                        .bytes(),
                                Form.GEO_JSON)
                        .faults())
                .extracting(ImportReport.Fault::code)
                .containsExactly("grid.import-coordinate");
        refused("grid.import-unreadable", bytes("{\"type\":\"FeatureCollection\",\"features\":[7]} x"));
        refused("grid.import-unreadable", bytes("{\"type\":\"FeatureCollection\",\"features\":[7"));
    }

    @Test
    void a_file_of_sixty_megabytes_of_tiny_rings_is_refused_soon() {
        String tiny = "[[1,1],[1,2],[2,1],[1,1]]";
        String rings = "[" + (tiny + ",").repeat(2_300_000) + tiny + "]";
        refused(
                "grid.import-boundary-size",
                new GridFile().polygon(GRID, "甲", COMMUNITY, rings).bytes());
        String ring = ring(15_000, at -> {
            double angle = 2 * Math.PI * at / 15_000;
            return at(0.01 * Math.cos(angle), 0.01 * Math.sin(angle));
        });
        GridFile many = new GridFile();
        for (int at = 0; at < 25; at++) {
            many.polygon(GRID, "甲", COMMUNITY, "[" + ring + "]");
        }
        refused("grid.import-positions", many.bytes());
        refused("grid.import-too-long", collection("7,".repeat(2_000_000) + "7"));
    }

    @Test
    void many_that_lie_on_each_other_are_told_as_fifty_with_their_number_or_are_too_complex() {
        ImportReport told = report(stacked(30), Form.GEO_JSON);
        assertThat(told.faults()).hasSize(30 * 29 / 2);
        refused("grid.import-too-complex", stacked(900));
    }

    /** Fifteen to the east and one to the north, with borders of twenty thousand positions each: what a file may hold. */
    @Test
    void the_largest_file_is_taken() {
        GridFile file = new GridFile();
        for (int column = 0; column < 15; column++) {
            file.polygon(
                    String.format(Locale.ROOT, "510703001%03d", column + 1),
                    "第" + column,
                    COMMUNITY,
                    "[" + wavy(column) + "]");
        }
        byte[] bytes = file.bytes();
        assertThat(bytes.length).isGreaterThan(6_000_000);
        ImportReport report = report(bytes, Form.GEO_JSON);
        assertThat(report.faults()).isEmpty();
        assertThat(report.added()).hasSize(15);
    }

    /** Up along the west, back down along the east; neighbours have the same line in common. */
    private static String wavy(int column) {
        int half = 9_990;
        return ring(2 * half, at -> {
            boolean isWest = at >= half;
            int row = isWest ? 2 * half - 1 - at : at;
            double line = (column + (isWest ? 0 : 1)) * 0.01;
            return at(line + 0.001 * Math.sin(row / 50.0), row * 2e-6);
        });
    }

    private static byte[] stacked(int count) {
        GridFile file = new GridFile();
        for (int at = 0; at < count; at++) {
            file.box(String.format(Locale.ROOT, "510703001%03d", at + 1), "第" + at, COMMUNITY, at * 1e-4, 1);
        }
        return file.bytes();
    }

    @Test
    void a_name_is_one_line_whatever_stands_around_it() {
        String feature = """
                {"type":"Feature","properties":{"code":"\\uFEFF510703001001 ","name":" 顺河街\\u000B第1\\r\\n网格\\u200B","communityCode":"510703001001\\t"},
                 "geometry":{"type":"Polygon","coordinates":[[[104.7,31.4],[104.71,31.4],[104.71,31.41],[104.7,31.4]]]}}""";
        value(directory
                .get(GridImports.class)
                .importFile(collection(feature), new Options(false, false), Directory.ADMIN));
        assertThat(directory
                        .get(GridCells.class)
                        .find(GRID)
                        .orElseThrow()
                        .name()
                        .zh())
                .isEqualTo("顺河街 第1 网格");
    }
}
