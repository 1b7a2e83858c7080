package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Without tiles the map asks nobody for pictures, and the page may not. */
@WanggeTest
class MapTilesApiTests {

    @Autowired
    private Town town;

    @Test
    void an_installation_without_tiles_says_so() {
        JsonNode tiles = Town.bodyOf(
                town.as("dispatcher-001").get().uri("/api/v1/map-tiles").exchange());
        assertThat(tiles.get("url").isNull()).isTrue();
        assertThat(tiles.get("datum").stringValue()).isEqualTo("WGS84");
    }

    @Test
    void whoever_is_not_signed_in_is_not_told() {
        town.anybody().get().uri("/api/v1/map-tiles").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void the_page_may_show_pictures_of_this_server_only() {
        town.anybody()
                .get()
                .uri("/")
                .exchange()
                .expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy).contains("img-src 'self' data: blob:;"));
    }

    @Test
    void an_installation_without_firebase_offers_no_pushes_and_the_page_talks_to_this_server_only() {
        JsonNode push = Town.bodyOf(
                town.as("worker-001-1").get().uri("/api/v1/web-push").exchange());
        assertThat(push.get("firebase").isNull()).isTrue();
        town.anybody()
                .get()
                .uri("/worker/")
                .exchange()
                .expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy).doesNotContain("connect-src"));
    }
}
