package org.wangge.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.place.Registry.CLERK;
import static org.wangge.place.Registry.shop;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.place.ImportReport.Line;
import org.wangge.place.ImportReport.Outcome;
import org.wangge.place.PlaceImports.Format;
import org.wangge.place.PlaceImports.Options;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Lines of tables, each with what becomes of it. */
class PlaceImportsStoreTests {

    private static final String HEADINGS =
            "externalId,kind,name,address,longitude,latitude,contactName,contactPhone,licenceNumber\n";
    private static final Options DRY = new Options(true, false);
    private static final Options WRITE = new Options(false, false);
    private static final Options ALL = new Options(false, true);

    private final Registry registry = new Registry();
    private final PlaceImports imports = registry.get(PlaceImports.class);
    private final Places places = registry.get(Places.class);

    @AfterEach
    void close() {
        registry.close();
    }

    private ImportReport run(String lines, Options options) {
        return value(imports.run((HEADINGS + lines).getBytes(StandardCharsets.UTF_8), Format.CSV, options, CLERK));
    }

    private static List<Outcome> outcomes(ImportReport report) {
        return report.lines().stream().map(Line::outcome).toList();
    }

    private long stored() {
        return java.util.Objects.requireNonNull(
                value(places.list(PlaceFilter.all(), 1, null, true, CLERK, Locale.ENGLISH))
                        .total());
    }

    @Test
    void a_dry_run_says_what_the_import_then_does_and_a_second_import_changes_nothing() {
        String table = "X1,CANYIN,甲饭店,甲街1号,104.705,31.405,张三,19900000001,92A\n"
                + ",小商店,乙商店,乙街1号,104.715,31.405,,,92B\n"
                + ",SHANGDIAN,丙商店,丙街1号,104.725,31.405,,,\n";
        ImportReport dry = run(table, DRY);
        assertThat(outcomes(dry)).containsExactly(Outcome.NEW, Outcome.NEW, Outcome.NEW);
        assertThat(stored()).isZero();
        ImportReport first = run(table, WRITE);
        assertThat(outcomes(first)).isEqualTo(outcomes(dry));
        assertThat(first.lines()).allSatisfy(line -> assertThat(line.placeId()).isNotNull());
        ImportReport second = run(table, WRITE);
        assertThat(outcomes(second)).containsExactly(Outcome.SAME, Outcome.SAME, Outcome.SAME);
        assertThat(second.lines().stream().map(Line::placeId))
                .containsExactlyElementsOf(
                        first.lines().stream().map(Line::placeId).toList());
        assertThat(stored()).isEqualTo(3);
    }

    @Test
    void a_changed_line_changes_its_place_and_empty_cells_leave_what_is_there() {
        run("X1,CANYIN,甲饭店,甲街1号,104.705,31.405,张三,19900000001,92A\n", WRITE);
        ImportReport changed = run("X1,CANYIN,甲大饭店,甲街1号,104.705,31.405,,,\n", WRITE);
        assertThat(outcomes(changed)).containsExactly(Outcome.CHANGED);
        Place place = value(places.get(
                java.util.Objects.requireNonNull(changed.lines().get(0).placeId())));
        assertThat(place.name()).isEqualTo("甲大饭店");
        assertThat(place.contact()).isEqualTo(new Place.Person("张三", "19900000001"));
        assertThat(outcomes(run(",CANYIN,甲大饭店,甲街1号,104.705,31.405,张三,,92A\n", WRITE)))
                .as("by its licence, with the name alone of the same person")
                .containsExactly(Outcome.SAME);
    }

