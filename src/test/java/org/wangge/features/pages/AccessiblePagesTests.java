package org.wangge.features.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;

/**
 * Everyone can use the pages: axe finds nothing against WCAG 2.2 AA on any of them, light or dark, wide or narrow. With
 * {@code -Dwangge.screenshots=true} each is also kept as a picture in {@code src/docs/screenshots}.
 */
@WanggeTest
class AccessiblePagesTests extends Browsing {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final int LARGEST_PICTURE = 60_000;
    private static final String WORKER = "worker-106-1";
    private static final String DISPATCHER = "dispatcher-106";

    @Autowired
    private TestClock clock;

    private final List<String> found = new ArrayList<>();

    /** On pictures the browser has the time of the town, so that nothing is three hundred days late. */
    private BrowserContext dated(BrowserContext context) {
        if (Boolean.getBoolean("wangge.screenshots")) {
            context.clock().install(new Clock.InstallOptions().setTime(Date.from(clock.instant())));
        }
        return context;
    }

    private void look(Page page, String name) {
        AxeResults results = new AxeBuilder(page).withTags(RULES).analyze();
        results.getViolations()
                .forEach(rule -> rule.getNodes()
                        .forEach(node -> found.add(
                                name + ": " + rule.getId() + " " + node.getTarget() + " " + node.getFailureSummary())));
        assertThat(results.getPasses()).as(name + " was looked at").isNotEmpty();
        if (Boolean.getBoolean("wangge.screenshots")) {
            keep(page, name);
        }
    }

    /** As good as it can be in so many bytes. */
    private static void keep(Page page, String name) {
        byte[] picture;
        int quality = 65;
        do {
            quality -= 10;
            picture = page.screenshot(new Page.ScreenshotOptions()
                    .setType(ScreenshotType.JPEG)
                    .setQuality(quality)
                    .setPath(Path.of("src/docs/screenshots", name + ".jpg")));
        } while (picture.length > LARGEST_PICTURE && quality > 5);
    }

    private String reported() {
        String grid = town.get(WORKER, "/api/v1/grids?office=510703106&limit=1")
                .at("/items/0/code")
                .stringValue();
        String words = "A fire door is locked " + UUID.randomUUID().toString().substring(0, 4);
        Town.bodyOf(town.post(
                        WORKER,
                        "/api/v1/cases",
                        Map.of("categoryCode", "G0201", "description", words, "gridCode", grid, "urgent", true))
                .expectStatus()
                .isCreated());
        return words;
    }

    @Test
    void the_desk_can_be_used_by_everyone() {
        String words = reported();
        try (BrowserContext light = dated(browser.desk("en"));
                BrowserContext dark = dated(browser.dark("zh-CN"))) {
            look(browser.visited(light, "/"), "desk-sign-in");
            Page page = browser.signedIn(light, "/#/desk?queue=to-file", DISPATCHER);
            assertThat(page.locator(".row a").first()).isVisible();
            look(page, "desk");
            page.locator(".row a", new Page.LocatorOptions().setHasText(words)).click();
            page.locator("[data-action=decline]").click();
            assertThat(page.locator("#field-reason")).isVisible();
            assertThat(page.locator(".timeline li")).hasCount(1);
            look(page, "desk-case");
            Page narrow = browser.signedIn(dark, "/#/desk?queue=to-file", DISPATCHER);
            assertThat(narrow.locator(".row a").first()).isVisible();
            look(narrow, "desk-dark-narrow");
            narrow.locator(".row a").first().click();
            assertThat(narrow.locator(".timeline li").first()).isVisible();
            look(narrow, "desk-case-dark-narrow");
            page.locator("nav.pages a[href='#/map']").click();
            assertThat(page.locator(".leaflet-container canvas").first()).isVisible();
            look(page, "desk-map");
            page.locator("nav.pages a[href='#/hazards']").click();
            assertThat(page.locator("#content [data-queue^='hz-']").first()).isVisible();
            look(page, "desk-hazards");
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_workers_page_can_be_used_by_everyone() {
        try (BrowserContext light = dated(browser.phone("en"));
                BrowserContext dark = dated(browser.dark("zh-CN"))) {
            look(browser.visited(light, "/worker/"), "worker-sign-in");
            Page page = browser.signedIn(light, "/worker/", WORKER);
            recorded(page);
            for (String tab : List.of("tasks", "inbox", "places", "queue")) {
                to(page, tab);
                look(page, "worker-" + tab);
            }
            visit(page);
            look(page, "worker-visit");
            Page dim = browser.signedIn(dark, "/worker/", WORKER);
            recorded(dim);
            to(dim, "queue");
            look(dim, "worker-queue-dark");
            visit(dim);
            look(dim, "worker-visit-dark");
        }
        assertThat(found).isEmpty();
    }

    private static void to(Page page, String tab) {
        page.locator("nav.tabs a[href='#/" + tab + "']").click();
        assertThat(page.locator("main h1")).isVisible();
    }

    /** A report that waits, because there is no network. */
    private void recorded(Page page) {
        assertThat(page.locator(".connection.live")).isVisible();
        assertThat(page.locator(".where select option").nth(1)).isAttached();
        page.locator("[name=description]").fill("A street lamp is out");
        look(page, "worker-report");
        page.context().setOffline(true);
        page.locator(".where select").selectOption(new SelectOption().setIndex(1));
        page.locator("form.page button.main").click();
    }

    private static void visit(Page page) {
        to(page, "places");
        page.locator("[data-place]").first().click();
        page.locator(".item input[type=radio]").nth(1).check();
    }
}
