package org.wangge.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as people type them. */
class DecimalsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "80 > 80",
                "80.5 > 80.5",
                "80,5 > 80.5",
                "８０．５ > 80.5",
                "104.760 > 104.76",
                "104,7607 > 104.7607",
                "1,234.5 > 1234.5",
                "1.234,5 > 1234.5",
                "1,234,567 > 1234567",
                "1.234.567 > 1234567",
                "12,345,678.25 > 12345678.25",
                "-3 > -3",
                "−3 > -3",
                "007 > 7"
            })
    void a_number_is_read_by_one_rule(String text, double number) {
        assertThat(Decimals.read(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80d",
                "80f",
                "0x50p0",
                "0x50",
                "1e3",
                "NaN",
                "Infinity",
                "80%",
                "¥80",
                "80㎡",
                "八十",
                "1,23,4",
                "1.2.3",
                "12,34.5",
                ".5",
                "5.",
                "",
                "--3",
                "1 2",
                "1234567890123456"
            })
    void nothing_else_is_a_number(String text) {
        assertThatThrownBy(() -> Decimals.read(text)).isInstanceOf(NumberFormatException.class);
        assertThat(Decimals.isUnclear(text)).isFalse();
    }

    @Test
    void a_comma_before_three_digits_is_unclear() {
        assertThat(Decimals.isUnclear("1,234")).isTrue();
        assertThat(Decimals.isUnclear("104,760")).isTrue();
        assertThatThrownBy(() -> Decimals.read("1,234")).isInstanceOf(NumberFormatException.class);
    }
}
