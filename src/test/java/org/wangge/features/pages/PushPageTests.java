package org.wangge.features.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/**
 * Pushes to the browser of the worker's page. Firebase and the browser's own push service are stood in for: neither can be reached from
 * a test, and nobody has a project of theirs.
 */
@WanggeTest
class PushPageTests extends Browsing {

    private static final String WORKER = "worker-110-2";
    private static final String VAPID = "B" + "x_-9".repeat(21) + "AB";
    private static final String HOSTS =
            "connect-src 'self' https://firebaseinstallations.googleapis.com https://fcmregistrations.googleapis.com";

    /** The browser's part, as far as the page sees it. */
    private static final String PUSH_SERVICE = """
            (() => {
              let present = null;
              PushManager.prototype.getSubscription = async () => present;
              PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => (present = {
                endpoint: `https://push.example/${userVisibleOnly}/${applicationServerKey.length}`,
                getKey: (name) => new TextEncoder().encode(name).buffer,
                unsubscribe: async () => ((present = null), true),
              });
            })();""";

    private final Map<String, Request> asked = new HashMap<>();

    private void answer(Route route, String body) {
        asked.put(route.request().url(), route.request());
        route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json")
                .setHeaders(Map.of("Access-Control-Allow-Origin", "*", "Access-Control-Allow-Headers", "*"))
                .setBody(body));
    }

    /** As an installation answers where Firebase is set up, its policy included. */
    private void setUp(BrowserContext context) {
        context.addInitScript(PUSH_SERVICE);
        context.grantPermissions(List.of("notifications"));
        context.route("**/worker/", route -> {
            var response = route.fetch();
            Map<String, String> headers = new HashMap<>(response.headers());
            headers.merge("content-security-policy", HOSTS, (policy, more) -> policy + "; " + more);
            headers.remove("content-encoding");
            headers.remove("content-length");
            route.fulfill(new Route.FulfillOptions().setHeaders(headers).setBody(response.text()));
        });
        context.route(
                "**/api/v1/web-push",
                route -> answer(
                        route,
                        "{\"firebase\":{\"apiKey\":\"key\",\"projectId\":\"office-1\",\"appId\":\"1:2:web:3\",\"vapidKey\":\""
                                + VAPID + "\"}}"));
        context.route(
                "https://firebaseinstallations.googleapis.com/**",
                route -> answer(route, "{\"fid\":\"f\",\"authToken\":{\"token\":\"fis-token\"}}"));
        context.route(
                "https://fcmregistrations.googleapis.com/**",
                route -> answer(route, "{\"token\":\"token-of-" + WORKER + "\"}"));
    }

    @Test
    void a_browser_is_registered_by_a_click_shows_what_is_pushed_and_can_be_taken_off_again() {
        try (BrowserContext phone = browser.phone("en")) {
            setUp(phone);
            Page page = browser.signedIn(phone, "/worker/#/inbox", WORKER);
            Locator ring = page.locator(".ring");
            assertThat(ring.locator("button")).hasAttribute("aria-pressed", "false");
            Request device = page.waitForRequest(
                    request -> request.url().contains("/me/devices/")
                            && request.method().equals("PUT"),
                    () -> ring.locator("button").click());
            assertThat(device.response().status()).isEqualTo(200);
            JsonNode body = Town.read(device.postDataBuffer());
            assertThat(body.get("registrationToken").stringValue()).isEqualTo("token-of-" + WORKER);
            assertThat(body.get("platform").stringValue()).isEqualTo("WEB");
            assertThat(ring.locator("button")).hasAttribute("aria-pressed", "true");

            Request registration =
                    asked.get("https://fcmregistrations.googleapis.com/v1/projects/office-1/registrations");
            assertThat(registration.headerValue("x-goog-firebase-installations-auth"))
                    .isEqualTo("FIS fis-token");
            assertThat(registration.headerValue("x-goog-api-key")).isEqualTo("key");
            JsonNode web = Town.read(registration.postDataBuffer()).get("web");
            assertThat(web.get("endpoint").stringValue()).isEqualTo("https://push.example/true/65");
            assertThat(web.get("auth").stringValue()).isEqualTo("YXV0aA");
            assertThat(web.get("p256dh").stringValue()).isEqualTo("cDI1NmRo");
            assertThat(web.get("applicationPubKey").stringValue()).isEqualTo(VAPID);

            pushed(page, phone);
            Request gone = page.waitForRequest(
                    request -> request.url().contains("/me/devices/")
                            && request.method().equals("DELETE"),
                    () -> ring.locator("button").click());
            assertThat(gone.response().status()).isEqualTo(204);
            assertThat(ring.locator("button")).hasAttribute("aria-pressed", "false");
        }
    }

    /** The service worker gets it as the browser's push service would hand it over. */
    private static void pushed(Page page, BrowserContext context) {
        CDPSession tools = context.newCDPSession(page);
        AtomicReference<String> registration = new AtomicReference<>();
        tools.on(
                "ServiceWorker.workerRegistrationUpdated",
                event -> event.getAsJsonArray("registrations")
                        .forEach(one -> registration.set(
                                one.getAsJsonObject().get("registrationId").getAsString())));
        tools.send("ServiceWorker.enable");
        Eventually.until("the worker is active", () -> {
            page.waitForTimeout(50);
            return registration.get() != null
                    && (Boolean) page.evaluate("async () => Boolean((await navigator.serviceWorker.ready).active)");
        });
        JsonObject message = new JsonObject();
        message.addProperty("origin", page.url().replaceAll("/worker/.*", ""));
        message.addProperty("registrationId", registration.get());
        message.addProperty(
                "data",
                "{\"notification\":{\"title\":\"Dispatched to you\",\"body\":\"CX-1\"},\"data\":{\"kind\":\"CASE_DISPATCHED\",\"caseId\":\"c1\"}}");
        tools.send("ServiceWorker.deliverPushMessage", message);
        Eventually.until(
                "the notice is shown",
                () -> page.evaluate(
                                "async () => (await (await navigator.serviceWorker.ready).getNotifications()).map((one) => `${one.title} ${one.body} ${one.tag}`).join()")
                        .equals("Dispatched to you CX-1 c1"));
    }
}
