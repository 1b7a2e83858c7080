package org.wangge.document;

import java.util.List;
import java.util.Locale;

/**
 * What a letter says, in the language of its reader.
 *
 * @param number by which the letter is known, printed at the top
 * @param items what it is about, each thing as a table of its own
 * @param paragraphs what is asked of the addressee, below the items
 * @param signatures the lines to be signed at the bottom; an empty value leaves room to write
 */
public record Letter(
        Locale language,
        String title,
        String number,
        String addressee,
        String opening,
        List<Item> items,
        List<String> paragraphs,
        List<Line> signatures) {

    public record Item(List<Line> facts) {}

    public record Line(String label, String value) {}
}
