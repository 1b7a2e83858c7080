package org.wangge.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Reads, in a process with little memory, a table of nearly as many lines, cells and characters as one may have. */
final class LargeTable {

    private static final int ROWS = 20_000;
    private static final int COLUMNS = 49;

    private LargeTable() {}

    public static void main(String[] arguments) throws IOException, UnreadableTable {
        boolean csv = arguments[0].equals("csv");
        byte[] file = csv ? csv() : xlsx();
        Table table = csv ? CsvReader.read(file, ROWS) : XlsxReader.read(file, ROWS);
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.println("rows=" + table.rows().size() + " file=" + file.length / 1_048_576 + "MB kept="
                + used / 1_048_576 + "MB");
    }

    private static byte[] csv() {
        StringBuilder text = new StringBuilder(16_000_000);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                text.append(cell(row, column)).append(',');
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(int row, int column) {
        return Integer.toString(row * COLUMNS + column + 100_000, 36) + (column % 7 == 0 ? "店铺" : "ab");
    }

    private static byte[] xlsx() throws IOException {
        byte[] small = Workbooks.of("");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new java.io.ByteArrayInputStream(small));
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry part = from.getNextEntry(); part != null; part = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(part.getName()));
                if (part.getName().endsWith("sheet1.xml")) {
                    write(to, "<worksheet><sheetData>");
                    for (int row = 0; row < ROWS; row++) {
                        StringBuilder cells = new StringBuilder("<row>");
                        for (int column = 0; column < COLUMNS; column++) {
                            cells.append("<c t=\"inlineStr\"><is><t>")
                                    .append(cell(row, column))
                                    .append("</t></is></c>");
                        }
                        write(to, cells.append("</row>").toString());
                    }
                    write(to, "</sheetData></worksheet>");
                } else {
                    from.transferTo(to);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void write(ZipOutputStream to, String xml) throws IOException {
        to.write(xml.getBytes(StandardCharsets.UTF_8));
    }
}
