package org.wangge.category;

import java.util.List;

/**
 * The words by which a category is suggested.
 *
 * @param exclusions words that speak against it
 * @param version 0 as seeded; one more with each change
 */
public record CategoryWordList(String code, List<Word> words, List<Word> exclusions, long version) {

    /**
     * A word, or several with {@code +} between them that stand anywhere in the text.
     *
     * @param weight 5 or more says it, 3 makes it likely, 1 fits it; of an exclusion how much it speaks against it
     */
    public record Word(String word, int weight) {}
}
