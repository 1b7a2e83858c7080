package org.wangge.shared;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Telephone numbers as people write them, kept in one way: a mobile as {@code 19900001234}, a landline as {@code 0816-2212345},
 * with its extension as {@code 0816-2212345-801}, one of another country with {@code +} and its code, any other as its digits.
 */
public final class PhoneNumbers {

    private static final String CHINA = "86";
    private static final int FEWEST_DIGITS = 3;
    private static final int MOST_DIGITS = 15;

    private static final String HIDDEN = "****";
    private static final int SHOWN_FIRST = 3;
    private static final int SHOWN_LAST = 4;

    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern LANDLINE = Pattern.compile("(010|02\\d|0[3-9]\\d{2})([2-9]\\d{6,7})");
    private static final Pattern LOCAL_OR_PAID = Pattern.compile("[2-9]\\d{6,7}|[48]00\\d{7}");
    private static final Pattern KEPT_LANDLINE = Pattern.compile("(0\\d{2,3})-\\d{4,5}(\\d{3})(?:-\\d+)?");

    private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212\\uFE58\\uFE63]");
    private static final Pattern LABEL =
            Pattern.compile("^(?:(?i:tel|phone|mobile)|\\p{IsHan}{1,8}(?<!转))[.: ]*(?=[+(\\d])");
    private static final Pattern REMARK = Pattern.compile(" *(?:\\([^()\\d]*\\)|\\p{IsHan}+)$");
    private static final Pattern BETWEEN_NUMBERS =
            Pattern.compile(" *[/、,;|或及和] *|(?<=\\d{7}) +(?=[+(]?\\d{3,4}[)-]?\\d{4})");
    private static final Pattern SAID_EXTENSION =
            Pattern.compile("(.*?) *(?:转分机|分机号|分机|转|(?i:ext)\\.?|(?i:x)|#)[ :]*(\\d{1,6})");
    private static final Pattern DASHED_EXTENSION = Pattern.compile("(.*\\d\\)?) *- *(\\d{1,6})");
    private static final Pattern NUMBER = Pattern.compile("\\+?[ (]*\\d[\\d ()-]*");

    private PhoneNumbers() {}

    /**
     * A number as it was understood.
     *
     * @param further another number that was written after it, of which nothing is kept; empty when there was none
     */
    public record Read(String number, String further) {}

    /** The first number of what was written; null when it does not begin with one. */
    public static @Nullable Read read(String written) {
        String text = DASHES.matcher(Texts.folded(written)).replaceAll("-");
        String[] numbers = BETWEEN_NUMBERS.split(LABEL.matcher(text).replaceFirst(""), 2);
        String number = number(REMARK.matcher(numbers[0]).replaceFirst("").strip());
        return number == null ? null : new Read(number, numbers.length < 2 ? "" : numbers[1]);
    }

    /** Of several numbers the first, as it is kept; what is no number stays as it is, for a rule to refuse. */
    public static String kept(String written) {
        Read read = read(written);
        return read == null ? Texts.line(written) : read.number();
    }

    private static @Nullable String number(String text) {
        Matcher said = SAID_EXTENSION.matcher(text);
        if (said.matches()) {
            return extended(said.group(1), said.group(2));
        }
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        String number = plain(text);
        if (isSure(number)) {
            return number;
        }
        Matcher dashed = DASHED_EXTENSION.matcher(text);
        return dashed.matches() && isSure(plain(dashed.group(1))) ? extended(dashed.group(1), dashed.group(2)) : number;
    }

    private static @Nullable String extended(String number, String extension) {
        String main = NUMBER.matcher(number).matches() ? plain(number) : null;
        return main == null ? null : main + "-" + extension;
    }

    /** Whether it has as many digits as it must have, so that none of them is an extension. */
    private static boolean isSure(@Nullable String number) {
        return number != null
                && (number.contains("-")
                        || number.startsWith("+")
                        || MOBILE.matcher(number).matches()
                        || LOCAL_OR_PAID.matcher(number).matches());
    }

    private static @Nullable String plain(String written) {
        String digits = written.replaceAll("[^0-9]", "");
        boolean abroad = written.startsWith("+") || digits.startsWith("00");
        digits = digits.startsWith("00") ? digits.substring(2) : digits;
        if (digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS) {
            return null;
        }
        String ofChina = digits.startsWith(CHINA) ? ofChina(digits.substring(CHINA.length())) : null;
        if (ofChina != null) {
            return ofChina;
        }
        if (abroad) {
            return "+" + digits;
        }
        if (MOBILE.matcher(digits).matches() || LOCAL_OR_PAID.matcher(digits).matches()) {
            return digits;
        }
        // A spreadsheet takes the zero from what it takes for a number.
        Matcher landline = LANDLINE.matcher(digits.startsWith("0") ? digits : "0" + digits);
        return landline.matches() ? landline.group(1) + "-" + landline.group(2) : digits;
    }

    /** A number after the code of the country; null when it is none. */
    private static @Nullable String ofChina(String digits) {
        if (MOBILE.matcher(digits).matches()) {
            return digits;
        }
        Matcher landline = LANDLINE.matcher(digits.startsWith("0") ? digits : "0" + digits);
        return landline.matches() ? landline.group(1) + "-" + landline.group(2) : null;
    }

    /**
     * A number as those see it who need not call: {@code 199****1234}, {@code 0816-****345}. Null for null. The only place
     * where one is hidden.
     */
    public static @Nullable String masked(@Nullable String number) {
        if (number == null || isMasked(number)) {
            return number;
        }
        String kept = kept(number);
        Matcher landline = KEPT_LANDLINE.matcher(kept);
        if (landline.matches()) {
            return landline.group(1) + "-" + HIDDEN + landline.group(2);
        }
        return kept.length() <= SHOWN_FIRST + SHOWN_LAST
                ? HIDDEN
                : kept.substring(0, SHOWN_FIRST) + HIDDEN + kept.substring(kept.length() - SHOWN_LAST);
    }

    /** Whether this is a number that somebody was shown without its middle, and sends back. */
    public static boolean isMasked(String number) {
        return number.contains(HIDDEN);
    }

    /**
     * How one number may stand in what older builds stored: an issuer says {@code +8619900000001}, a district's list
     * {@code 19900000001}. Only numbers of Chinese mobiles have several spellings; of others one cannot tell where the country
     * ends.
     */
    public static Set<String> spellings(String number) {
        String kept = kept(number);
        return MOBILE.matcher(kept).matches()
                ? Set.copyOf(List.of(
                        kept, CHINA + kept, "+" + CHINA + kept, "+" + CHINA + " " + kept, "+" + CHINA + "-" + kept))
                : kept.equals(number) ? Set.of(number) : Set.of(number, kept);
    }
}
