package org.wangge.features.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.WanggeTest;
import org.wangge.media.model.Pictures;
import tools.jackson.databind.JsonNode;

/** What an office works with besides single cases: views under a name, one step for several cases, places, draws. */
@WanggeTest
class OfficeToolsPageTests extends Browsing {

    private static final String OFFICE = "510703110";
    private static final String WORKER = "worker-110-1";
    private static final String DISPATCHER = "dispatcher-110";
    private static final String HANDLER = "handler-110";

    private String grid() {
        return town.get(WORKER, "/api/v1/grids?office=" + OFFICE + "&limit=1")
                .at("/items/0/code")
                .stringValue();
    }

    private void reported(String words) {
        town.post(
                        WORKER,
                        "/api/v1/cases",
                        Map.of("categoryCode", "G0201", "description", words, "gridCode", grid(), "urgent", true))
                .expectStatus()
                .isCreated();
    }

    private static String mark(String word) {
        return word + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Axe finds nothing. */
    private static void isForEveryone(Page page) {
        assertThat(new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations())
                .isEmpty();
    }

    private static Locator view(Page page, String name) {
        return page.locator(".view a", new Page.LocatorOptions().setHasText(name));
    }

    @Test
    void a_view_follows_its_owner_to_another_computer_and_one_of_the_office_is_there_for_all() {
        String mark = mark("view");
        reported(mark);
        try (BrowserContext first = browser.desk("en");
                BrowserContext second = browser.desk("zh-CN");
                BrowserContext colleague = browser.desk("en")) {
            Page page = browser.signedIn(first, "/#/desk?queue=to-file&urgent=true&q=" + mark, DISPATCHER);
            for (boolean shared : new boolean[] {false, true}) {
                page.locator(".under button").first().click();
                page.locator(".keep input").first().fill(mark + (shared ? "-office" : "-own"));
                page.locator(".keep input[type=checkbox]").setChecked(shared);
                page.locator(".keep button.main").click();
                assertThat(page.locator(".keep")).hasCount(0);
            }
            assertThat(page.locator(".view a[aria-current]")).hasCount(2);
            isForEveryone(page);

            Page elsewhere = browser.signedIn(second, "/#/desk?queue=all", DISPATCHER);
            view(elsewhere, mark + "-own").click();
            assertThat(elsewhere.locator("[data-queue=to-file]")).hasAttribute("aria-current", "page");
            assertThat(elsewhere.locator(".chip[aria-pressed=true]")).hasCount(1);
            assertThat(elsewhere.locator("#search")).hasValue(mark);
            assertThat(elsewhere.locator(".row a")).hasCount(1);

            Page other = browser.signedIn(colleague, "/#/desk?queue=mine", HANDLER);
            assertThat(view(other, mark + "-office")).isVisible();
            assertThat(view(other, mark + "-own")).hasCount(0);
            assertThat(other.locator(".view button")).hasCount(0);

            Locator own = elsewhere.locator(".view", new Page.LocatorOptions().setHasText(mark + "-own"));
            own.locator("button").click();
            own.locator("button").click();
            assertThat(own).hasCount(0);
            page.reload();
            assertThat(view(page, mark + "-office")).isVisible();
            assertThat(view(page, mark + "-own")).hasCount(0);
        }
    }

    @Test
    void one_step_for_several_cases_says_how_many_and_who_hears_before_it_runs() {
        String mark = mark("bulk");
        reported(mark + " one");
        reported(mark + " two");
        try (BrowserContext office = browser.desk("en")) {
            Page page = browser.signedIn(office, "/#/desk?queue=to-file&q=" + mark, DISPATCHER);
            Locator boxes = page.locator(".choosable input[type=checkbox]");
            assertThat(boxes).hasCount(2);
            boxes.nth(0).check();
            boxes.nth(1).check();
            page.locator(".bulk [data-action=decline]").click();
            page.locator(".bulk #field-reason").selectOption(new SelectOption().setIndex(1));
            page.locator(".bulk textarea").fill("no matter of ours");
            page.locator(".bulk button.main").click();
            assertThat(page.locator("#bulk-confirm")).isFocused();
            assertThat(page.locator("#bulk-confirm")).containsText("2 cases");
            assertThat(page.locator(".bulk .which li")).hasCount(2);
            assertThat(page.locator(".bulk .act p")).containsText("who reported it");
            assertThat(page.locator(".row .state.REPORTED")).hasCount(2);
            isForEveryone(page);
            page.locator(".bulk .act .buttons button").nth(1).click();
            assertThat(page.locator(".bulk textarea")).hasValue("no matter of ours");
            page.locator(".bulk button.main").click();
            page.locator(".bulk button.main").click();
            assertThat(page.locator(".bulk .results")).containsText("2 of 2");
            assertThat(page.locator(".row .state.DECLINED")).hasCount(2);
        }
    }

    @Test
    void a_photo_that_came_late_is_added_to_its_case() {
        String mark = mark("late");
        reported(mark);
        try (BrowserContext office = browser.desk("en")) {
            Page page = browser.signedIn(office, "/#/desk?queue=to-file&q=" + mark, DISPATCHER);
            page.locator(".row a").first().click();
            page.locator("[data-action=comment]").click();
            page.locator(".act textarea").fill("the photo of the report");
            page.locator(".act input[type=file]")
                    .setInputFiles(new FilePayload("late.png", "image/png", Pictures.png(40, 30)));
            assertThat(page.locator(".act")).containsText("1 photo attached");
            page.locator(".act button.main").click();
            assertThat(page.locator(".case .scroll > .photos img")).hasCount(1);
            assertThat(page.locator(".timeline .photos img")).hasCount(1);
        }
    }

    @Test
    void a_place_is_registered_on_the_map_changed_and_found_again() {
        String name = mark("餐馆");
        try (BrowserContext office = browser.desk("en")) {
            Page page = browser.signedIn(office, "/#/hazards/places?place=new", DISPATCHER);
            Locator form = page.locator(".place-form");
            form.locator("input").first().fill(name);
            form.locator("select").first().selectOption("CANYIN");
            page.locator(".pick canvas").first().waitFor();
            page.locator(".pick .leaflet").click();
            form.locator("fieldset").nth(1).locator("input").first().fill("滨江路3号");
            assertThat(form.locator("p[role=status]")).containsText("In ");
            form.locator("fieldset").nth(2).locator("input").nth(0).fill("王五");
            form.locator("fieldset").nth(2).locator("input").nth(1).fill("19900001234");
            form.locator("fieldset").nth(2).locator("button").click();
            isForEveryone(page);
            form.locator("button.main").click();
            assertThat(page.locator(".case h2")).containsText(name);
            assertThat(page.locator(".case .facts")).containsText("19900001234");

            page.locator("[data-action=edit]").click();
            assertThat(form.locator("input").first()).hasValue(name);
            form.locator("fieldset").nth(3).locator("input[type=number]").fill("80");
            form.locator("button.main").click();
            assertThat(page.locator(".case .facts")).containsText("80 m²");
        }
    }

    @Test
    void a_table_of_places_is_tried_before_it_is_taken_in() {
        String name = mark("馆");
        JsonNode anchor = town.get(DISPATCHER, "/api/v1/grids/" + grid()).get("anchor");
        String at = anchor.get("longitude").doubleValue() + ","
                + anchor.get("latitude").doubleValue();
        String table = "类型,名称,地址,经度,纬度,备注\n小餐饮," + name + "一,一路1号," + at + ",x\n没有," + name + "二,一路2号," + at
                + ",\n小餐饮,,一路3号," + at + ",\n";
        try (BrowserContext office = browser.desk("en")) {
            Page page = browser.signedIn(office, "/#/hazards/import", DISPATCHER);
            page.locator(".import input[type=file]")
                    .setInputFiles(new FilePayload("places.csv", "text/csv", table.getBytes(StandardCharsets.UTF_8)));
            page.locator(".import .try button.main").click();
            assertThat(page.locator(".import .verdict")).containsText("1 line would");
            assertThat(page.locator(".import tbody tr")).hasCount(3);
            assertThat(page.locator(".import .import-REFUSED")).hasCount(2);
            assertThat(page.locator(".import tbody tr").nth(1)).containsText("类型");
            assertThat(page.locator(".import .note")).containsText("备注");
            isForEveryone(page);
            assertThat(town.get(DISPATCHER, "/api/v1/places?q=" + name).get("items"))
                    .isEmpty();
            page.locator(".import .verdict button").click();
            assertThat(page.locator(".import .verdict")).containsText("1 line was");
            assertThat(town.get(DISPATCHER, "/api/v1/places?q=" + name).get("items"))
                    .hasSize(1);
        }
    }

    @Test
    void places_and_inspectors_are_drawn_and_the_draw_can_be_redone() {
        String seed = mark("seed");
        HazardStories stories = new HazardStories(town);
        Map<String, Object> there = HazardStories.position(
                town.get(DISPATCHER, "/api/v1/grids/" + grid()).get("anchor"));
        stories.restaurant(WORKER, mark("抽查一"), there);
        stories.restaurant(WORKER, mark("抽查二"), there);
        try (BrowserContext office = browser.desk("en")) {
            Page page = browser.signedIn(office, "/#/hazards/draws?draw=new", DISPATCHER);
            Locator form = page.locator("form.draw");
            form.locator("fieldset").nth(1).locator("button").first().click();
            form.locator("input[type=number]").fill("2");
            form.locator("input").last().fill(seed);
            isForEveryone(page);
            form.locator("button.main").click();
            assertThat(page.locator(".case .good")).isVisible();
            assertThat(page.locator(".case tbody tr")).hasCount(2);
            assertThat(page.locator(".case code")).hasText(seed);
            assertThat(page.locator(".row a", new Page.LocatorOptions().setHasText(seed)))
                    .isVisible();
        }
    }

    @Test
    void the_steps_of_a_hazard_that_are_long_ago_come_when_they_are_wanted() {
        HazardStories stories = new HazardStories(town);
        JsonNode hazard = stories.found(stories.restaurant(), HazardStories.GENERAL);
        for (int step = 0; step < 34; step++) {
            stories.acted(
                    CaseStories.DISPATCHER,
                    hazard,
                    "extend",
                    Map.of(
                            "days",
                            1,
                            "reason",
                            CaseStories.because("PARTS", "等").get("reason")));
        }
        String at = "/#/hazards?queue=hz-all&hazard=" + hazard.get("id").stringValue();
        try (BrowserContext office = browser.desk("en");
                BrowserContext colleague = browser.desk("zh-CN")) {
            Page page = browser.signedIn(office, at, CaseStories.DISPATCHER);
            Locator lines = page.locator(".timeline li");
            Locator earlier = page.locator("[data-action=earlier-steps]");
            assertThat(lines).hasCount(30);
            assertThat(earlier).hasText("Earlier steps (5)");
            isForEveryone(page);
            earlier.click();
            assertThat(lines).hasCount(35);
            assertThat(lines.last()).containsText("record it");
            assertThat(earlier).hasCount(0);
            assertThat(browser.signedIn(colleague, at, CaseStories.DISPATCHER).locator("[data-action=earlier-steps]"))
                    .hasText("更早的步骤（5）");
        }
    }

    @Test
    void the_second_view_of_the_desk_transfers_next_to_nothing() {
        try (BrowserContext office = browser.desk("en")) {
            Page page = browser.signedIn(office, "/#/desk?queue=to-file", DISPATCHER);
            whole(page);
            int first = transferred(page);
            assertThat(first).isBetween(40_000, 150_000);
            page.reload();
            whole(page);
            assertThat(transferred(page)).isLessThan(first / 4).isLessThan(20_000);
        }
    }

    /** With all its modules: the filters stand in the last of them. */
    private static void whole(Page page) {
        assertThat(page.locator(".filters")).isVisible();
        assertThat(page.locator(".live.live")).isVisible();
    }

    /** In bytes, heads included, of the page and all that is no answer of the API. */
    private static int transferred(Page page) {
        return ((Number) page.evaluate("""
                () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                    .filter((one) => !one.name.includes('/api/'))
                    .reduce((sum, one) => sum + one.transferSize, 0)""")).intValue();
    }
}
