package org.wangge.features.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.media.model.Pictures;
import tools.jackson.databind.JsonNode;

/** The worker's page in a browser, with the network cut, answers lost, and a session that ends: nothing is lost and nothing comes twice. */
@WanggeTest
class WorkerPageTests extends Browsing {

    private static final String WORKER = "worker-100-1";
    private static final String DISPATCHER = "dispatcher-100";
    private static final String HANDLER = "handler-100";
    private static final String UNIT = "510703100-YJ";
    /** Signed out everywhere in a test, so that others do not work with this account. */
    private static final String OTHER_WORKER = "worker-100-2";

    @Autowired
    private ReactiveMongoTemplate store;

    private static FilePayload photo(String name) {
        return new FilePayload(name, "image/png", Pictures.png(40, 30));
    }

    private static void to(Page page, String tab) {
        page.locator("nav.tabs a[href='#/" + tab + "']").click();
    }

    private static void report(Page page, String words, FilePayload photo) {
        to(page, "report");
        page.locator("[name=description]").fill(words);
        page.locator(".where select").selectOption(new SelectOption().setIndex(1));
        if (photo != null) {
            page.locator(".camera input").setInputFiles(photo);
            assertThat(page.locator(".thumbs li")).hasCount(1);
        }
        page.locator("form.page button.main").click();
        assertThat(page.locator("[name=description]")).hasValue("");
    }

    private static Locator records(Page page, String state) {
        to(page, "queue");
        return page.locator("[data-state=" + state + "]");
    }

    /** What the store holds, not what a page says of it. */
    private List<Document> casesWith(String words) {
        return Awaited.value(
                store.find(Query.query(Criteria.where("report.description").regex(words)), Document.class, "cases")
                        .collectList());
    }

    private Page worker(BrowserContext context, String username) {
        Page page = browser.signedIn(context, "/worker/", username);
        assertThat(page.locator(".connection.live")).isVisible();
        // What is needed without a network has come, and the shell is kept.
        assertThat(page.locator(".where select option").nth(1)).isAttached();
        Eventually.until("the shell is kept", () ->
                (Boolean) page.evaluate("() => navigator.serviceWorker.controller !== null"));
        return page;
    }

    /** The server takes it, and its answer is lost on the way. */
    private static Consumer<Route> losingTheFirstAnswer(AtomicInteger asked) {
        return route -> {
            if (asked.getAndIncrement() == 0) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        };
    }

    @Test
    void reports_made_without_a_network_arrive_once_each() {
        String mark = "断网" + UUID.randomUUID();
        try (BrowserContext context = browser.phone("zh-CN")) {
            Page page = worker(context, WORKER);
            context.setOffline(true);
            page.reload();
            assertThat(page.locator(".connection.away")).isVisible();
            report(page, mark + "一", photo("one.png"));
            report(page, mark + "二", null);
            page.reload();
            report(page, mark + "三", photo("three.png"));
            to(page, "report");
            page.locator("[name=description]").fill("写了一半");
            page.reload();
            assertThat(page.locator("[name=description]")).hasValue("写了一半");
            assertThat(records(page, "WAITING")).hasCount(3);
            assertThat(page.locator("nav.tabs a[href='#/queue'] b")).containsText("3");
            assertThat(casesWith(mark)).isEmpty();

            AtomicInteger reports = new AtomicInteger();
            AtomicInteger photos = new AtomicInteger();
            page.route("**/api/v1/cases", losingTheFirstAnswer(reports));
            page.route("**/api/v1/media", losingTheFirstAnswer(photos));
            context.setOffline(false);
            assertThat(records(page, "SENT")).hasCount(3);
            assertThat(page.locator("[data-state=WAITING]")).hasCount(0);

            List<Document> taken = casesWith(mark);
            assertThat(reports.get()).isEqualTo(4);
            assertThat(photos.get()).isEqualTo(3);
            assertThat(taken).hasSize(3);
            assertThat(taken.stream()
                            .filter(one ->
                                    !one.getList("mediaIds", Object.class).isEmpty()))
                    .hasSize(2);
        }
    }