    @Test
    void lines_with_errors_are_named_by_column_and_the_others_are_written() {
        ImportReport report = run(
                "X1,CANYIN,甲饭店,甲街1号,104.705,31.405,,,\n"
                        + "X2,NOTHING,乙饭店,乙街1号,104.705,31.405,,,\n"
                        + "X3,CANYIN,,丙街1号,east,31.405,,,\n"
                        + "X4,CANYIN,丁饭店,丁街1号,10.5,51.5,,,\n"
                        + "X5,CANYIN,戊饭店,戊街1号,104.715,131.4,,,\n"
                        + "X6,CANYIN,己饭店,,104.715,31.406,己,199****0001,\n"
                        + "X1,CANYIN,庚饭店,庚街1号,104.725,31.405,,,\n",
                WRITE);
        assertThat(outcomes(report))
                .containsExactly(
                        Outcome.NEW,
                        Outcome.REFUSED,
                        Outcome.REFUSED,
                        Outcome.REFUSED,
                        Outcome.REFUSED,
                        Outcome.REFUSED,
                        Outcome.REFUSED);
        assertThat(report.lines().stream()
                        .skip(1)
                        .map(line -> line.line() + " "
                                + line.faults().stream()
                                        .map(fault -> fault.pointer() + " " + fault.code())
                                        .collect(Collectors.joining(", "))))
                .containsExactly(
                        "3 kind place.kind-unknown",
                        "4 longitude place.import-number",
                        "5 longitude grid.outside-district",
                        "6 latitude position.invalid",
                        "7 address field.required",
                        "8 externalId place.import-repeated");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void what_may_be_there_already_is_written_only_when_asked() {
        register("老王餐馆", 0.5, "92A");
        String table = ",CANYIN,老王餐厅,后街2号,104.7051,31.405,,,92Z\n"
                + ",CANYIN,新店甲,后街3号,104.735,31.405,,,92Y\n".replace("104.735", "104.7250")
                + ",CANYIN,新店甲酒楼,后街4号,104.7251,31.405,,,92X\n";
        ImportReport report = run(table, WRITE);
        assertThat(outcomes(report)).containsExactly(Outcome.SUSPECTED_DOUBLE, Outcome.NEW, Outcome.SUSPECTED_DOUBLE);
        assertThat(report.lines().get(0).doubles()).singleElement().satisfies(other -> {
            assertThat(other.name()).isEqualTo("老王餐馆");
            assertThat(other.placeId()).isNotNull();
            assertThat(other.line()).isNull();
        });
        assertThat(report.lines().get(2).doubles()).singleElement().satisfies(other -> {
            assertThat(other.line()).isEqualTo(3);
            assertThat(other.placeId()).isNull();
        });
        assertThat(stored()).isEqualTo(2);
        assertThat(outcomes(run(table, ALL))).containsExactly(Outcome.NEW, Outcome.SAME, Outcome.NEW);
        assertThat(outcomes(run(table, WRITE))).containsExactly(Outcome.SAME, Outcome.SAME, Outcome.SAME);
    }

    private void register(String name, double column, String licence) {
        value(places.create(shop(name, column, licence), CLERK, new Operation(null, "", "test"), Locale.ENGLISH));
    }

    @Test
    void one_licence_of_several_places_is_told_apart_by_name_or_not_at_all() {
        register("连锁一店", 0.2, "92A");
        register("连锁二店", 2.5, "92A");
        assertThat(outcomes(run(",SHANGDIAN,连锁二店,连锁二店街1号,104.725,31.405,,,92A\n", WRITE)))
                .containsExactly(Outcome.SAME);
        ImportReport unclear = run(",SHANGDIAN,连锁三店,街,104.715,31.405,,,92A\n", WRITE);
        assertThat(unclear.lines().get(0).faults())
                .extracting(Refusal.Fault::code)
                .containsExactly("place.import-ambiguous");
    }

    @Test
    void a_closed_place_and_an_id_of_nothing_are_refused() {
        ImportReport first = run("X1,CANYIN,甲饭店,甲街1号,104.705,31.405,,,\n", WRITE);
        java.util.UUID id =
                java.util.Objects.requireNonNull(first.lines().get(0).placeId());
        value(places.act(
                id,
                org.wangge.place.model.PlaceAction.CLOSE_DOWN,
                new org.wangge.shared.Reason("GONE", null),
                new org.wangge.shared.Call(null, null, CLERK, new Operation(null, "", "test"), Locale.ENGLISH)));
        assertThat(run("X1,CANYIN,甲饭店,甲街1号,104.705,31.405,,,\n", WRITE)
                        .lines()
                        .get(0)
                        .faults())
                .extracting(Refusal.Fault::code)
                .containsExactly("place.wrong-state");
        byte[] byId =
                "id,kind,name,address,longitude,latitude\n%s,CANYIN,甲,乙,104.705,31.405\nx,CANYIN,甲,乙,104.705,31.405"
                        .formatted(java.util.UUID.randomUUID())
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(value(imports.run(byId, Format.CSV, WRITE, CLERK)).lines())
                .extracting(line -> line.faults().get(0).code())
                .containsExactly("place.not-found", "field.form");
    }

    @Test
    void wrong_headings_and_what_is_no_table_are_refused_whole() {
        assertThat(refusal("kind,name,colour of door\n")).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo("place.import-columns");
            assertThat(refusal.faults())
                    .extracting(Refusal.Fault::pointer)
                    .containsExactly("address", "longitude", "latitude");
        });
        assertThat(refusal("").code()).isEqualTo("place.import-columns");
        assertThat(refusal("kind,kind,name,address,longitude,latitude\n").faults())
                .extracting(Refusal.Fault::code)
                .containsExactly("place.import-column-twice");
        assertThat(refusal("\u0000\u0001").code()).isEqualTo("place.import-unreadable");
    }

    private static String faults(ImportReport report) {
        return report.lines().stream()
                .map(line -> line.line() + " "
                        + line.faults().stream()
                                .map(fault -> fault.pointer() + " " + fault.code())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    private ImportReport run(String file) {
        return value(imports.run(file.getBytes(StandardCharsets.UTF_8), Format.CSV, WRITE, CLERK));
    }

    @Test
    void a_rounded_licence_matches_nothing() {
        ImportReport report = run(
                ",CANYIN,老王面馆,文昌路1号,104.705,31.405,,,6.10703E+14\n"
                        + ",CANYIN,小李烧烤,安昌路88号,104.715,31.405,,,6.10703E+14\n"
                        + ",CANYIN,甲店,甲街1号,104.725,31.405,,,925107031234567000\n"
                        + ",#N/A,TRUE,2026/3/12,104.725,31.406,,,92Z\n",
                WRITE);
        assertThat(faults(report))
                .isEqualTo("2 licenceNumber place.import-rounded; 3 licenceNumber place.import-rounded; "
                        + "4 licenceNumber place.import-rounded; "
                        + "5 kind place.import-error, name place.import-truth, address place.import-date");
        assertThat(stored()).isZero();
    }

    @Test
    void one_licence_or_number_of_another_register_on_two_lines_is_found() {
        ImportReport report = run(
                "X1,CANYIN,甲饭店,甲街1号,104.705,31.405,,,92A\n"
                        + ",CANYIN,乙饭店,乙街1号,104.715,31.405,,,９２a\n"
                        + "X3,CANYIN,丙饭店,丙街1号,104.725,31.405,,,92A\n"
                        + "X1,CANYIN,丁饭店,丁街1号,104.705,31.406,,,92D\n",
                WRITE);
        assertThat(outcomes(report))
                .containsExactly(Outcome.NEW, Outcome.REFUSED, Outcome.SUSPECTED_DOUBLE, Outcome.REFUSED);
        assertThat(report.lines().get(1).faults())
                .containsExactly(Refusal.Fault.of("licenceNumber", "place.import-repeated", 2));
        assertThat(report.lines().get(2).doubles())
                .singleElement()
                .satisfies(other -> assertThat(other.line()).isEqualTo(2));
        assertThat(report.lines().get(3).faults())
                .containsExactly(Refusal.Fault.of("externalId", "place.import-repeated", 2));
    }

    @Test
    void columns_are_known_however_they_are_written_and_others_are_named() {
        ImportReport report = run("类型,名称\u00A0,地址,经度,纬度,备注,ＬＩＣＥＮＣＥ number,面积,\u200B\n"
                + "NOSUCH,甲店,\"甲巷\n一号\n二楼\",104.705,31.405,x,,,\n"
                + "小餐饮,乙店,乙巷1号,104.715,31.405,x,9.2E+17,80d,\n"
                + "小餐饮,丙店,丙巷1号,\"104,725\",31.405,x,92A,\"80,5\",\n"
                + "小餐饮,丁店,丁巷1号,104.725,31.405,x,92B,\"80,5\",,丁\n"
                + "小餐饮,戊店,\"戊巷\n1号\",104.725,31.405,x,92C,\"80,5\",\n");
        assertThat(report.ignoredColumns()).containsExactly("备注");
        assertThat(faults(report))
                .isEqualTo("2 类型 place.kind-unknown; 5 ＬＩＣＥＮＣＥ number place.import-rounded, 面积 place.import-number; "
                        + "6 经度 place.import-number-unclear; 7  place.import-shifted; 8 ");
        Place place = value(places.get(
                java.util.Objects.requireNonNull(report.lines().get(4).placeId())));
        assertThat(place.address()).isEqualTo("戊巷 1号");
        assertThat(value(places.find(place.id(), CLERK, Locale.ENGLISH)).areaSquareMetres())
                .isEqualTo(80.5);
    }

    @Test
    void telephones_are_taken_as_people_write_them() {
        ImportReport report = run(
                ",CANYIN,甲饭店,甲街1号,104.705,31.405,张三,（0816）2212345转801,92A\n"
                        + ",CANYIN,乙饭店,乙街1号,104.715,31.405,张四,19900001234/19900005678,92B\n"
                        + ",CANYIN,丙饭店,丙街1号,104.725,31.405,张五,没有,92C\n",
                WRITE);
        assertThat(faults(report)).isEqualTo("2 ; 3 ; 4 contactPhone field.phone");
        assertThat(report.lines().get(0).notes()).isEmpty();
        assertThat(report.lines().get(1).notes())
                .containsExactly(
                        Refusal.Fault.of("contactPhone", "place.import-further-phone", "19900001234", "19900005678"));
        assertThat(value(places.get(java.util.Objects.requireNonNull(
                                report.lines().get(0).placeId())))
                        .contact())
                .isEqualTo(new Place.Person("张三", "0816-2212345-801"));
    }

    @Test
    void shops_of_one_owner_in_one_file_are_no_doubles_for_having_one_telephone() {
        ImportReport report = run(
                ",CANYIN,甲记面馆,滨江路74号,104.705,31.405,王某,19900001234,\n"
                        + ",CANYIN,乙记茶楼,滨江路75号,104.70505,31.405,王某,１９９００００１２３４,\n",
                WRITE);
        assertThat(report.lines()).extracting(ImportReport.Line::outcome).containsOnly(ImportReport.Outcome.NEW);
    }

    @Test
    void a_masked_telephone_leaves_the_one_that_is_there_and_no_other() {
        run(",CANYIN,甲饭店,甲街1号,104.705,31.405,张三,19900001234,92A\n", WRITE);
        assertThat(outcomes(run(",CANYIN,甲饭店,甲街1号,104.705,31.405,张三,199****1234,92A\n", WRITE)))
                .containsExactly(Outcome.SAME);
        ImportReport others = run(
                ",CANYIN,甲饭店,甲街1号,104.705,31.405,张三,199****9999,92A\n"
                        + ",CANYIN,新饭店,新街1号,104.725,31.405,张三,199****1234,92N\n",
                WRITE);
        assertThat(faults(others)).isEqualTo("2 contactPhone field.phone-masked; 3 contactPhone field.phone-masked");
    }

    private Refusal refusal(String file) {
        try {
            value(imports.run(file.getBytes(StandardCharsets.UTF_8), Format.CSV, DRY, CLERK));
        } catch (Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError("not refused");
    }

    @Test
    void lines_outside_the_own_area_are_refused_and_places_there_are_not_seen() {
        run("X1,CANYIN,甲饭店,甲街1号,104.725,31.405,,,92A\n", WRITE);
        var elsewhere =
                Registry.actor(GridPath.of("510703", "510703001"), Permission.PLACE_READ, Permission.PLACE_IMPORT);
        String lines = "X1,CANYIN,甲饭店,甲街1号,104.725,31.405,,,92A\n" + "X1,CANYIN,甲饭店,甲街1号,104.705,31.405,,,92A\n";
        ImportReport report =
                value(imports.run((HEADINGS + lines).getBytes(StandardCharsets.UTF_8), Format.CSV, WRITE, elsewhere));
        assertThat(report.lines())
                .extracting(line -> line.faults().get(0).code())
                .containsExactly("place.outside-area", "place.import-taken");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void two_imports_of_the_same_table_at_once_make_each_place_once() {
        String table = IntStream.range(0, 250)
                .mapToObj(i -> "R%d,CANYIN,店%d号%s,街%d号,%.4f,%.4f,,,"
                        .formatted(
                                i,
                                i,
                                Integer.toString(i * 7919, 36),
                                i,
                                104.701 + (i % 25) * 0.001,
                                31.401 + (i / 25) * 0.0008))
                .collect(Collectors.joining("\n"));
        List<ImportReport> reports = value(Flux.range(0, 2)
                .flatMap(
                        each -> imports.run((HEADINGS + table).getBytes(StandardCharsets.UTF_8), Format.CSV, ALL, CLERK)
                                .subscribeOn(Schedulers.parallel()),
                        2)
                .collectList());
        assertThat(reports).hasSize(2);
        assertThat(stored()).isEqualTo(250);
        assertThat(reports.stream()
                        .mapToLong(report -> report.count(Outcome.NEW))
                        .sum())
                .isEqualTo(250);
        assertThat(outcomes(run(table, WRITE))).containsOnly(Outcome.SAME);
        assertThat(new GeoPoint(104.701, 31.401).distanceTo(new GeoPoint(104.702, 31.401)))
                .isLessThan(100);
    }
}
