package org.wangge.savedview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Views of the queue under a name. */
@WanggeTest
class SavedViewsApiTests {

    private static final String OFFICE = "510703011";
    private static final String QUERY = "queue=to-dispatch&category=G0201,G0202&q=%E5%99%AA%E5%A3%B0";

    @Autowired
    private Town town;

    private final String mark = "视图" + UUID.randomUUID();

    private String person(String role, String scope) {
        return Hiring.hire(town, role, scope);
    }

    private ResponseSpec put(String user, String list, UUID id, Object body) {
        return town.as(user)
                .put()
                .uri("/api/v1/desk/views/" + list + "/" + id)
                .bodyValue(body)
                .exchange();
    }

    private static Map<String, String> view(String name, String query) {
        return Map.of("name", name, "query", query);
    }

    private List<JsonNode> seen(String user) {
        return town.get(user, "/api/v1/desk/views").get("items").valueStream().toList();
    }

    private List<String> names(String user) {
        return seen(user).stream().map(one -> one.get("name").stringValue()).toList();
    }

    private List<JsonNode> own(String user) {
        return seen(user).stream().filter(one -> one.get("desk").isNull()).toList();
    }

    @Test
    void ones_own_are_kept_changed_and_taken_away_and_nobody_else_sees_them() {
        String one = person("HANDLER", "510703/" + OFFICE);
        String other = person("HANDLER", "510703/" + OFFICE);
        UUID id = UUID.randomUUID();
        JsonNode made = Town.bodyOf(
                put(one, "own", id, view(mark, "?" + QUERY)).expectStatus().isOk());
        assertThat(made.get("query").stringValue()).isEqualTo(QUERY);
        assertThat(made.get("desk").isNull()).isTrue();
        put(one, "own", UUID.randomUUID(), view("后来的", "")).expectStatus().isOk();
        put(one, "own", id, view(mark + "改", QUERY)).expectStatus().isOk();
        assertThat(own(one)).extracting(view -> view.get("name").stringValue()).containsExactly(mark + "改", "后来的");
        assertThat(names(other)).doesNotContain(mark + "改");

        put(other, "own", id, view("我的", "")).expectStatus().isOk();
        for (int time = 0; time < 2; time++) {
            town.as(other)
                    .delete()
                    .uri("/api/v1/desk/views/own/" + id)
                    .exchange()
                    .expectStatus()
                    .isNoContent();
        }
        assertThat(names(one)).contains(mark + "改");
    }

    @Test
    void those_of_an_office_are_seen_by_all_of_it_and_by_no_other() {
        String dispatcher = person("DISPATCHER", "510703/" + OFFICE);
        UUID id = UUID.randomUUID();
        put(dispatcher, "of/" + OFFICE, id, view(mark, QUERY)).expectStatus().isOk();
        String admin = person("ADMIN", "510703/" + OFFICE);
        put(admin, "of/" + OFFICE, UUID.randomUUID(), view(mark + "二", QUERY))
                .expectStatus()
                .isOk();
        for (String role : List.of("GRID_WORKER", "HANDLER", "SUPERVISOR")) {
            String reader = person(role, "510703/" + OFFICE);
            assertThat(names(reader)).as(role).contains(mark, mark + "二");
            assertThat(seen(reader))
                    .filteredOn(one -> one.get("name").stringValue().equals(mark))
                    .allMatch(one -> one.get("desk").stringValue().equals(OFFICE));
            put(reader, "of/" + OFFICE, id, view("别的", "")).expectStatus().isForbidden();
        }
        String stranger = person("DISPATCHER", "510703/510703012");
        assertThat(names(stranger)).doesNotContain(mark);
        put(stranger, "of/" + OFFICE, id, view("别的", "")).expectStatus().isNotFound();
        String district = person("DISPATCHER", "510703");
        assertThat(names(district)).doesNotContain(mark);
        put(district, "of/" + OFFICE, id, view("别的", "")).expectStatus().isNotFound();
        put(district, "of/510703", id, view(mark + "区", "")).expectStatus().isOk();
        assertThat(names(person("SUPERVISOR", "510703"))).contains(mark + "区");
        assertThat(names(dispatcher)).doesNotContain(mark + "区");
    }

    @ParameterizedTest
    @CsvSource({
        "queue=all&case=1, saved-view.unknown-filter",
        "waiting=FILING, saved-view.unknown-filter",
        "%71=x, saved-view.unknown-filter",
        "q=a&q=b, field.twice",
        "q=%zz, field.form"
    })
    void what_no_address_of_the_queue_has_is_refused(String query, String code) {
        JsonNode problem =
                Town.bodyOf(put(person("HANDLER", "510703/" + OFFICE), "own", UUID.randomUUID(), view(mark, query))
                        .expectStatus()
                        .isEqualTo(422));
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/query");
        assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo(code);
    }

    @Test
    void names_have_one_to_forty_characters_and_queries_two_thousand() {
        String person = person("HANDLER", "510703/" + OFFICE);
        put(person, "own", UUID.randomUUID(), view("字".repeat(40), "q=" + "x".repeat(1998)))
                .expectStatus()
                .isOk();
        for (Map<String, String> wrong : List.of(
                view("字".repeat(41), ""), view(" ", ""), view(mark, "q=" + "x".repeat(1999)), Map.of("name", mark))) {
            put(person, "own", UUID.randomUUID(), wrong).expectStatus().isEqualTo(422);
        }
        put(person, "own", UUID.randomUUID(), Map.of("name", mark, "query", "", "more", 1))
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void there_are_fifty_also_when_all_come_at_once() {
        String person = person("HANDLER", "510703/" + OFFICE);
        town.token(person);
        List<Integer> answers = Flux.fromStream(IntStream.range(0, 60).boxed())
                .flatMap(
                        n -> Mono.fromCallable(() -> put(person, "own", UUID.randomUUID(), view("第" + n, ""))
                                        .returnResult(Void.class)
                                        .getStatus()
                                        .value())
                                .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .collectList()
                .block();
        assertThat(answers).hasSize(60).containsOnly(200, 422);
        assertThat(own(person)).hasSize(50);
        UUID present = UUID.fromString(own(person).get(0).get("id").stringValue());
        put(person, "own", present, view("改名", "")).expectStatus().isOk();
        assertThat(own(person)).hasSize(50);
        assertThat(names(person)).contains("改名");
    }
}
