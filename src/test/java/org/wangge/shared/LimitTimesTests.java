package org.wangge.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTimesTests {

    @ParameterizedTest
    @CsvSource({
        "15, URGENT_MINUTE, 0.5,   8, URGENT_MINUTE",
        "15, URGENT_MINUTE, 0.01,  1, URGENT_MINUTE",
        " 2, URGENT_HOUR,   0.5,   1, URGENT_HOUR",
        " 1, URGENT_HOUR,   0.5,  30, URGENT_MINUTE",
        " 5, WORK_DAY,      0.5,  20, WORK_HOUR",
        " 4, WORK_DAY,      2,     8, WORK_DAY",
        " 3, WORK_HOUR,     0.5,   2, WORK_HOUR",
        " 1, NATURAL_DAY,   0.01, 15, URGENT_MINUTE",
        " 1, NATURAL_DAY,   1,     1, NATURAL_DAY",
        "3650, NATURAL_DAY, 10, 3650, NATURAL_DAY"
    })
    void what_is_no_whole_number_is_said_in_a_smaller_unit(
            int amount, LimitKind kind, double factor, int expected, LimitKind in) {
        assertThat(new Limit(amount, kind).times(factor)).isEqualTo(new Limit(expected, in));
    }
}
