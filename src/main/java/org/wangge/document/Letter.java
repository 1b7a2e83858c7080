package org.wangge.document;

import java.util.List;
import java.util.Locale;

/**
 * What a letter says, in the language of its reader.
 *
 * @param number by which the letter is known, printed at the top
 * @param facts what it is about, as a table
 * @param paragraphs what is asked of the addressee, below the facts
 * @param signatures the lines to be signed at the bottom; an empty value leaves room to write
 */
public record Letter(
        Locale language,
        String title,
        String number,
        String addressee,
        String opening,
        List<Line> facts,
        List<String> paragraphs,
        List<Line> signatures) {

    public record Line(String label, String value) {}
}
