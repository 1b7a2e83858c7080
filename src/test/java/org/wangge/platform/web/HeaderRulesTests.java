package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;

class HeaderRulesTests {

    /** What Spring Security asks of every name and value. */
    private static final Pattern STRICT = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

    @Test
    void every_character_is_judged_as_the_strict_firewall_judges_it() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .mapToObj(character -> "a" + Character.toString(character) + "z")
                .forEach(text -> assertThat(HeaderRules.isPlain(text))
                        .as(() -> "U+%X".formatted(text.codePointAt(1)))
                        .isEqualTo(STRICT.matcher(text).matches()));
    }

    @Test
    void a_header_that_is_absent_hides_nothing() {
        assertThat(HeaderRules.isPlain(null)).isTrue();
    }

    private static @Nullable Authentication tokenOf(String authorization) {
        return HeaderRules.bearerToken(MockServerWebExchange.from(
                        MockServerHttpRequest.get("/").header(HttpHeaders.AUTHORIZATION, authorization)))
                .block();
    }

    @ParameterizedTest
    @CsvSource({"Bearer abc.def.ghi", "bearer abc.def.ghi", "BEARER   abc.def.ghi"})
    void a_token_is_read_whatever_the_case_of_its_scheme(String authorization) {
        assertThat(tokenOf(authorization))
                .extracting(Authentication::getCredentials)
                .isEqualTo("abc.def.ghi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer    ", "Basic abc", "abc.def.ghi", "Bearerabc"})
    void anything_else_is_no_token(String authorization) {
        assertThat(tokenOf(authorization)).isNull();
    }
}
