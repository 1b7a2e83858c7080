package org.wangge.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTests {

    @ParameterizedTest
    @CsvSource({"NOT_OURS, NOT_OURS", "not-ours, NOT_OURS", "Not.Ours, NOT_OURS", "r2, R2", "no room, NO ROOM", "ß, ß"})
    void codes_are_kept_in_one_way_so_that_they_can_be_counted(String given, String kept) {
        assertThat(new Reason(given, null).code()).isEqualTo(kept);
        assertThat(new Reason(kept, null).code()).isEqualTo(kept);
    }

    @Test
    void a_body_is_a_reason_by_its_name_or_by_itself() {
        Reason reason = new Reason("NOT_OURS", "不归我们");
        assertThat(new Reason.Body(reason, null, null).given()).isEqualTo(reason);
        assertThat(new Reason.Body(null, "not-ours", "不归我们").given()).isEqualTo(reason);
        assertThat(new Reason.Body(null, null, null).givenOrNull()).isNull();
    }

    @Test
    void an_item_comes_with_its_reason_and_changes_no_text_of_those_without() {
        Reason reason = new Reason("NOT_ON_DUTY_LIST", null, "G0213");
        assertThat(new Reason.Body(null, "not-on-duty-list", null, "G0213").given())
                .isEqualTo(reason);
        assertThat(pointer(new Reason.Body(reason, null, null, "G0213"))).isEqualTo("/item");
        assertThat(pointer(new Reason.Body(null, null, null, "G0213"))).isEqualTo("/code");
        assertThat(reason.about("G0201")).isEqualTo(reason);
        assertThat(new Reason("X", "y").about("G0201").item()).isEqualTo("G0201");
        // Hashes of timelines and operations of earlier versions are made of this text.
        assertThat(new Reason("X", "y")).hasToString("Reason[code=X, text=y]");
        assertThat(reason).hasToString("Reason[code=NOT_ON_DUTY_LIST, text=null, item=G0213]");
    }

    @Test
    void not_both_and_not_half_of_one() {
        Reason reason = new Reason("NOT_OURS", null);
        assertThat(pointer(new Reason.Body(reason, "NOT_OURS", null))).isEqualTo("/code");
        assertThat(pointer(new Reason.Body(reason, null, "x"))).isEqualTo("/text");
        assertThat(pointer(new Reason.Body(null, null, "x"))).isEqualTo("/code");
        assertThat(pointer(new Reason.Body(null, null, null))).isEqualTo("/reason");
    }

    private static String pointer(Reason.Body body) {
        return assertThatExceptionOfType(Refused.class)
                .isThrownBy(body::given)
                .actual()
                .refusal()
                .faults()
                .get(0)
                .pointer();
    }
}