    @Test
    void what_is_refused_stays_with_its_reason_and_is_mended() {
        String mark = "坏照片" + UUID.randomUUID();
        try (BrowserContext context = browser.phone("en")) {
            Page page = worker(context, WORKER);
            report(
                    page,
                    mark,
                    new FilePayload("broken.jpg", "image/jpeg", "no picture".getBytes(StandardCharsets.UTF_8)));
            Locator refused = records(page, "REFUSED");
            assertThat(refused).hasCount(1);
            assertThat(refused.locator(".problem").first()).containsText("A photo:");
            refused.locator("button", new Locator.LocatorOptions().setHasText("Mend it"))
                    .click();
            assertThat(page.locator("form.page .note")).containsText("It was refused");
            assertThat(page.locator("[name=description]")).hasValue(mark);
            page.locator(".thumbs .refused button").click();
            assertThat(page.locator(".thumbs li")).hasCount(0);
            page.locator("form.page button.main").click();
            assertThat(records(page, "SENT")).hasCount(1);
            assertThat(casesWith(mark)).hasSize(1);
        }
    }

    @Test
    void a_session_that_ended_keeps_what_waits() {
        String mark = "过期" + UUID.randomUUID();
        try (BrowserContext context = browser.phone("en")) {
            Page page = worker(context, OTHER_WORKER);
            context.setOffline(true);
            report(page, mark, null);
            town.as(OTHER_WORKER)
                    .post()
                    .uri("/api/v1/auth/sign-out?everywhere=true")
                    .exchange()
                    .expectStatus()
                    .isNoContent();
            context.setOffline(false);
            assertThat(page.locator("form.password .note")).containsText("Your session is over");
            assertThat(records(page, "WAITING")).hasCount(1);
            Browser.signIn(page, OTHER_WORKER);
            assertThat(records(page, "SENT")).hasCount(1);

            context.setOffline(true);
            report(page, mark, null);
            page.locator(".menu summary").click();
            page.locator(".menu button").click();
            assertThat(page.locator(".sign-in .note")).containsText("1 record");
            context.setOffline(false);
            Browser.signIn(page, HANDLER);
            to(page, "queue");
            assertThat(page.locator(".page .note")).containsText("another account");
            page.locator(".menu summary").click();
            page.locator(".menu button").click();
            Browser.signIn(page, OTHER_WORKER);
            assertThat(records(page, "SENT")).hasCount(2);
            assertThat(casesWith(mark)).hasSize(2);
        }
    }

    @Test
    void a_task_is_accepted_and_resolved_without_a_network() {
        String mark = "任务" + UUID.randomUUID();
        JsonNode file = dispatched(mark);
        try (BrowserContext context = browser.phone("en")) {
            Page page = browser.signedIn(context, "/worker/", HANDLER);
            Locator card = page.locator(".card", new Page.LocatorOptions().setHasText(mark));
            assertThat(card).isVisible();
            context.setOffline(true);
            card.click();
            page.locator("[data-action=accept]").click();
            page.locator("[data-action=resolve]").click();
            page.locator("[name=text]").fill("已清理");
            page.locator(".camera input").setInputFiles(photo("after.png"));
            assertThat(page.locator(".thumbs li")).hasCount(1);
            page.locator("form.page button.main").click();
            assertThat(records(page, "WAITING")).hasCount(2);
            context.setOffline(false);
            assertThat(records(page, "SENT")).hasCount(2);
            JsonNode after = town.get(DISPATCHER, CaseStories.path(file));
            assertThat(after.get("state").stringValue()).isEqualTo("RESOLVED");
            assertThat(after.at("/result/text").stringValue()).isEqualTo("已清理");
            assertThat(town.get(DISPATCHER, CaseStories.path(file) + "/timeline?limit=200")
                            .get("items")
                            .valueStream()
                            .map(line -> line.get("action").stringValue()))
                    .containsOnlyOnce("accept", "resolve");
        }
    }

