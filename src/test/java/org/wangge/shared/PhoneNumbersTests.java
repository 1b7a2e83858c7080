package org.wangge.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Telephone numbers as people write them, and as others see them. */
class PhoneNumbersTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "(0816)2212345 > 0816-2212345",
                "（0816）2212345 > 0816-2212345",
                "0816—2212345 > 0816-2212345",
                "0816 221 2345 > 0816-2212345",
                "08162212345 > 0816-2212345",
                "8162212345 > 0816-2212345",
                "+86 816 2212345 > 0816-2212345",
                "0086-0816-2212345 > 0816-2212345",
                "028-82123456 > 028-82123456",
                "(010) 8212-3456 > 010-82123456",
                "0816-2212345转801 > 0816-2212345-801",
                "0816-2212345-801 > 0816-2212345-801",
                "0816-2212345 ext. 801 > 0816-2212345-801",
                "（0816）2212345＃801 > 0816-2212345-801",
                "2212345 > 2212345",
                "19900001234 > 19900001234",
                "199-0000-1234 > 19900001234",
                "199 0000 1234 > 19900001234",
                "１９９００００１２３４ > 19900001234",
                "+86 199 0000 1234 > 19900001234",
                "8619900001234 > 19900001234",
                "\u202D19900001234\u202C > 19900001234",
                "19900001234\u200B > 19900001234",
                "199\u00AD00001234 > 19900001234",
                "手机：19900001234 > 19900001234",
                "Tel. 19900001234 > 19900001234",
                "19900001234（微信同号） > 19900001234",
                "19900001234王某 > 19900001234",
                "400-820-8820 > 4008208820",
                "12345 > 12345",
                "119 > 119",
                "+852 2123 4567 > +85221234567",
                "0085221234567 > +85221234567"
            })
    void a_number_is_kept_in_one_way(String written, String kept) {
        assertThat(PhoneNumbers.read(written)).isEqualTo(new PhoneNumbers.Read(kept, ""));
        assertThat(PhoneNumbers.kept(kept)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "19900001234/19900005678 > 19900001234 > 19900005678",
                "19900001234、2212345 > 19900001234 > 2212345",
                "19900001234，0816-2212345转2 > 19900001234 > 0816-2212345转2",
                "0816-2212345 19900001234 > 0816-2212345 > 19900001234",
                "19900001234 (0816)2212345 > 19900001234 > (0816)2212345",
                "19900001234 或 19900005678 > 19900001234 > 19900005678",
                "0816-2212345转801；2212346 > 0816-2212345-801 > 2212346"
            })
    void of_two_the_first_is_kept_and_the_other_named(String written, String kept, String further) {
        assertThat(PhoneNumbers.read(written)).isEqualTo(new PhoneNumbers.Read(kept, further));
    }

    @Test
    void lines_of_a_cell_are_numbers_of_their_own() {
        assertThat(PhoneNumbers.read("19900001234\r\n19900005678"))
                .isEqualTo(new PhoneNumbers.Read("19900001234", "19900005678"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "无",
                "王某",
                "199****0001",
                "1.99E+10",
                "19900001234.0",
                "12",
                "abc19900001234",
                "#N/A",
                "1990000123456789",
                "转801"
            })
    void what_is_no_number_is_none(String written) {
        assertThat(PhoneNumbers.read(written)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "19900001234, 199****1234",
        "+86 199 0000 1234, 199****1234",
        "0816-2212345, 0816-****345",
        "(0816)2212345, 0816-****345",
        "028-82123456, 028-****456",
        "0816-2212345-801, 0816-****345",
        "2212345, ****",
        "12345, ****",
        "+85221234567, +85****4567",
        "199****1234, 199****1234"
    })
    void a_masked_number_does_not_show_its_middle(String number, String masked) {
        assertThat(PhoneNumbers.masked(number)).isEqualTo(masked);
        assertThat(PhoneNumbers.isMasked(masked)).isTrue();
    }

    @Test
    void no_number_has_no_mask() {
        assertThat(PhoneNumbers.masked(null)).isNull();
    }
}
