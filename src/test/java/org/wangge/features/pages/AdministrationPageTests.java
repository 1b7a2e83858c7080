package org.wangge.features.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The administration of the desk: a file of grids is tried on the map, and each chapter can be used by everyone. */
@WanggeTest
class AdministrationPageTests extends Browsing {

    private static final String ADMIN = "admin";
    private static final String GRID = "510703001005";
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** All grids as they are, but a corner of one lies nearer to its middle: its neighbours no longer touch it there. */
    private byte[] withGap() {
        JsonNode grids = town.get(ADMIN, "/api/v1/grids.geojson");
        for (JsonNode feature : grids.get("features")) {
            if (feature.at("/properties/code").stringValue().equals(GRID)) {
                JsonNode ring = feature.at("/geometry/coordinates/0");
                ArrayNode corner = (ArrayNode) ring.get(ring.size() / 2);
                for (int axis = 0; axis < 2; axis++) {
                    double sum = 0;
                    for (int at = 0; at < ring.size() - 1; at++) {
                        sum += ring.get(at).get(axis).doubleValue();
                    }
                    double there = corner.get(axis).doubleValue();
                    corner.set(axis, there - 0.35 * (there - sum / (ring.size() - 1)));
                }
            }
        }
        return grids.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_gap_in_a_file_of_grids_is_listed_and_shown_and_nothing_is_stored() {
        JsonNode before = town.get(ADMIN, "/api/v1/grids/imports");
        try (BrowserContext context = browser.desk("en")) {
            Page page = browser.signedIn(context, "/#/admin/grids", ADMIN);
            page.locator(".try input[type=file]")
                    .setInputFiles(new FilePayload("grids.geojson", "application/geo+json", withGap()));
            page.locator(".try button.main").click();
            Locator gap = page.locator(".findings button:has(.gap)").first();
            assertThat(gap).containsText(GRID);
            assertThat(page.locator(".legend .gap")).isVisible();
            assertThat(page.locator(".steps .note")).isVisible();
            gap.click();
            assertThat(gap).hasAttribute("aria-pressed", "true");
            assertThat(page.locator(".steps form.act")).hasCount(0);
        }
        assertThat(town.get(ADMIN, "/api/v1/grids/imports")).isEqualTo(before);
    }

    @Test
    void every_chapter_can_be_used_by_everyone() {
        try (BrowserContext context = browser.desk("en")) {
            Page page = browser.signedIn(context, "/#/admin", ADMIN);
            Locator chapters = page.locator("nav[aria-label=Administration] a");
            assertThat(chapters.first()).isVisible();
            assertThat(chapters.count()).isGreaterThan(14);
            for (int at = 0; at < chapters.count(); at++) {
                chapters.nth(at).click();
                assertThat(chapters.nth(at)).hasAttribute("aria-current", "page");
                assertThat(page.locator(".admin > :not(nav, .wait)").first()).isVisible();
                assertThat(page.locator(".admin .wait:text('Loading')")).hasCount(0);
                assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations())
                        .as(chapters.nth(at).innerText())
                        .isEmpty();
            }
        }
    }
}
