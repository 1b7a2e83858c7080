package org.wangge.features.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.SelectOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The desk of an office in two browsers, with the keyboard alone, in both languages, and with a list that is very long. */
@WanggeTest
class DeskPageTests extends Browsing {

    private static final String WORKER = "worker-103-1";
    private static final String DISPATCHER = "dispatcher-103";
    private static final String HANDLER = "handler-103";
    private static final String UNIT = "510703103-YJ";
    /** A second or two; the machine of a build may be busy. */
    private static final double SOON_MS = 5_000;

    private static final int MANY = 100_000;
    private static final int PAGE_OF_MANY = 10_000;

    private JsonNode reported(String words) {
        String grid = town.get(WORKER, "/api/v1/grids?office=510703103&limit=1")
                .at("/items/0/code")
                .stringValue();
        return Town.bodyOf(town.post(
                        WORKER,
                        "/api/v1/cases",
                        Map.of("categoryCode", "G0201", "description", words, "gridCode", grid))
                .expectStatus()
                .isCreated());
    }

    private JsonNode acted(String user, JsonNode file, String action, Map<String, ?> body) {
        return Town.bodyOf(town.post(user, CaseStories.path(file) + "/actions/" + action, body)
                .expectStatus()
                .isOk());
    }

    private static String mark(String word) {
        return word + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String queue(String name, String mark) {
        return "/#/desk?queue=" + name + "&q=" + mark;
    }

    private static Locator row(Page page, String mark) {
        return page.locator(".row a", new Page.LocatorOptions().setHasText(mark));
    }

    private static void soon(Locator locator) {
        assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON_MS));
    }

    private static Locator state(Page page, String state) {
        return page.locator(".case .state." + state);
    }

    private static void begin(Page page, String action) {
        page.locator("[data-action=" + action + "]").click();
    }

    private static void send(Page page) {
        page.locator(".act button.main").click();
    }

    @Test
    void a_case_goes_from_report_to_end_over_two_browsers() {
        String mark = mark("story");
        try (BrowserContext office = browser.desk("en");
                BrowserContext unit = browser.desk("zh-CN")) {
            Page dispatcher = browser.signedIn(office, queue("to-file", mark), DISPATCHER);
            Page handler = browser.signedIn(unit, queue("mine", mark), HANDLER);
            assertThat(dispatcher.locator(".live.live")).isVisible();
            assertThat(handler.locator(".live.live")).isVisible();
            assertThat(dispatcher.locator(".list .wait")).isVisible();

            reported(mark);
            soon(row(dispatcher, mark));
            row(dispatcher, mark).click();
            begin(dispatcher, "file");
            dispatcher.locator("#field-conditionSeq").selectOption("1");
            send(dispatcher);
            assertThat(state(dispatcher, "FILED")).isVisible();
            begin(dispatcher, "dispatch");
            dispatcher.locator("#field-departmentCode").selectOption(UNIT);
            send(dispatcher);
            assertThat(state(dispatcher, "DISPATCHED")).isVisible();

            soon(row(handler, mark));
            row(handler, mark).click();
            begin(handler, "accept");
            soon(state(dispatcher, "HANDLING"));
            begin(handler, "resolve");
            handler.locator("#field-result").fill("已清理");
            send(handler);
            soon(state(dispatcher, "RESOLVED"));
            begin(dispatcher, "close");
            send(dispatcher);
            soon(state(handler, "CLOSED"));
            assertThat(handler.locator(".timeline li")).hasCount(6);
        }
    }

    @Test
    void who_was_too_slow_is_told_why_and_keeps_the_words() {
        String mark = mark("conflict");
        JsonNode file = acted(
                DISPATCHER,
                acted(DISPATCHER, reported(mark), "file", Map.of("conditionSeq", 1)),
                "dispatch",
                Map.of("departmentCode", UNIT));
        try (BrowserContext office = browser.desk("en")) {
            Page page = browser.signedIn(office, queue("in-hand", mark), DISPATCHER);
            row(page, mark).click();
            begin(page, "revoke");
            page.locator("#field-reason").selectOption(new SelectOption().setIndex(1));
            page.locator(".act textarea").fill("派错了");
            acted(HANDLER, file, "accept", Map.of());
            soon(state(page, "HANDLING"));
            send(page);
            assertThat(page.locator(".stale")).containsText("accept");
            assertThat(page.locator(".act textarea")).hasValue("派错了");
            page.reload();
            assertThat(page.locator(".act textarea")).hasValue("派错了");
        }
    }

    @Test
    void the_desk_needs_no_mouse_and_speaks_both_languages() {
        String mark = mark("keys");
        reported(mark);
        try (BrowserContext office = browser.desk("zh-CN")) {
            Page page = browser.visited(office, queue("to-file", mark));
            assertThat(page.locator("[name=username]")).isFocused();
            page.keyboard().type(DISPATCHER);
            page.keyboard().press("Tab");
            page.keyboard().type(org.wangge.fixtures.WanggeTestConfiguration.PASSWORD);
            page.keyboard().press("Enter");
            assertThat(row(page, mark)).isVisible();
            tabTo(page, row(page, mark));
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            assertThat(page.locator(".case h2")).isFocused();
            tabTo(page, page.locator("[data-action=file]"));
            page.keyboard().press("Enter");
            tabTo(page, page.locator("#field-conditionSeq"));
            page.keyboard().press("ArrowDown");
            assertThat(page.locator("#field-conditionSeq")).not().hasValue("");
            page.keyboard().press("Escape");
            assertThat(page.locator(".case")).hasCount(0);

            assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
            assertThat(page.locator("[data-queue=to-file]")).containsText("待立案");
            tabTo(page, page.locator(".bar .language"));
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-queue=to-file]")).containsText("To file");
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            page.reload();
            assertThat(page.locator("[data-queue=to-file]")).containsText("To file");
            org.assertj.core.api.Assertions.assertThat(page.evaluate(
                            "import('/desk/words.js').then(({ t }) => [0, 1, 2].map((n) => t('doubts', { n })))"))
                    .isEqualTo(List.of("0 doubts", "1 doubt", "2 doubts"));
        }
    }

    /** As a person without a mouse: Tab until it is there. */
    private static void tabTo(Page page, Locator wanted) {
        for (int pressed = 0; pressed < 60; pressed++) {
            page.keyboard().press("Tab");
            if ((Boolean) wanted.first().evaluate("one => one === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + wanted);
    }

    @Test
    void a_hundred_thousand_cases_are_one_list() {
        try (BrowserContext office = browser.desk("en")) {
            office.route(Pattern.compile(".*/api/v1/cases\\?.*"), DeskPageTests::answerMany);
            Page page = browser.signedIn(office, "/#/desk?queue=all", DISPATCHER);
            Locator rows = page.locator(".rows");
            assertThat(rows.locator(".row").first()).isVisible();
            Eventually.until("all are in the list", () -> (Boolean) page.evaluate(
                    "many => { const rows = document.querySelector('.rows'); rows.scrollTop = rows.scrollHeight;"
                            + " return Number(document.querySelector('.row')?.getAttribute('aria-setsize')) === many; }",
                    MANY));
            page.evaluate("() => { document.querySelector('.rows').scrollTop = 74 * 50000; }");
            assertThat(page.locator("[data-row='50000']")).containsText("many 50000");
            org.assertj.core.api.Assertions.assertThat(rows.locator(".row").count())
                    .isLessThan(60);
            // A leap draws the rows of there and nothing else: a tenth of a second for a person, and this machine is
            // shared.
            double longest = ((Number) page.evaluate("""
                            async () => {
                              const rows = document.querySelector('.rows');
                              let longest = 0;
                              for (let leap = 0; leap < 20; leap++) {
                                const before = performance.now();
                                rows.scrollTop = 74 * ((leap * 37_123) % 99_000);
                                await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
                                longest = Math.max(longest, performance.now() - before);
                              }
                              return longest;
                            }""")).doubleValue();
            assertThat(longest).isLessThan(1_000);
        }
    }

    private static final Map<String, Object> ANY_CASE = Map.of(
            "state",
            "REPORTED",
            "version",
            1,
            "category",
            Map.of("code", "G0201", "name", "Exit"),
            "area",
            Map.of("gridCode", "510703103001", "gridName", "Grid"),
            "overdue",
            false,
            "returns",
            0,
            "openActions",
            List.of("file"),
            "unclear",
            List.of());

    private static final Pattern CURSOR = Pattern.compile("cursor=(\\d+)");

    /** Stands in for the list: to store so many cases takes longer than to show them. */
    private static void answerMany(Route route) {
        Matcher cursor = CURSOR.matcher(route.request().url());
        int from = cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
        int to = Math.min(MANY, from + PAGE_OF_MANY);
        List<Map<String, Object>> items = new ArrayList<>();
        for (int at = from; at < to; at++) {
            Map<String, Object> item = new HashMap<>(ANY_CASE);
            item.put("id", new UUID(0, at).toString());
            item.put("number", "CX-" + at);
            item.put("description", "many " + at);
            items.add(item);
        }
        Map<String, Object> page = new HashMap<>(Map.of("items", items, "total", 1000, "totalIsMore", true));
        page.put("nextCursor", to < MANY ? String.valueOf(to) : null);
        route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody(JsonMapper.shared().writeValueAsString(page)));
    }
}
