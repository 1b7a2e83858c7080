package org.wangge.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** The rectification notice as a page and as a PDF, over HTTP. */
@WanggeTest
@AloneInTown
class RectificationNoticeTests {

    @Autowired
    private Town town;

    private HazardStories stories;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
    }

    private JsonNode noticed() {
        JsonNode hazard = stories.found(stories.restaurant(), HazardStories.GENERAL);
        return stories.acted(WORKER, hazard, "issue-notice", Map.of());
    }

    private WebTestClient.ResponseSpec read(String user, JsonNode hazard, String language, MediaType... accepted) {
        return town.as(user)
                .get()
                .uri("/api/v1/hazards/{id}/notice", hazard.get("id").stringValue())
                .header("Accept-Language", language)
                .accept(accepted)
                .exchange();
    }

    private static byte[] bytes(WebTestClient.ResponseSpec answer) {
        byte[] body = answer.expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return body == null ? new byte[0] : body;
    }

    private static String html(WebTestClient.ResponseSpec answer) {
        answer.expectHeader().contentType("text/html;charset=UTF-8");
        return new String(bytes(answer), StandardCharsets.UTF_8);
    }

    @Test
    void the_page_says_who_must_put_what_right_until_when() {
        JsonNode hazard = noticed();

        String page = html(read(WORKER, hazard, "zh-CN", MediaType.TEXT_HTML));

        assertThat(page)
                .contains(
                        "限期整改通知书",
                        hazard.at("/notice/number").stringValue(),
                        hazard.get("number").stringValue(),
                        hazard.at("/place/name").stringValue() + "：",
                        hazard.get("itemText").stringValue(),
                        "不合格，现场无法拍照",
                        "一般事故隐患",
                        "2026年1月8日 23:59",
                        "签收人")
                .doesNotContain("重大");
        assertThat(hazard.at("/notice/url").stringValue())
                .isEqualTo("/api/v1/hazards/" + hazard.get("id").stringValue() + "/notice");
    }

    @Test
    void it_speaks_english_to_who_asks_for_english() {
        assertThat(html(read(WORKER, noticed(), "en", MediaType.ALL)))
                .contains("Rectification Notice", "General hazard", "8 January 2026");
    }

    @Test
    void the_rule_stays_chinese_on_the_letter_and_is_told_in_english_to_who_reads_the_hazard_in_english() {
        JsonNode hazard = noticed();
        assertThat(hazard.get("basis").stringValue()).isEqualTo("一般安全常识（未核实）");
        JsonNode english = Town.bodyOf(town.as(WORKER)
                .get()
                .uri("/api/v1/hazards/{id}", hazard.get("id").stringValue())
                .header("Accept-Language", "en")
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(english.get("basis").stringValue()).isEqualTo("General safety knowledge (not verified)");
        assertThat(html(read(WORKER, hazard, "en", MediaType.TEXT_HTML))).contains("一般安全常识（未核实）");
    }

    @Test
    void the_pdf_says_the_same() throws Exception {
        JsonNode hazard = noticed();

        byte[] pdf = bytes(read(WORKER, hazard, "zh-CN", MediaType.APPLICATION_PDF));

        try (PDDocument printed = Loader.loadPDF(pdf)) {
            // Glyphs that a radical and a character share are read back as the radical.
            String text = Normalizer.normalize(new PDFTextStripper().getText(printed), Normalizer.Form.NFKC);
            assertThat(text).contains(hazard.at("/notice/number").stringValue(), "限期整改通知书", "整改期限", "小餐馆");
        }
    }

    private JsonNode foundAt(String name) {
        JsonNode place = stories.restaurant(
                WORKER, name + UUID.randomUUID(), Map.of("longitude", 104.7600, "latitude", 31.4576));
        return stories.found(place, HazardStories.GENERAL);
    }

    @Test
    void a_place_with_a_rare_name_gets_its_notice_with_every_character() throws Exception {
        JsonNode hazard = foundAt("𠮷野家（𬭊记）ꆈꌠ བོད་ ئۇيغۇر");
        stories.acted(WORKER, hazard, "issue-notice", Map.of());

        byte[] pdf = bytes(read(WORKER, hazard, "zh-CN", MediaType.APPLICATION_PDF));

        try (PDDocument printed = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(printed))
                    .contains("𠮷野家", "𬭊", "ꆈꌠ")
                    .doesNotContain("#");
        }
    }

    @Test
    void a_notice_that_would_lack_a_character_is_not_issued_and_says_which_and_where() {
        JsonNode hazard = foundAt("火锅\uD83C\uDF36");

        JsonNode problem = Town.bodyOf(stories.act(WORKER, hazard, "issue-notice", Map.of())
                .expectStatus()
                .isEqualTo(422));

        assertThat(problem.get("code").stringValue()).isEqualTo("hazard.notice-unprintable");
        assertThat(problem.get("detail").stringValue()).contains("\uD83C\uDF36 (U+1F336)");
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/place/name");
        assertThat(stories.hazard(WORKER, hazard.get("id").stringValue())
                        .get("state")
                        .stringValue())
                .isEqualTo("FOUND");
    }

    private static int last(JsonNode hazard) {
        String number = hazard.at("/notice/number").stringValue();
        return Integer.parseInt(number.substring(number.lastIndexOf('-') + 1));
    }

    @Test
    void numbers_of_notices_have_no_gaps_whatever_fails_or_is_repeated_and_however_many_issue_at_once() {
        int before = last(noticed());
        JsonNode refused = stories.found(stories.restaurant(), HazardStories.GENERAL);
        stories.act(WORKER, refused, "issue-notice", Map.of("dueAt", "2020-01-01T00:00:00Z"))
                .expectStatus()
                .isEqualTo(422);
        List<JsonNode> found = IntStream.range(0, 8)
                .mapToObj(i -> stories.found(stories.restaurant(), HazardStories.GENERAL))
                .toList();
        List<Integer> numbers = found.parallelStream()
                .map(hazard -> last(stories.acted(WORKER, hazard, "issue-notice", Map.of())))
                .sorted()
                .toList();
        stories.act(WORKER, found.get(0), "issue-notice", Map.of())
                .expectStatus()
                .isEqualTo(409);
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(before + 1, before + 8).boxed().toList());
        assertThat(last(noticed())).isEqualTo(before + 9);
    }

    @Test
    void the_form_asked_for_first_is_given() {
        JsonNode hazard = noticed();
        MediaType later = MediaType.parseMediaType("application/pdf;q=0.5");

        read(WORKER, hazard, "zh-CN", later, MediaType.TEXT_HTML)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML);
        read(WORKER, hazard, "zh-CN", MediaType.APPLICATION_PDF, MediaType.ALL)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PDF);
    }

    @Test
    void an_extension_does_not_change_the_notice() {
        JsonNode hazard = noticed();
        stories.acted(
                DISPATCHER, hazard, "extend", Map.of("days", 5, "reason", Map.of("code", "OTHER", "text", "等配件")));

        assertThat(html(read(WORKER, hazard, "zh-CN", MediaType.TEXT_HTML))).contains("2026年1月8日 23:59");
    }

    @Test
    void there_is_none_before_it_is_issued_and_none_for_other_areas() {
        JsonNode found = stories.found(stories.restaurant(), HazardStories.GENERAL);

        problem(read(WORKER, found, "zh-CN", MediaType.TEXT_HTML), 404, "hazard.no-notice");
        problem(read("dispatcher-003", noticed(), "zh-CN", MediaType.APPLICATION_PDF), 404, "hazard.not-found");
        problem(read(WORKER, noticed(), "zh-CN", MediaType.APPLICATION_XML), 406, "request.not-acceptable");
    }

    private static void problem(WebTestClient.ResponseSpec answer, int status, String code) {
        assertThat(Town.bodyOf(answer.expectStatus().isEqualTo(status))
                        .get("code")
                        .stringValue())
                .isEqualTo(code);
    }
}
