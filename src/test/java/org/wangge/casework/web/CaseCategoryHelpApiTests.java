package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.Counted;
import tools.jackson.databind.JsonNode;

/** Words of a report help to choose its category, and never keep anybody from filing it. */
@WanggeTest
@AloneInTown
class CaseCategoryHelpApiTests {

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    @Autowired
    private List<Counted> counts;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private JsonNode reported(String category, String description) {
        Map<String, Object> report = CaseStories.lockedExit(description);
        report.put("categoryCode", category);
        return Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
    }

    private static List<String> codes(JsonNode list) {
        return list.valueStream().map(one -> one.get("code").stringValue()).toList();
    }

    private JsonNode suggested(String text, String language) {
        return Town.bodyOf(town.as(WORKER)
                .post()
                .uri("/api/v1/categories/suggest")
                .header("Accept-Language", language)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("text", text))
                .exchange()
                .expectStatus()
                .isOk());
    }

    @Test
    void words_suggest_categories_with_why_in_the_reader_s_language() {
        JsonNode chinese = suggested("小区门口垃圾桶满了，地上一堆垃圾", "zh-CN");
        assertThat(codes(chinese.get("items"))).startsWith("E06042");
        assertThat(chinese.at("/items/0/name").stringValue()).isEqualTo("垃圾站（箱）满溢");
        assertThat(chinese.at("/items/0/reasons").valueStream())
                .anySatisfy(
                        reason -> assertThat(reason.get("text").stringValue()).isEqualTo("描述中提到“桶…满”"));
        assertThat(codes(chinese.at("/confusable/0/categories"))).containsExactly("E06010", "E06042");
        JsonNode english = suggested("小区门口垃圾桶满了，地上一堆垃圾", "en");
        assertThat(english.at("/items/0/name").stringValue()).isEqualTo("Overflowing bin or station");
        assertThat(english.at("/confusable/0/rule").stringValue()).startsWith("Waste above the rim");
        assertThat(suggested("请处理", "zh-CN").get("items")).isEmpty();
    }

    private static final String WORDS = "/api/v1/categories/G0203/words";

    private WebTestClient.ResponseSpec put(String user, String path, Object body, Long seen) {
        return town.as(user)
                .put()
                .uri(path)
                .headers(headers -> {
                    if (seen != null) {
                        headers.add("If-Match", "\"" + seen + "\"");
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static Map<String, Object> word(String word, int weight) {
        return Map.of("word", word, "weight", weight);
    }

    @Test
    void whoever_administers_sets_the_words_of_a_category_and_they_suggest_it_at_once() {
        JsonNode seeded = town.get(WORKER, WORDS);
        assertThat(seeded.get("version").longValue()).isZero();
        Map<String, Object> body =
                Map.of("words", List.of(word("油罐.车+乱停", 5), word("$占道", 1)), "exclusions", List.of(word("油漆", 5)));
        JsonNode set = Town.bodyOf(put("admin", WORDS, body, 0L).expectStatus().isOk());
        assertThat(set.get("version").longValue()).isEqualTo(1);
        assertThat(codes(suggested("门口油罐.车又乱停了", "zh-CN").get("items"))).startsWith("G0203");
        assertThat(codes(suggested("油漆桶油罐.车乱停", "zh-CN").get("items"))).doesNotContain("G0203");
        assertThat(Town.bodyOf(put("admin", WORDS, set, null).expectStatus().isOk()))
                .as("the same again")
                .isEqualTo(set);
        JsonNode stale = Town.bodyOf(put("admin", WORDS, Map.of("words", List.of()), 0L)
                .expectStatus()
                .isEqualTo(412));
        assertThat(stale.get("code").stringValue()).isEqualTo("category.stale");
        assertThat(town.get(HANDLER, WORDS)).isEqualTo(set);
        put("admin", WORDS, seeded, 1L).expectStatus().isOk();
    }

    @Test
    void words_that_say_nothing_are_told_one_by_one() {
        JsonNode problem = Town.bodyOf(put(
                        "admin",
                        WORDS,
                        Map.of(
                                "words", List.of(word("井盖+", 1), word("ＡＢ", 2), word("好", 3)),
                                "exclusions", List.of(word("ab", 1))),
                        null)
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("category.invalid");
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(one -> one.get("pointer").stringValue() + " "
                                + one.get("code").stringValue()))
                .containsExactly("/words/0/word category.word-invalid", "/exclusions/0/word category.word-twice");
        put("admin", "/api/v1/categories/G9998/words", Map.of("words", List.of()), null)
                .expectStatus()
                .isNotFound();
        put(DISPATCHER, WORDS, Map.of("words", List.of()), null).expectStatus().isForbidden();
    }

    @Test
    void without_words_a_suggestion_is_refused() {
        JsonNode problem = Town.bodyOf(town.as(WORKER)
                .post()
                .uri("/api/v1/categories/suggest")
                .header(ContractCheck.ON_PURPOSE, "1")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of())
                .exchange()
                .expectStatus()
                .is4xxClientError());
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/text");
    }

    @Test
    void a_report_without_a_category_comes_with_suggestions_until_it_has_one() {
        JsonNode file = reported(null, "单元楼安全出口上锁");
        JsonNode seen = town.get(DISPATCHER, CaseStories.path(file));
        assertThat(codes(seen.get("suggestions"))).startsWith("G0201");
        assertThat(codes(seen.get("unclear"))).contains("NO_CATEGORY");
        JsonNode filed = stories.acted(DISPATCHER, file, "file", Map.of("categoryCode", "G0201", "conditionSeq", 1));
        assertThat(filed.get("suggestions")).isEmpty();
        assertThat(filed.get("warnings")).isEmpty();
        assertThat(codes(filed.get("unclear"))).doesNotContain("NO_CATEGORY");
    }

    @Test
    void filing_against_the_words_is_done_and_warned_of_once() {
        JsonNode file = reported("G0201", "餐馆燃气软管老化");
        JsonNode filed = stories.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1));
        assertThat(filed.get("state").stringValue()).isEqualTo("FILED");
        assertThat(codes(filed.get("warnings"))).containsExactly("LOOKS_LIKE_ANOTHER");
        assertThat(filed.at("/warnings/0/text").stringValue()).contains("用气安全隐患", "G0204");
        assertThat(town.get(DISPATCHER, CaseStories.path(file)).get("warnings")).isEmpty();
        JsonNode again = stories.acted(
                DISPATCHER,
                filed,
                "refile",
                Map.of(
                        "categoryCode",
                        "G0204",
                        "conditionSeq",
                        1,
                        "reason",
                        Map.of("code", refileReason(), "text", "类别错了")));
        assertThat(again.get("warnings")).isEmpty();
    }

    private String refileReason() {
        return town.get(DISPATCHER, "/api/v1/reasons/refile")
                .at("/codes/0/code")
                .stringValue();
    }

    @Test
    void what_is_unclear_is_one_list_with_reasons_the_oldest_first() {
        String mark = "w" + UUID.randomUUID().toString().substring(0, 8);
        JsonNode first = reported(null, mark);
        JsonNode second = reported("NO-SUCH", mark);
        JsonNode clear = reported("G0201", mark);
        String q = "&sort=reportedAt&q=" + mark;
        assertThat(ids("unclear=true" + q)).containsExactly(id(first), id(second));
        assertThat(ids("unclear=NO_CATEGORY" + q)).containsExactly(id(first), id(second));
        assertThat(ids("unclear=NO_CATEGORY&unclear=BORDER" + q)).hasSize(2);
        assertThat(ids("unclear=LAST_ROW,HOSTED_DISPUTE" + q, true)).isEmpty();
        assertThat(clear.get("unclear")).isEmpty();
        assertThat(first.at("/unclear/0/text").stringValue()).isEqualTo("尚未确定类别。");
        clock.advance(Duration.ofHours(2));
        assertThat(counted("wangge.cases.unclear")).isGreaterThanOrEqualTo(2);
        assertThat(counted("wangge.cases.unclear.age")).isGreaterThanOrEqualTo(7200);
        stories.acted(DISPATCHER, first, "file", Map.of("categoryCode", "G0201", "conditionSeq", 1));
        stories.acted(DISPATCHER, second, "decline", CaseStories.because("UNTRUE", "不属实"));
        assertThat(ids("unclear=true" + q)).isEmpty();
    }

    @Test
    void a_report_near_a_border_is_unclear_until_it_is_filed() {
        String mark = "w" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> report = CaseStories.lockedExit(mark);
        report.put("position", Map.of("longitude", 104.7600, "latitude", 31.4576, "accuracyMetres", 400));
        JsonNode file = Town.bodyOf(stories.report(WORKER, report, UUID.randomUUID()));
        assertThat(file.at("/routing/neighbours")).isNotEmpty();
        assertThat(codes(file.get("unclear"))).containsExactly("BORDER");
        assertThat(ids("unclear=BORDER&q=" + mark)).containsExactly(id(file));
        JsonNode filed = stories.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1));
        assertThat(filed.get("unclear")).isEmpty();
        assertThat(ids("unclear=BORDER&q=" + mark)).isEmpty();
    }

    @Test
    void a_reason_that_nobody_knows_is_refused_by_name() {
        JsonNode problem = Town.bodyOf(town.as(HANDLER)
                .get()
                .uri("/api/v1/cases?unclear=MAYBE")
                .header(ContractCheck.ON_PURPOSE, "1")
                .exchange()
                .expectStatus()
                .isBadRequest());
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("unclear");
    }

    private long counted(String gauge) {
        return Awaited.value(counts.stream()
                .filter(one -> one.gauge().equals(gauge))
                .findFirst()
                .orElseThrow()
                .count(clock.instant()));
    }

    private List<String> ids(String query) {
        return ids(query, false);
    }

    private List<String> ids(String query, boolean withCommas) {
        var request = town.as(DISPATCHER).get().uri("/api/v1/cases?limit=200&" + query);
        if (withCommas) {
            request.header(ContractCheck.ON_PURPOSE, "1");
        }
        return Town.bodyOf(request.exchange().expectStatus().isOk())
                .get("items")
                .valueStream()
                .map(CaseCategoryHelpApiTests::id)
                .toList();
    }

    private static String id(JsonNode file) {
        return file.get("id").stringValue();
    }
}
