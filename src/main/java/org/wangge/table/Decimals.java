package org.wangge.table;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Numbers as people type them, by one rule. A point or a comma that stands alone divides the fraction: {@code 80.5} and
 * {@code 80,5} are the same. A comma alone before exactly three digits may divide thousands as well ({@code 1,234}), so it is
 * refused. Where both stand, or one several times, groups of three are thousands and the last other mark divides the fraction:
 * {@code 1,234.5}, {@code 1.234,5}, {@code 1,234,567}. Digits may be wide. Nothing else is a number: no exponent, no unit.
 */
public final class Decimals {

    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d{1,15}(?:[.,]\\d{1,15})?");
    private static final Pattern UNCLEAR = Pattern.compile("[+-]?\\d{1,3},\\d{3}");
    private static final Pattern GROUPED_BY_COMMA =
            Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3})+\\.\\d{1,15}|[+-]?\\d{1,3}(?:,\\d{3}){2,4}");
    private static final Pattern GROUPED_BY_POINT =
            Pattern.compile("[+-]?\\d{1,3}(?:\\.\\d{3})+,\\d{1,15}|[+-]?\\d{1,3}(?:\\.\\d{3}){2,4}");

    private Decimals() {}

    /** Whether one cannot tell thousands from a fraction. */
    public static boolean isUnclear(String text) {
        return UNCLEAR.matcher(narrow(text)).matches();
    }

    /** The number; fails with a {@link NumberFormatException} when it is none or unclear. */
    public static double read(String text) {
        String narrow = narrow(text);
        if (PLAIN.matcher(narrow).matches() && !UNCLEAR.matcher(narrow).matches()) {
            return number(narrow.replace(',', '.'));
        }
        if (GROUPED_BY_COMMA.matcher(narrow).matches()) {
            return number(narrow.replace(",", ""));
        }
        if (GROUPED_BY_POINT.matcher(narrow).matches()) {
            return number(narrow.replace(".", "").replace(',', '.'));
        }
        throw new NumberFormatException(text);
    }

    private static double number(String text) {
        return new BigDecimal(text).doubleValue();
    }

    private static String narrow(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replace('\u2212', '-');
    }
}