    private JsonNode dispatched(String words) {
        JsonNode file = Town.bodyOf(town.post(
                        WORKER,
                        "/api/v1/cases",
                        Map.of("categoryCode", "G0201", "description", words, "gridCode", firstGrid()))
                .expectStatus()
                .isCreated());
        Town.bodyOf(town.post(DISPATCHER, CaseStories.path(file) + "/actions/file", Map.of("conditionSeq", 1))
                .expectStatus()
                .isOk());
        return Town.bodyOf(
                town.post(DISPATCHER, CaseStories.path(file) + "/actions/dispatch", Map.of("departmentCode", UNIT))
                        .expectStatus()
                        .isOk());
    }

    private String firstGrid() {
        return town.get(WORKER, "/api/v1/grids?office=510703100&limit=1")
                .at("/items/0/code")
                .stringValue();
    }

    @Test
    void a_place_is_inspected_without_a_network_by_the_list_that_was_downloaded() {
        try (BrowserContext context = browser.phone("en")) {
            Page page = worker(context, WORKER);
            to(page, "places");
            assertThat(page.locator("[data-place]:enabled").first()).isVisible();
            context.setOffline(true);
            page.reload();
            to(page, "places");
            Locator place = page.locator("[data-place]").first();
            String placeId = place.getAttribute("data-place");
            place.click();
            page.locator("[name=reason]").selectOption("INDOORS");
            int items = page.locator(".item").count();
            for (int item = 0; item < items; item++) {
                page.locator(".item")
                        .nth(item)
                        .locator("input[type=radio]")
                        .nth(item == 0 ? 1 : 0)
                        .check();
            }
            Locator failed = page.locator(".item").first();
            failed.locator("[name=note]").fill("通道堆满纸箱");
            failed.locator(".camera input").setInputFiles(photo("failed.png"));
            // It is shown when it is kept.
            assertThat(failed.locator(".thumbs li")).hasCount(1);
            page.reload();
            assertThat(page.locator(".progress")).containsText(items + " of " + items);
            page.locator("[name=refusal]").fill("店主不在");
            page.locator("form.page button.main").click();
            assertThat(records(page, "WAITING")).hasCount(1);
            // Back again, but the server has no room for photos: the words go first.
            page.route(
                    "**/api/v1/media",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setStatus(503)
                            .setContentType("application/problem+json")
                            .setBody("{\"code\":\"media.no-room\",\"detail\":\"full\"}")));
            context.setOffline(false);
            page.locator("[data-state=WAITING] button", new Page.LocatorOptions().setHasText("Send the words now"))
                    .click();
            assertThat(records(page, "SENT")).hasCount(1);
            assertThat(page.locator("[data-state=WAITING]")).hasCount(1);
            assertThat(inspected(placeId).at("/result/failed").intValue()).isEqualTo(1);
            assertThat(inspected(placeId).at("/answers/0/mediaIds")).isEmpty();

            page.unroute("**/api/v1/media");
            page.locator("[data-state=WAITING] button", new Page.LocatorOptions().setHasText("Send now"))
                    .click();
            assertThat(records(page, "SENT")).hasCount(2);
            assertThat(inspected(placeId).at("/answers/0/mediaIds")).hasSize(1);
        }
    }

    /** The only one. */
    private JsonNode inspected(String placeId) {
        List<JsonNode> done = town.all(WORKER, "/api/v1/inspections?place=" + placeId);
        assertThat(done).hasSize(1);
        return done.get(0);
    }

    @Test
    void notices_come_by_themselves_and_their_receipts_go_back() {
        String mark = "消息" + UUID.randomUUID();
        try (BrowserContext context = browser.phone("en")) {
            Page page = browser.signedIn(context, "/worker/", HANDLER);
            assertThat(page.locator(".connection.live")).isVisible();
            to(page, "inbox");
            String number = dispatched(mark).get("number").stringValue();
            Locator notice = page.locator(".notice.unread", new Page.LocatorOptions().setHasText(number))
                    .first();
            assertThat(notice).isVisible();
            notice.locator("button").click();
            Eventually.until(
                    "the notice is read and was received",
                    () -> town.all(HANDLER, "/api/v1/me/notices?limit=200").stream()
                            .filter(one -> number.equals(one.path("caseNumber").asString()))
                            .anyMatch(one -> !one.path("readAt").isNull()
                                    && !one.path("receivedAt").isNull()));
        }
    }
}
