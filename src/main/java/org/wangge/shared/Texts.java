package org.wangge.shared;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts as people and their programs write them, made one way: which characters are kept, how long a text is, and when two mean
 * the same. Everything that comes in goes through {@link #clean} or {@link #cleanLines}; everything that is compared or looked
 * for goes through {@link #folded} or {@link #sought}.
 */
public final class Texts {

    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int NON_CHARACTER = 0xFFFE;
    private static final int LAST_OF_PLANE = 0xFFFF;
    private static final int LINE_TABULATION = 0x0B;
    private static final int NEXT_LINE = 0x85;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    /** Characters that show nothing: of format (soft hyphen, zero width, direction), joiners, and choices of a glyph. */
    private static final String INVISIBLE = "\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}";

    private static final Pattern UNSEEN = Pattern.compile("[" + INVISIBLE + "\\p{Cc}&&[^\\t\\n\\x0B\\f\\r\\x{85}]]+");
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s\\x{85}]+");
    private static final Pattern ENDS =
            Pattern.compile("\\A[\\p{Z}\\p{Cc}" + INVISIBLE + "]+|[\\p{Z}\\p{Cc}" + INVISIBLE + "]+\\z");

    /** Characters by that which they fold to, where both are one: a wide letter, an old form of a Han character. */
    private static final Map<Integer, String> VARIANTS = variants();

    /** From here on nobody reads the digits. */
    private static final double LONG_NUMBER = 1e15;

    private Texts() {}

    /**
     * A text of one line: control characters and byte order marks are left out, and line ends and tabs within it are spaces.
     * Spaces at the ends stay, because a password may have them.
     */
    public static String clean(String text) {
        return cleaned(text, ' ', ' ');
    }

    /** A text that may have lines: like {@link #clean}, but line ends within it are {@code \n}, and tabs stay. */
    public static String cleanLines(String text) {
        return cleaned(text, '\n', '\t');
    }

    /** A text of one line without white or invisible characters at its ends: a name, a code, what a scanner read. */
    public static String line(String text) {
        return ENDS.matcher(clean(text)).replaceAll("");
    }

    /** A number as people write it: {@code -1} and not {@code -1.0}. */
    public static String number(double value) {
        return Math.abs(value) < LONG_NUMBER
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    private static String cleaned(String text, char lineEnd, char tab) {
        StringBuilder kept = new StringBuilder(text.length());
        int[] characters = text.codePoints().toArray();
        int begin = 0;
        int end = characters.length;
        while (begin < end && isLeftOutAtAnEnd(characters[begin], tab)) {
            begin++;
        }
        while (begin < end && isLeftOutAtAnEnd(characters[end - 1], tab)) {
            end--;
        }
        for (int at = begin; at < end; at++) {
            int character = characters[at];
            if (isLineEnd(character)) {
                if (character != '\n' || characters[at - 1] != '\r') {
                    kept.append(lineEnd);
                }
            } else if (character == '\t') {
                kept.append(tab);
            } else if (isText(character)) {
                kept.appendCodePoint(character);
            }
        }
        return kept.toString();
    }

    private static boolean isLeftOutAtAnEnd(int character, char tab) {
        return isLineEnd(character) || !isText(character) && character != tab;
    }

    private static boolean isLineEnd(int character) {
        return character == '\n'
                || character == '\r'
                || character == '\f'
                || character == LINE_TABULATION
                || character == NEXT_LINE
                || character == LINE_SEPARATOR
                || character == PARAGRAPH_SEPARATOR;
    }

    private static boolean isText(int character) {
        return !Character.isISOControl(character)
                && character != BYTE_ORDER_MARK
                && (character & LAST_OF_PLANE) < NON_CHARACTER;
    }

    /** How long people find it: in characters of Unicode, not in the units in which a machine stores them. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A text in narrow letters (NFKC), without invisible characters, and with one space for any white. */
    public static String narrow(String text) {
        String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String seen = UNSEEN.matcher(narrow).replaceAll("");
        return SPACES.matcher(seen).replaceAll(" ").strip();
    }

    /**
     * A text by what it means: {@link #narrow}, in small letters. Two texts that fold to the same are the same to a reader.
     */
    public static String folded(String text) {
        return narrow(text).toLowerCase(Locale.ROOT);
    }

    /**
     * What finds these words in texts as they are stored: whatever the case and the width of the letters, with or without
     * spaces and invisible characters between them. For databases too: it is spelled out and needs no option.
     */
    public static Pattern sought(String words) {
        return Pattern.compile(folded(words)
                .codePoints()
                .filter(character -> character != ' ')
                .mapToObj(Texts::anyOf)
                .collect(Collectors.joining("[\\s" + unseenLiterally() + "]*")));
    }

    private static String anyOf(int folded) {
        String all = Character.toString(folded) + VARIANTS.getOrDefault(folded, "");
        return all.codePoints()
                .mapToObj(
                        character -> (Character.isLetterOrDigit(character) ? "" : "\\") + Character.toString(character))
                .collect(Collectors.joining("", "[", "]"));
    }

    /** Written out: engines differ in how they name them. */
    private static String unseenLiterally() {
        return "\u00A0\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\u3000\uFEFF";
    }

    private static Map<Integer, String> variants() {
        Map<Integer, String> variants = new HashMap<>();
        for (int[] range : new int[][] {{0x21, 0xD7FF}, {0xF900, 0xFFEF}, {0x2F800, 0x2FA1F}}) {
            for (int character = range[0]; character <= range[1]; character++) {
                int[] folded = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .codePoints()
                        .toArray();
                if (folded.length == 1 && folded[0] != character && Character.isDefined(character)) {
                    variants.merge(folded[0], Character.toString(character), String::concat);
                }
            }
        }
        return variants;
    }
}
