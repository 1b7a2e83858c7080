package org.wangge.shared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the words of a search are looked for in. Chinese has no spaces between words, so no index of words can find one within a
 * sentence. An index of grams can: of two neighbouring characters where one is not ASCII, and of three where all are (two digits
 * tell nothing apart). A word that is in a text has all its grams there; that a text with a gram has the whole word is
 * looked up in the text itself.
 *
 * @param form how this was made, to make it anew when that changes
 * @param text each text on a line of its own, as {@link Texts#folded} makes it and without spaces
 * @param grams of the text, each once; {@link #TOO_MANY} alone for a very long one
 */
public record SearchText(int form, String text, List<String> grams) {

    /** Counts up when texts or grams are made in another way, or something else that documents are found by is new beside them. */
    public static final int FORM = 2;

    /** Stands for all grams: such a text is looked into whatever is sought. No gram is a star. */
    public static final String TOO_MANY = "*";

    /** A store writes an entry of its index for each. */
    static final int MOST_GRAMS = 400;

    private static final int END_OF_ASCII = 0x80;

    /** Of these texts; what is empty is left out. */
    public static SearchText of(Stream<String> texts) {
        List<String> lines =
                texts.map(SearchText::line).filter(line -> !line.isEmpty()).toList();
        Set<String> grams = lines.stream()
                .flatMap(line -> each(line).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new SearchText(
                FORM, String.join("\n", lines), grams.size() > MOST_GRAMS ? List.of(TOO_MANY) : List.copyOf(grams));
    }

    /** The words of a search, each once, written as texts are; none when only spaces are sought. */
    public static List<String> words(String sought) {
        return Arrays.stream(Texts.folded(sought).split(" "))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    /** The grams of a word, each once; none of one that is too short. */
    public static List<String> grams(String word) {
        return each(word).stream().distinct().toList();
    }

    private static String line(String text) {
        return Texts.folded(text).replace(" ", "");
    }

    private static List<String> each(String line) {
        int[] characters = line.codePoints().toArray();
        List<String> grams = new ArrayList<>(characters.length);
        for (int at = 0; at + 1 < characters.length; at++) {
            boolean ascii = isAscii(characters[at]) && isAscii(characters[at + 1]);
            int end = at + (ascii ? 3 : 2);
            if (end <= characters.length
                    && (!ascii || isAscii(characters[end - 1]))
                    && areIndexed(characters, at, end)) {
                grams.add(new String(characters, at, end - at));
            }
        }
        return grams;
    }

    private static boolean areIndexed(int[] characters, int from, int to) {
        for (int at = from; at < to; at++) {
            if (!isIndexed(characters[at])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(int character) {
        return character < END_OF_ASCII;
    }

    /** Punctuation would only make the index larger. */
    private static boolean isIndexed(int character) {
        return Character.isLetterOrDigit(character) || Character.getType(character) == Character.OTHER_SYMBOL;
    }
}
