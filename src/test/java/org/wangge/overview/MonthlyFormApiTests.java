package org.wangge.overview;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;
import static org.wangge.fixtures.HazardStories.GAS_ALARM;
import static org.wangge.fixtures.HazardStories.GENERAL;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.table.CsvReader;
import org.wangge.table.Table;
import org.wangge.table.XlsxReader;
import tools.jackson.databind.JsonNode;

/** The monthly form over HTTP: what it counts, and that each number is the length of its list. */
@WanggeTest
@AloneInTown
class MonthlyFormApiTests {

    private static final String FORM = "/api/v1/hazards/monthly-form?month=";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String OFFICE = "510703001";
    private static final List<String> NUMBERS = List.of(
            "unitsChecked",
            "generalFound",
            "generalFixed",
            "majorFound",
            "majorClosed",
            "majorPlanned",
            "majorAllElements",
            "listed",
            "listedProvincial",
            "moneySpent");

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private HazardStories stories;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
    }

    private YearMonth month() {
        return YearMonth.from(clock.instant().atZone(ZoneId.of("Asia/Shanghai")));
    }

    private JsonNode form(String user, YearMonth month) {
        return town.get(user, FORM + month);
    }

    private static Map<String, Integer> numbers(JsonNode line) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        NUMBERS.forEach(name -> numbers.put(name, line.at("/" + name + "/value").intValue()));
        return numbers;
    }

    /** The line of restaurants in the office; zeros while it is not there. */
    private static Map<String, Integer> row(JsonNode form) {
        return form.get("rows")
                .valueStream()
                .filter(line -> line.at("/office/code").stringValue().equals(OFFICE)
                        && line.at("/industry/code").stringValue().equals("CATERING"))
                .findFirst()
                .map(MonthlyFormApiTests::numbers)
                .orElseGet(() -> {
                    Map<String, Integer> nothing = new LinkedHashMap<>();
                    NUMBERS.forEach(name -> nothing.put(name, 0));
                    return nothing;
                });
    }

    private static Map<String, Integer> growth(Map<String, Integer> before, Map<String, Integer> after) {
        Map<String, Integer> growth = new LinkedHashMap<>();
        after.forEach((name, value) -> {
            int more = value - before.getOrDefault(name, 0);
            if (more != 0) {
                growth.put(name, more);
            }
        });
        return growth;
    }

    @Test
    void a_month_that_has_not_begun_in_the_district_has_no_form() {
        for (String path : List.of(
                FORM + month().plusMonths(1),
                FORM + "2099-12",
                "/api/v1/exports/monthly-form.csv?month=" + month().plusMonths(1),
                "/api/v1/exports/monthly-form.xlsx?month=" + month().plusMonths(1))) {
            JsonNode problem = Town.bodyOf(
                    town.as(DISTRICT).get().uri(path).exchange().expectStatus().isEqualTo(422));
            assertThat(problem.get("code").stringValue()).isEqualTo("form.future-month");
            assertThat(problem.get("detail").stringValue()).doesNotContain("{");
        }
    }

    private static Stream<JsonNode> lines(JsonNode form) {
        return Stream.concat(
                Stream.of("rows", "offices", "industries")
                        .flatMap(name -> form.get(name).valueStream()),
                Stream.of(form.get("total")));
    }

    @Test
    void it_counts_units_hazards_plans_supervision_and_money() {
        JsonNode before = form(DISPATCHER, month());
        JsonNode monthBefore = form(DISPATCHER, YearMonth.of(2025, 12));
        JsonNode place = stories.restaurant();
        JsonNode fixed = stories.rectifying(place);
        stories.acted(WORKER, fixed, "report-rectified", Map.of("note", "已整改", "cost", 120));
        stories.acted(HANDLER, fixed, "recheck", Map.of("passed", true));
        JsonNode voided = stories.found(place, GENERAL);
        stories.acted(DISTRICT, voided, "void", because("TEST", "误报"));
        JsonNode suspected = stories.found(place, GAS_ALARM);
        JsonNode after = form(DISPATCHER, month());
        assertThat(growth(row(before), row(after)))
                .as("three inspections of one unit; one fixed, one voided, one not yet confirmed")
                .isEqualTo(Map.of("unitsChecked", 1, "generalFound", 2, "generalFixed", 1, "moneySpent", 120));
        assertThat(growth(numbers(before.get("total")), numbers(after.get("total"))))
                .isEqualTo(growth(row(before), row(after)));

        stories.acted(HANDLER, suspected, "confirm-major", because("GAS", "无报警器"));
        stories.acted(HANDLER, suspected, "issue-notice", Map.of());
        JsonNode confirmed = form(DISPATCHER, month());
        assertThat(growth(row(after), row(confirmed)))
                .isEqualTo(Map.of("generalFound", -1, "majorFound", 1, "majorPlanned", 1));
        stories.planned(suspected);
        stories.listed(suspected, "PROVINCE");
        JsonNode listed = form(DISPATCHER, month());
        assertThat(growth(row(confirmed), row(listed)))
                .isEqualTo(Map.of("majorAllElements", 1, "listed", 1, "listedProvincial", 1));
        assertThat(row(form(DISPATCHER, YearMonth.of(2025, 12))))
                .as("and do not reach back")
                .isEqualTo(row(monthBefore));

        stories.rechecked(suspected, 80);
        assertThat(growth(row(listed), row(form(DISPATCHER, month()))))
                .isEqualTo(Map.of(
                        "majorClosed", 1,
                        "majorPlanned", -1,
                        "majorAllElements", -1,
                        "listed", -1,
                        "listedProvincial", -1,
                        "moneySpent", 80));
    }

    @Test
    void every_number_is_the_length_of_the_list_behind_it() {
        JsonNode place = stories.restaurant();
        stories.rechecked(stories.rectifying(place), 200);
        stories.listed(stories.planned(stories.major(place)), "CITY");
        stories.inspected(place);
        int numbers = everyNumberIsItsList(DISTRICT, form(DISTRICT, month()));
        assertThat(numbers).isGreaterThan(200);
        everyNumberIsItsList(WORKER, form(WORKER, month()));
        everyNumberIsItsList(DISPATCHER, form(DISPATCHER, month().minusMonths(1)));
        everyNumberIsItsList(DISTRICT, town.get(DISTRICT, FORM + month() + "&office=" + OFFICE + "&industry=CATERING"));
        everyNumberIsItsList(DISTRICT, town.get(DISTRICT, FORM + month() + "&industry=一种&office=510703GXQ"));
    }

    private int everyNumberIsItsList(String user, JsonNode form) {
        return lines(form).mapToInt(line -> everyNumberIsItsListIn(user, line)).sum();
    }

    private int everyNumberIsItsListIn(String user, JsonNode line) {
        for (String name : NUMBERS) {
            JsonNode number = line.get(name);
            String list = number.get("list").stringValue();
            BigDecimal value = number.get("value").decimalValue();
            assertThat(name.equals("moneySpent") ? costs(user, list) : total(user, list))
                    .as(name + " " + list)
                    .isEqualByComparingTo(value);
        }
        return NUMBERS.size();
    }

    private BigDecimal total(String user, String list) {
        return town.get(user, decoded(list) + "&count=true&limit=1")
                .get("total")
                .decimalValue();
    }

    private BigDecimal costs(String user, String list) {
        return town.all(user, decoded(list) + "&limit=200").stream()
                .map(hazard -> hazard.get("cost").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The client of the tests encodes by itself. */
    private static String decoded(String list) {
        return java.net.URLDecoder.decode(list, StandardCharsets.UTF_8);
    }

    @Test
    void sums_add_up_and_rates_are_parts_of_one() {
        stories.rectifying(stories.restaurant());
        JsonNode form = form(DISTRICT, month());
        for (String name : NUMBERS.subList(1, NUMBERS.size())) {
            BigDecimal total = form.at("/total/" + name + "/value").decimalValue();
            for (String sums : List.of("rows", "offices", "industries")) {
                assertThat(form.get(sums)
                                .valueStream()
                                .map(line -> line.at("/" + name + "/value").decimalValue())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .as(sums + " " + name)
                        .isEqualByComparingTo(total);
            }
        }
        lines(form).forEach(line -> {
            assertRate(line, "general", "Fixed");
            assertRate(line, "major", "Closed");
        });
        assertThat(form.get("offices").size()).as("also those with nothing").isGreaterThan(10);
    }

    private static void assertRate(JsonNode line, String level, String done) {
        double found = line.at("/" + level + "Found/value").doubleValue();
        JsonNode rate = line.get(level + "Rate");
        if (found == 0) {
            assertThat(rate.isNull()).isTrue();
        } else {
            assertThat(rate.doubleValue())
                    .isCloseTo(
                            line.at("/" + level + done + "/value").doubleValue() / found,
                            org.assertj.core.data.Offset.offset(0.0001));
        }
    }

    @Test
    void an_office_sees_its_own_area_only() {
        stories.rectifying(stories.restaurant());
        JsonNode own = form(DISPATCHER, month());
        assertThat(own.get("offices")
                        .valueStream()
                        .map(line -> line.at("/office/code").stringValue()))
                .containsExactly(OFFICE);
        assertThat(own.at("/offices/0/office/name").stringValue()).isEqualTo("城厢街道");
        JsonNode others = form("dispatcher-003", month());
        assertThat(others.get("rows")
                        .valueStream()
                        .map(line -> line.at("/office/code").stringValue()))
                .doesNotContain(OFFICE);
        JsonNode foreign = town.get("dispatcher-003", FORM + month() + "&office=" + OFFICE);
        assertThat(numbers(foreign.get("total")).values()).containsOnly(0);
    }

    @Test
    void it_is_a_table_too_by_what_is_accepted_and_by_path_in_both_languages() throws Exception {
        stories.rectifying(stories.restaurant());
        EntityExchangeResult<byte[]> accepted =
                file(FORM + month(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zh-CN");
        assertThat(accepted.getResponseHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .contains("monthly-form-" + month() + ".xlsx");
        Table sheet = XlsxReader.read(requireNonNull(accepted.getResponseBody()), 1000);
        assertThat(sheet.headings())
                .containsExactly(
                        "街道编码",
                        "街道",
                        "行业编码",
                        "行业",
                        "检查单位数",
                        "一般隐患排查数",
                        "一般隐患整改数",
                        "一般隐患整改率（%）",
                        "重大隐患排查数",
                        "重大隐患整改销号数",
                        "重大隐患整改率（%）",
                        "列入治理计划的重大隐患数",
                        "其中五到位数",
                        "挂牌督办数",
                        "其中省级挂牌督办数",
                        "整改资金（元）");
        JsonNode form = form(DISTRICT, month());
        assertThat(sheet.rows()).hasSize((int) lines(form).count());
        Table.Row total = sheet.rows().get(sheet.rows().size() - 1);
        assertThat(total.cell(1)).isEqualTo("合计");
        assertThat(new BigDecimal(total.cell(5)))
                .isEqualByComparingTo(form.at("/total/generalFound/value").decimalValue());
        byte[] byPath = file("/api/v1/exports/monthly-form.csv?month=" + month(), "text/csv", "en")
                .getResponseBody();
        Table english = CsvReader.read(requireNonNull(byPath), 1000);
        assertThat(english.headings())
                .startsWith("Office code", "Office", "Industry code", "Industry", "Units checked")
                .endsWith("Money spent (yuan)");
        assertThat(english.rows().get(0).cell(3)).isEqualTo("Catering");
        assertThat(file("/api/v1/exports/monthly-form.xlsx?month=" + month(), "*/*", "en")
                        .getResponseBody())
                .startsWith('P', 'K');
    }

    private EntityExchangeResult<byte[]> file(String path, String accepted, String language) {
        return town.as(DISTRICT)
                .get()
                .uri(path)
                .header(HttpHeaders.ACCEPT, accepted)
                .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();
    }

    @Test
    void what_cannot_be_read_is_refused_by_name() {
        assertThat(refused("/api/v1/hazards/monthly-form?month=2026-13", 400)).isEqualTo("month");
        assertThat(refused("/api/v1/hazards/monthly-form?month=november", 400)).isEqualTo("month");
        assertThat(refused("/api/v1/hazards/monthly-form?month=-999999999-01", 400))
                .isEqualTo("month");
        assertThat(refused("/api/v1/hazards/monthly-form", 400)).isEqualTo("month");
        assertThat(refused("/api/v1/hazards/monthly-form", 400, XLSX)).isEqualTo("month");
        assertThat(refused("/api/v1/hazards/monthly-form?month=2026-01&colour=RED", 400))
                .isEqualTo("colour");
        assertThat(refused("/api/v1/hazards/monthly-form?month=2026-01&office=NONE", 404))
                .isEmpty();
        assertThat(refused("/api/v1/exports/monthly-form.xlsx?month=2026-13", 400))
                .isEqualTo("month");
        assertThat(refused("/api/v1/inspected-places?month=2026-13", 400)).isEqualTo("month");
        assertThat(refused("/api/v1/inspected-places", 400)).isEqualTo("month");
        assertThat(refused("/api/v1/hazards?listedIn=2026-13", 400)).isEqualTo("listedIn");
        assertThat(refused("/api/v1/hazards?listingLevel=WORLD", 400)).isEqualTo("listingLevel");
        assertThat(refused("/api/v1/hazards?standing=x", 400)).isEqualTo("standing");
    }

    private String refused(String path, int status) {
        return refused(path, status, "*/*");
    }

    private String refused(String path, int status, String accepted) {
        JsonNode problem = Town.bodyOf(town.as(DISTRICT)
                .get()
                .uri(path)
                .header(HttpHeaders.ACCEPT, accepted)
                .header(ContractCheck.ON_PURPOSE, "yes")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json"));
        return problem.path("errors").isEmpty()
                ? ""
                : problem.at("/errors/0/pointer").stringValue();
    }

    @Test
    void inspected_places_are_listed_once_each_with_how_often() {
        JsonNode place = stories.restaurant();
        stories.inspected(place, GENERAL);
        stories.inspected(place);
        String list = "/api/v1/inspected-places?industry=CATERING&month=" + month();
        JsonNode line = town.all(DISPATCHER, list + "&limit=200").stream()
                .filter(one -> one.get("placeId").equals(place.get("id")))
                .findFirst()
                .orElseThrow();
        assertThat(line.get("inspections").intValue()).isEqualTo(2);
        assertThat(line.get("failed").intValue()).isEqualTo(1);
        assertThat(line.get("name")).isEqualTo(place.get("name"));
        assertThat(town.all(DISPATCHER, list + "&limit=1"))
                .hasSize(town.get(DISPATCHER, list + "&count=true").get("total").intValue());
        assertThat(town.get("dispatcher-003", list + "&office=" + OFFICE)
                        .get("items")
                        .size())
                .isZero();
    }
}
