package org.wangge.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks as spreadsheets save them, from the XML of their cells. */
public final class Workbooks {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

    private Workbooks() {}

    /** A cell with a text in itself. */
    public static String text(String at, String text) {
        return "<c r=\"%s\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>".formatted(at, text);
    }

    /** A cell with a number in one of the formats below. */
    public static String number(String at, String value, int style) {
        return "<c r=\"%s\" s=\"%d\"><v>%s</v></c>".formatted(at, style, value);
    }

    /** Styles: 0 general, 1 and 2 dates, 3 text, 4 eleven digits, 5 percent, 6 yuan, 7 a date of its own. */
    private static String styles() {
        return "<styleSheet xmlns=\"" + MAIN
                + "\"><numFmts count=\"4\"><numFmt numFmtId=\"170\" formatCode=\"00000000000\"/>"
                + "<numFmt numFmtId=\"171\" formatCode=\"0.00%\"/>"
                + "<numFmt numFmtId=\"172\" formatCode=\"[$¥-804]#,##0.00;[Red]\\-[$¥-804]#,##0.00\"/>"
                + "<numFmt numFmtId=\"173\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/></numFmts>"
                + "<fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>"
                + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"8\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
                + "<xf numFmtId=\"58\"/><xf numFmtId=\"49\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf numFmtId=\"172\"/>"
                + "<xf numFmtId=\"173\"/></cellXfs></styleSheet>";
    }

    /** One visible sheet of these rows, each the XML of its cells. */
    public static byte[] of(String... rows) {
        return withHidden("", "<si><t>shared</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r></si>", rows);
    }

    /** One visible sheet with merged cells. */
    public static byte[] merged(List<String> regions, String... rows) {
        String all = regions.stream()
                .map(region -> "<mergeCell ref=\"" + region + "\"/>")
                .collect(Collectors.joining("", "<mergeCells>", "</mergeCells>"));
        return workbook("<c r=\"A1\"/>", "", all, rows);
    }

    /** With a hidden sheet before it when there are rows for that. */
    public static byte[] withHidden(String hiddenRow, String shared, String... rows) {
        return workbook(hiddenRow, shared, "", rows);
    }

    private static byte[] workbook(String hiddenRow, String shared, String merged, String... rows) {
        StringBuilder sheet = new StringBuilder();
        for (int row = 0; row < rows.length; row++) {
            sheet.append("<row r=\"%d\">%s</row>".formatted(row + 1, rows[row]));
        }
        boolean hidden = !hiddenRow.isEmpty();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns=\"" + PACKAGE
                            + "content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                            + type("workbook", "sheet.main")
                            + type("worksheets/sheet1", "worksheet")
                            + type("worksheets/sheet2", "worksheet")
                            + type("styles", "styles")
                            + type("sharedStrings", "sharedStrings")
                            + "</Types>");
            put(
                    zip,
                    "_rels/.rels",
                    relations("<Relationship Id=\"r1\" Type=\"" + RELATIONS
                            + "/officeDocument\" Target=\"xl/workbook.xml\"/>"));
            put(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\"><sheets>"
                            + (hidden ? "<sheet name=\"codes\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/>" : "")
                            + "<sheet name=\"places\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            put(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    relations(part("r1", "worksheet", "worksheets/sheet1.xml")
                            + part("r2", "worksheet", "worksheets/sheet2.xml")
                            + part("r3", "styles", "styles.xml")
                            + part("r4", "sharedStrings", "sharedStrings.xml")));
            put(zip, "xl/styles.xml", styles());
            put(zip, "xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">" + shared + "</sst>");
            put(zip, "xl/worksheets/sheet1.xml", worksheet(sheet.toString(), merged));
            put(zip, "xl/worksheets/sheet2.xml", worksheet("<row r=\"1\">" + hiddenRow + "</row>", ""));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String type(String part, String type) {
        return ("<Override PartName=\"/xl/%s.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml."
                        + "%s+xml\"/>")
                .formatted(part, type);
    }

    private static String worksheet(String rows, String merged) {
        return "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData>" + merged + "</worksheet>";
    }

    private static String part(String id, String type, String target) {
        return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>".formatted(id, RELATIONS, type, target);
    }

    private static String relations(String all) {
        return "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + all + "</Relationships>";
    }

    private static void put(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8));
    }
}
