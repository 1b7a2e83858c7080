package org.wangge.seeding;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.wangge.embedded.StoreSettings;
import org.wangge.grid.GridCells;

/** Says once, when all is ready, where to go and with what. */
@Component
class StartBanner {

    private static final Logger log = LoggerFactory.getLogger(StartBanner.class);

    private final Seeding seeding;
    private final StoreSettings store;
    private final GridCells grids;
    private final Environment environment;
    private volatile int port;

    StartBanner(Seeding seeding, StoreSettings store, GridCells grids, Environment environment) {
        this.seeding = seeding;
        this.store = store;
        this.grids = grids;
        this.environment = environment;
    }

    @EventListener
    void note(WebServerInitializedEvent opened) {
        if (!"management".equals(opened.getApplicationContext().getServerNamespace())) {
            port = opened.getWebServer().getPort();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void say() {
        String rule = "-".repeat(78);
        StringBuilder block = new StringBuilder("ready\n").append(rule).append('\n');
        line(block, "Wangge 网格", "http://localhost:" + port + "/   (the desk; contract: /docs)");
        line(
                block,
                "store",
                store.external()
                        ? "MongoDB"
                        : "embedded, in " + store.dataDir().toAbsolutePath().normalize());
        line(
                block,
                "grid",
                grids.revision() > 0
                        ? "revision " + grids.revision()
                        : "none: not ready until there is an area (WANGGE_SEED=district loads Fucheng)");
        if (seeding.extent() == SeedingSettings.Extent.DEMO) {
            line(block, "accounts", "admin, district, and for each sub-district NNN of Fucheng (001, 003 …):");
            line(block, "", "dispatcher-NNN, handler-NNN, worker-NNN-1, worker-NNN-2");
            line(block, "password", password());
        }
        if (!seeding.hasAccounts()) {
            line(
                    block,
                    "accounts",
                    "none: nobody can sign in yet. Start once more with WANGGE_ADMIN_PASSWORD set to a");
            line(block, "", "password of at least 8 characters: it makes the account admin, who makes the others");
            line(block, "", "(WANGGE_ADMIN_DISTRICT is the code of the district, 510703 unless set)");
        }
        String credentials = environment.getProperty("wangge.notification.fcm-credentials", "");
        line(block, "push", credentials.isBlank() ? "off (no WANGGE_FCM_CREDENTIALS); the inbox works" : "on");
        log.info("{}{}", block, rule);
    }

    private String password() {
        if (seeding.passwordIsGiven()) {
            return "as set in WANGGE_DEMO_PASSWORD";
        }
        String made = seeding.passwordToShow();
        return made == null
                ? "as shown at the first start (set WANGGE_DEMO_PASSWORD for another)"
                : made + "   (made now, shown only this once)";
    }

    private static void line(StringBuilder block, String name, String value) {
        block.append(String.format("%-12s %s%n", name, value));
    }
}
