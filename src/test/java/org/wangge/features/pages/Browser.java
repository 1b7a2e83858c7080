package org.wangge.features.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;
import org.wangge.fixtures.WanggeTestConfiguration;

/** The Chromium of this machine. Each person has a context, which is a browser of its own; all they complain about is kept. */
final class Browser implements AutoCloseable {

    private static final double PATIENCE_MS = 20_000;
    private static final String NONE =
            "No browser for the tests of the pages, which are skipped: install Debian's package chromium, or name a Chromium in WANGGE_TEST_BROWSER";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String address;
    private final List<String> complaints = new ArrayList<>();

    private Browser(Path program, int port) {
        // It has its own browsers downloaded otherwise.
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        address = "http://localhost:" + port;
    }

    /** Null where there is none. The log says so, because a build shows no reasons of what it skips. */
    static @Nullable Browser open(int port) {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            LoggerFactory.getLogger(Browser.class).warn(NONE);
        }
        return program.map(found -> new Browser(found, port)).orElse(null);
    }

    /** Skips the test where there is none. */
    static void needed(@Nullable Browser browser) {
        Assumptions.assumeTrue(browser != null, NONE);
    }

    private static Optional<Path> program() {
        String named = System.getenv("WANGGE_TEST_BROWSER");
        Stream<Path> places = named != null
                ? Stream.of(Path.of(named))
                : Stream.of(System.getenv("PATH").split(":"))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return places.filter(Files::isExecutable).findFirst();
    }

    private BrowserContext context(com.microsoft.playwright.Browser.NewContextOptions options) {
        BrowserContext context = chromium.newContext(options.setTimezoneId("Asia/Shanghai"));
        context.setDefaultTimeout(PATIENCE_MS);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isNetwork(message.text())) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        return context;
    }

    /** Chromium writes a line for each answer that is no success, also for those that a page asked for and explains. */
    private static boolean isNetwork(String text) {
        return text.startsWith("Failed to load resource");
    }

    BrowserContext desk(String language) {
        return context(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1366, 768)
                .setLocale(language));
    }

    BrowserContext phone(String language) {
        return context(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setLocale(language));
    }

    BrowserContext dark(String language) {
        return context(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setColorScheme(ColorScheme.DARK)
                .setLocale(language));
    }

    /** A page of that address with this person signed in. */
    Page signedIn(BrowserContext context, String path, String username) {
        Page page = context.newPage();
        page.navigate(address + path);
        signIn(page, username);
        return page;
    }

    Page visited(BrowserContext context, String path) {
        Page page = context.newPage();
        page.navigate(address + path);
        return page;
    }

    static void signIn(Page page, String username) {
        if (page.locator("[name=username]").getAttribute("readonly") == null) {
            page.locator("[name=username]").fill(username);
        }
        page.locator("[name=password]").fill(WanggeTestConfiguration.PASSWORD);
        page.locator("form:has([name=password]) button.main").click();
    }

    /** Neither an error on a console nor a line that the policy refused. */
    void hasNothingToComplain() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
