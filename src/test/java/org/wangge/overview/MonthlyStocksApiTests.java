package org.wangge.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.because;
import static org.wangge.fixtures.HazardStories.GAS_ALARM;

import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Stocks over three months, in a town of their own: the others count on it being January. */
@WanggeTest
@TestPropertySource(properties = "wangge.town-of=stocks")
@DirtiesContext
class MonthlyStocksApiTests {

    private static final List<String> STOCKS =
            List.of("majorPlanned", "majorAllElements", "listed", "listedProvincial");

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private Map<String, Integer> before = Map.of();

    private Map<String, Integer> stocks(YearMonth month) {
        JsonNode form = town.get(DISPATCHER, "/api/v1/hazards/monthly-form?month=" + month);
        Map<String, Integer> stocks = new LinkedHashMap<>();
        for (String name : STOCKS) {
            JsonNode cell = form.at("/total/" + name);
            int number = cell.get("value").intValue();
            assertThat(town.get(DISPATCHER, cell.get("list").stringValue() + "&count=true&limit=1")
                            .get("total")
                            .intValue())
                    .as("the list behind %s of %s", name, month)
                    .isEqualTo(number);
            stocks.put(name, number);
        }
        return stocks;
    }

    /** By how much more there is than before the hazard of this test. */
    private Map<String, Integer> more(YearMonth month) {
        Map<String, Integer> more = stocks(month);
        more.replaceAll((name, number) -> number - before.getOrDefault(name, 0));
        return more;
    }

    private static Map<String, Integer> numbers(int planned, int elements, int listed, int provincial) {
        return Map.of(
                "majorPlanned", planned,
                "majorAllElements", elements,
                "listed", listed,
                "listedProvincial", provincial);
    }

    /** Found in January; confirmed, planned and listed in February; closed in March. */
    @Test
    void the_stocks_of_a_month_are_those_of_its_end_also_when_asked_for_later() {
        HazardStories stories = new HazardStories(town);
        YearMonth january = YearMonth.from(clock.instant().atZone(ZoneId.of("Asia/Shanghai")));
        YearMonth february = january.plusMonths(1);
        JsonNode hazard = stories.found(stories.restaurant(), GAS_ALARM);
        before = stocks(january);

        clock.advance(Duration.ofDays(31));
        stories.acted(HANDLER, hazard, "confirm-major", because("GAS", "无报警器"));
        stories.acted(HANDLER, hazard, "issue-notice", Map.of());
        assertThat(more(february)).isEqualTo(numbers(1, 0, 0, 0));
        stories.planned(hazard);
        stories.listed(hazard, "PROVINCE");
        assertThat(more(february)).isEqualTo(numbers(1, 1, 1, 1));
        assertThat(more(january)).as("January knew nothing of it").isEqualTo(numbers(0, 0, 0, 0));

        clock.advance(Duration.ofDays(31));
        assertThat(more(february.plusMonths(1))).as("stocks go on").isEqualTo(numbers(1, 1, 1, 1));
        stories.rechecked(hazard, 80);
        assertThat(more(february.plusMonths(1))).isEqualTo(numbers(0, 0, 0, 0));
        assertThat(more(february)).as("it stood at the end of February").isEqualTo(numbers(1, 1, 1, 1));
        assertThat(more(january)).isEqualTo(numbers(0, 0, 0, 0));
    }

    @Test
    void a_hazard_that_is_planned_in_the_next_month_stood_without_a_plan() {
        HazardStories stories = new HazardStories(town);
        YearMonth month = YearMonth.from(clock.instant().atZone(ZoneId.of("Asia/Shanghai")));
        before = stocks(month);
        JsonNode hazard = stories.found(stories.restaurant(), GAS_ALARM);
        stories.acted(HANDLER, hazard, "confirm-major", because("GAS", "无报警器"));
        stories.acted(HANDLER, hazard, "issue-notice", Map.of());
        Map<String, Integer> noticed = stocks(month);
        assertThat(noticed.get("majorPlanned")).isEqualTo(before.get("majorPlanned") + 1);
        clock.advance(Duration.ofDays(31));
        stories.planned(hazard);
        stories.listed(hazard, "CITY");
        assertThat(stocks(month)).isEqualTo(noticed);
    }
}
