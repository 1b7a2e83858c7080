package org.wangge.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/** A cell of a workbook by its type and its format, with the text that stands for it. */
record XlsxCell(String text, CellKind kind) {

    static final XlsxCell EMPTY = new XlsxCell("", CellKind.TEXT);

    /** Formats that every workbook has without saying so (ECMA-376 18.8.30), with those of East Asian spreadsheets. */
    private static final Set<Integer> PERCENTS = Set.of(9, 10);

    private static final Pattern NO_PART_OF_A_FORMAT = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|[\\\\_*].");
    private static final Pattern OF_A_DATE = Pattern.compile("[ymdhs年月日时分秒]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ZEROS = Pattern.compile("0{2,30}");
    private static final Pattern ESCAPED_CONTROL = Pattern.compile("_x00[01][0-9A-Fa-f]_");

    /** The largest number of a spreadsheet has 308 zeros. */
    private static final int MOST_DIGITS = 400;

    private static final MathContext SHOWN = new MathContext(15);

    static XlsxCell of(Cell cell) {
        Object value = cell.getValue();
        if (cell.getType() == CellType.EMPTY) {
            return EMPTY;
        }
        if (cell.getType() == CellType.ERROR) {
            return new XlsxCell(Objects.requireNonNullElse(cell.getRawValue(), "#"), CellKind.ERROR);
        }
        if (cell.getType() == CellType.FORMULA
                && (value == null || value.toString().isEmpty())) {
            return cell.getRawValue() == null ? new XlsxCell("=" + cell.getFormula(), CellKind.UNCALCULATED) : EMPTY;
        }
        if (value instanceof Boolean truth) {
            return new XlsxCell(truth ? "TRUE" : "FALSE", CellKind.TRUTH);
        }
        if (value instanceof BigDecimal number) {
            return ofNumber(number, cell.getDataFormatId(), cell.getDataFormatString());
        }
        // A line end may come as its escape (ECMA-376 22.9.2.19).
        String text = ESCAPED_CONTROL.matcher(cell.getText()).replaceAll("\n");
        String restored = CellTexts.restored(text.strip());
        return new XlsxCell(restored, CellKind.of(restored));
    }

    private static XlsxCell ofNumber(BigDecimal number, @Nullable Integer id, @Nullable String format) {
        // Written out, such a number may take all memory; no spreadsheet holds one.
        if (number.signum() != 0
                && (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS)) {
            String text = number.round(SHOWN).toString();
            return new XlsxCell(text, CellKind.ROUNDED);
        }
        String plain = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        String shown = format == null ? "" : NO_PART_OF_A_FORMAT.matcher(format).replaceAll("");
        if (isDate(id)
                || !shown.equalsIgnoreCase("General")
                        && OF_A_DATE.matcher(shown).find()) {
            return new XlsxCell(plain, CellKind.DATE);
        }
        if (id != null && PERCENTS.contains(id) || shown.indexOf('%') >= 0) {
            return new XlsxCell(plain, CellKind.PERCENT);
        }
        if (ZEROS.matcher(shown).matches()
                && number.signum() >= 0
                && plain.length() < shown.length()
                && plain.indexOf('.') < 0) {
            return new XlsxCell("0".repeat(shown.length() - plain.length()) + plain, CellKind.NUMBER);
        }
        return new XlsxCell(plain, CellKind.NUMBER);
    }

    private static boolean isDate(@Nullable Integer id) {
        return id != null
                && (id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58);
    }
}
