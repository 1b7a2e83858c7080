package org.wangge.features.pages;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.wangge.fixtures.Town;

/** Tests of pages: one browser for each class, which is closed after it; where there is none they are skipped. Nothing may complain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Browsing {

    Browser browser;

    @Autowired
    Town town;

    @BeforeAll
    void open(@LocalServerPort int port) {
        browser = Browser.open(port);
    }

    @BeforeEach
    void there_is_a_browser() {
        Browser.needed(browser);
    }

    @AfterEach
    void nobody_complains() {
        if (browser != null) {
            browser.hasNothingToComplain();
        }
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }
}
