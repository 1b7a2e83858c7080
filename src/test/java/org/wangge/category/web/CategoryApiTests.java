package org.wangge.category.web;

import static org.wangge.fixtures.Awaited.done;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.category.Categories;
import org.wangge.category.CategoryStories;
import org.wangge.fixtures.ControllerClient;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.Directory;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;

class CategoryApiTests {

    private static final String BODY = """
            {"group":{"zh":"社会治理/安全隐患"},"names":{"zh":"新的类别","en":"New"},"defaultLimit":{"amount":15,"kind":"URGENT_MINUTE"},
             "conditions":[{"seq":1,"condition":{"zh":"发现"},"limit":{"amount":1,"kind":"WORK_DAY"},"closingStandard":{"zh":"处理"}}]}
            """;

    private final TestStore store = TestStore.open();
    private final Categories categories = CategoryStories.over(store);
    private Actor actor = Directory.actor(Directory.DISTRICT, Permission.REFERENCE_EDIT);
    private final WebTestClient client = ControllerClient.of(
            () -> actor, List.of(new CategoryController(categories, CategoryStories.help(categories))));

    {
        done(categories.introduce(List.of(
                CategoryStories.category("C01001", "部件"),
                CategoryStories.category("G0201", "通道", CategoryStories.condition(1, "堵塞")),
                CategoryStories.category("G0202", "消防"))));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyone_reads_categories_by_kind_and_page() {
        actor = Directory.actor(Directory.DISTRICT);
        get("/api/v1/categories?kind=GOVERNANCE&limit=1&count=true", 200)
                .jsonPath("$.items[0].code")
                .isEqualTo("G0201")
                .jsonPath("$.items[0].kind")
                .isEqualTo("GOVERNANCE")
                .jsonPath("$.total")
                .isEqualTo(2)
                .jsonPath("$.nextCursor")
                .value(
                        String.class,
                        cursor -> get("/api/v1/categories?kind=GOVERNANCE&limit=1&cursor=" + cursor, 200)
                                .jsonPath("$.items[0].code")
                                .isEqualTo("G0202")
                                .jsonPath("$.nextCursor")
                                .isEmpty());
        get("/api/v1/categories/G0201", 200)
                .jsonPath("$.defaultLimit.amount")
                .isEqualTo(2)
                .jsonPath("$.defaultLimit.kind")
                .isEqualTo("URGENT_HOUR")
                .jsonPath("$.conditions[0].seq")
                .isEqualTo(1)
                .jsonPath("$.conditions[0].condition")
                .isEqualTo("堵塞")
                .jsonPath("$.conditions[0].closingStandards.en")
                .isEqualTo("Back to normal");
        get("/api/v1/categories/G0999", ControllerClient.REFUSED)
                .jsonPath("$.code")
                .isEqualTo("category.not-found");
        put("G0203", BODY, null, ControllerClient.REFUSED).jsonPath("$.code").isEqualTo("access.forbidden");
    }

    @Test
    void a_category_is_added_and_changed_by_its_version() {
        put("G0203", BODY, null, 200)
                .jsonPath("$.version")
                .isEqualTo(1)
                .jsonPath("$.defaultLimit.kind")
                .isEqualTo("URGENT_MINUTE");
        put("G0203", BODY.replace("新的", "改的"), "\"1\"", 200)
                .jsonPath("$.version")
                .isEqualTo(2);
        put("G0203", BODY, "\"1\"", ControllerClient.REFUSED).jsonPath("$.code").isEqualTo("category.stale");
        put("G0203", BODY.replace("\"seq\":1", "\"seq\":2"), null, 200)
                .jsonPath("$.conditions.length()")
                .isEqualTo(2)
                .jsonPath("$.conditions[0].retired")
                .isEqualTo(true)
                .jsonPath("$.conditions[1].retired")
                .isEqualTo(false);
        put("X", BODY, null, ControllerClient.REFUSED).jsonPath("$.pointers[0]").isEqualTo("/code");
    }

    @Test
    void a_body_that_misses_what_it_needs_is_not_taken() {
        put("G0203", "{}", null, 400);
        put("G0203", BODY.replace("\"amount\":15", "\"amount\":0"), null, 400);
    }

    private WebTestClient.BodyContentSpec get(String path, int status) {
        return client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    private WebTestClient.BodyContentSpec put(String code, String body, @Nullable String ifMatch, int status) {
        return client.put()
                .uri("/api/v1/categories/" + code)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (ifMatch != null) {
                        headers.set("If-Match", ifMatch);
                    }
                })
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }
}
