package org.wangge.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A word that is in a text is never missed by its grams. */
class SearchTextTests {

    /** Few characters, so that many texts share many grams; of both widths, of two planes, with punctuation. */
    private static final int[] CHARACTERS =
            "消防通道堵塞，。 ab1２Ａ-/😀𠮷\u200Bé½".codePoints().toArray();

    private final Random random = new Random(47678);

    private String text(int most) {
        return random.ints(random.nextInt(most + 1), 0, CHARACTERS.length)
                .mapToObj(at -> Character.toString(CHARACTERS[at]))
                .collect(Collectors.joining());
    }

    @Test
    void a_word_that_is_in_a_text_has_all_its_grams_there() {
        int found = 0;
        for (int round = 0; round < 20_000; round++) {
            SearchText searched = SearchText.of(Stream.of(text(40), text(10)));
            for (String word : SearchText.words(text(4))) {
                if (searched.text().contains(word)) {
                    found++;
                    assertThat(searched.grams()).containsAll(SearchText.grams(word));
                }
            }
        }
        assertThat(found).isGreaterThan(2000);
    }

    @Test
    void grams_are_two_characters_or_three_letters_and_have_no_punctuation() {
        assertThat(SearchText.of(Stream.of("滨江路12号，B3栋")).grams()).containsExactly("滨江", "江路", "路1", "2号", "3栋");
        assertThat(SearchText.grams("fc1234")).containsExactly("fc1", "c12", "123", "234");
        assertThat(SearchText.grams("道")).isEmpty();
        assertThat(SearchText.grams("ab")).isEmpty();
        assertThat(SearchText.grams("😀道😀")).containsExactly("😀道", "道😀");
    }

    @Test
    void texts_do_not_run_into_each_other() {
        SearchText searched = SearchText.of(Stream.of("消防", "", " ", "通道"));
        assertThat(searched.text()).isEqualTo("消防\n通道");
        assertThat(searched.grams()).containsExactly("消防", "通道");
    }

    @Test
    void words_are_written_as_texts_are() {
        assertThat(SearchText.words(" 消防　通道 ＡＢ１ 消防 \u200B")).containsExactly("消防", "通道", "ab1");
        assertThat(SearchText.words(" 　\u200B")).isEmpty();
        assertThat(SearchText.of(Stream.of("消 防 Ａ b\u200B１")).text()).isEqualTo("消防ab1");
    }

    @Test
    void a_very_long_text_is_looked_into_whatever_is_sought() {
        String all =
                random.ints(500, 0x4E00, 0x9FA5).mapToObj(Character::toString).collect(Collectors.joining());
        assertThat(SearchText.of(Stream.of(all)).grams()).isEqualTo(List.of(SearchText.TOO_MANY));
        assertThat(SearchText.of(Stream.of(all.substring(0, 300))).grams()).hasSize(299);
    }
}
