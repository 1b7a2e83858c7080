package org.wangge.table;

import java.util.regex.Pattern;

/** What a cell holds. A spreadsheet changes what people type; what it made of it must not pass for what they meant. */
public enum CellKind {
    TEXT,
    /** Typed as a number, so that it has fifteen good digits and no zeros before them. */
    NUMBER,
    /** A number of which digits are lost: {@code 5.10703E+14}, or zeros after the fifteenth digit. */
    ROUNDED,
    /** Shown as hundredths. */
    PERCENT,
    DATE,
    /** True or false. */
    TRUTH,
    /** What a spreadsheet shows where a formula failed: {@code #REF!}. */
    ERROR,
    /** A formula whose value was not saved. */
    UNCALCULATED,
    /** Empty, and covered by a merged cell that begins above in the same column; the text is that cell's. */
    MERGED_DOWN,
    /** Empty, and covered by a merged cell that begins in another column; the text is that cell's. */
    MERGED,
    /** In CSV behind the last heading: a separator within a text moved all that follows it. */
    SHIFTED;

    private static final Pattern FAILED = Pattern.compile(
            "#(?:(?:REF|VALUE|DIV/0|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|CONNECT|UNKNOWN|BUSY|EXTERNAL|PYTHON)!"
                    + "|N/A|NAME\\?|GETTING_DATA|#{2,})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TRUE_OR_FALSE = Pattern.compile("TRUE|FALSE", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCIENTIFIC =
            Pattern.compile("[+-]?\\d+(?:[.,]\\d+)?[eE][+-]\\d{1,3}|[+-]?\\d+[.,]\\d+[eE]\\d{1,3}");
    private static final Pattern WITH_LOST_DIGITS = Pattern.compile("\\d{15}0{3,}|\\d{5,}\\.0+");
    private static final Pattern DAY =
            Pattern.compile("\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2})?)?"
                    + "|(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日"
                    + "|\\d{1,2}-(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:-\\d{2,4})?");

    /** Whether it holds nothing of its own. */
    public boolean isMerged() {
        return this == MERGED || this == MERGED_DOWN;
    }

    /** What a text is that a spreadsheet may have written in place of what was typed. */
    static CellKind of(String text) {
        if (FAILED.matcher(text).matches()) {
            return ERROR;
        }
        if (TRUE_OR_FALSE.matcher(text).matches()) {
            return TRUTH;
        }
        if (SCIENTIFIC.matcher(text).matches() || WITH_LOST_DIGITS.matcher(text).matches()) {
            return ROUNDED;
        }
        return DAY.matcher(text).matches() ? DATE : TEXT;
    }
}
