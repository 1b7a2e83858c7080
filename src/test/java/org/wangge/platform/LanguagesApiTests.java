package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Phones ask for Chinese in many ways; none of them is English; whoever asks for neither language gets English. */
@WanggeTest
class LanguagesApiTests {

    @Autowired
    private Town town;

    private JsonNode category(String languages) {
        return Town.read(town.as("worker-001-1")
                .get()
                .uri("/api/v1/categories/G0201")
                .header(HttpHeaders.ACCEPT_LANGUAGE, languages)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
    }

    private String title(String languages, String contentLanguage) {
        return Town.bodyOf(town.as("worker-001-1")
                        .get()
                        .uri("/api/v1/categories/X9999")
                        .header(HttpHeaders.ACCEPT_LANGUAGE, languages)
                        .exchange()
                        .expectStatus()
                        .isNotFound()
                        .expectHeader()
                        .valueEquals(HttpHeaders.CONTENT_LANGUAGE, contentLanguage))
                .get("title")
                .stringValue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zh",
                "zh-CN",
                "zh-CN,en;q=0.9",
                "zh,en;q=0.5",
                "zh-Hans-CN,en;q=0.9",
                "zh-Hans-CN;q=1, en-CN;q=0.9",
                "zh-TW,zh;q=0.9,en;q=0.8",
                "zh-HK, en-GB;q=0.1",
                "yue-Hant-HK",
                "zh_CN",
                "ZH-cn",
                "zh,en",
                "fr,zh;q=0.5",
                "en;q=0.5,zh",
                "en;q=0.1,zh;q=0.2",
                "*",
                "*,en;q=0.5",
                "*;q=0.1,zh;q=0.5",
                "en;q=0",
                "-",
                "\u2603",
                ";;q=,,=",
                "en;q=much",
                "1234567890"
            })
    void chinese_in_every_spelling_is_chinese(String languages) {
        assertThat(category(languages).get("name").stringValue()).matches("\\p{IsHan}+");
        assertThat(title(languages, "zh-CN")).containsPattern("\\p{IsHan}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en",
                "en-US",
                "en-GB,en;q=0.9,zh-CN;q=0.8",
                "en-US,zh;q=0.5",
                "en,zh",
                "EN",
                "fr",
                "fr-CA,fr;q=0.9",
                "fr,de;q=0.5,en;q=0.1",
                "ja",
                "bo-CN",
                "zh;q=0",
                "zh;q=0,*",
                "zh;q=0.1,en;q=0.2",
                "fr,*;q=0.1",
                "-,en"
            })
    void english_is_english(String languages) {
        assertThat(category(languages).get("name").stringValue()).matches("[ -~]+");
        assertThat(title(languages, "en")).matches("[ -~]+");
    }

    @Test
    void who_asks_for_no_language_is_of_the_district() {
        JsonNode category = town.get("worker-001-1", "/api/v1/categories/G0201");
        assertThat(category.get("name").stringValue()).matches("\\p{IsHan}+");
    }
}
