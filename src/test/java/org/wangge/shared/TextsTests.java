package org.wangge.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts made one way. */
class TextsTests {

    @Test
    void a_line_has_no_control_characters_and_no_line_ends() {
        assertThat(Texts.clean("控制\u0000店")).isEqualTo("控制店");
        assertThat(Texts.clean("路\u000B1\r\n号\t东\u2028西\u0085南")).isEqualTo("路 1 号 东 西 南");
        assertThat(Texts.clean("\uFEFFG0201\r\n")).isEqualTo("G0201");
        assertThat(Texts.clean("a\uFFFEb\u007Fc\u0090d\uFFFFe")).isEqualTo("abcde");
        assertThat(Texts.clean(" pass word "))
                .as("spaces are part of a password")
                .isEqualTo(" pass word ");
        assertThat(Texts.clean("\n")).isEmpty();
        assertThat(Texts.clean("𠮷野家")).isEqualTo("𠮷野家");
    }

    @Test
    void several_lines_keep_line_ends_of_one_kind_and_tabs() {
        assertThat(Texts.cleanLines("一\r\n二\r三\u000B四\t五\u0007\n")).isEqualTo("一\n二\n三\n四\t五");
        assertThat(Texts.cleanLines("一\n\n二")).isEqualTo("一\n\n二");
    }

    @Test
    void what_a_scanner_read_has_nothing_around_it() {
        assertThat(Texts.line("\uFEFF wangge:place:1:x\u200B\u00A0\u3000\r\n")).isEqualTo("wangge:place:1:x");
    }

    @Test
    void length_counts_characters() {
        assertThat(Texts.length("𠮷".repeat(1500))).isEqualTo(1500);
    }

    @Test
    void texts_that_look_the_same_fold_to_the_same() {
        assertThat(Texts.folded(" ＡＢＣ　\u00AD\u202A１２\u200B３号\u202C ")).isEqualTo("abc 123号");
        assertThat(Texts.folded("名称\u00A0")).isEqualTo("名称");
        assertThat(Texts.folded("ｶﾅ")).isEqualTo("カナ");
        assertThat(Texts.folded("甲\r\n乙\t丙")).isEqualTo("甲 乙 丙");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC超市3号", "ａｂｃ超市３号", "aBc 超市 3号", "abc\u200B超\u00AD市\u202E3号", "ＡＢＣ　超市③号"})
    void words_are_found_however_they_are_written(String stored) {
        assertThat(Texts.sought("ＡＢＣ 超市3号").matcher("在" + stored + "旁").find()).isTrue();
    }

    @Test
    void signs_in_words_are_nothing_but_signs() {
        assertThat(Texts.sought("a.b(c)[d]^\\E-&&")
                        .matcher("xa.b(c)[d]^\\E-&&x")
                        .find())
                .isTrue();
        assertThat(Texts.sought("a.b").matcher("axb").find()).isFalse();
        assertThat(Texts.sought("𠮷").matcher("𠮷野家").find()).isTrue();
        assertThat(Texts.sought("金").matcher("\uF90A").find())
                .as("an old code of the same character")
                .isTrue();
    }
}
