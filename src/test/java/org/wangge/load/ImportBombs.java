package org.wangge.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files that once took the heap, or a minute. */
final class ImportBombs {

    private static final String PLACES = "/api/v1/places/imports?dryRun=true";
    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private ImportBombs() {}

    /**
     * @param who may import this
     */
    record Bomb(String who, String path, String contentType, byte[] content) {}

    static Map<String, Bomb> all() {
        Map<String, Bomb> all = new LinkedHashMap<>();
        String desk = District.dispatcher("001");
        all.put("a workbook with a cell far to the right", new Bomb(desk, PLACES, XLSX, workbook("FXSHRXW1", "1")));
        all.put(
                "a workbook with a number of a billion digits",
                new Bomb(desk, PLACES, XLSX, workbook("A1", "1e999999999")));
        all.put("600 KB of headings", new Bomb(desk, PLACES, CSV, text("a,".repeat(300_000))));
        all.put("10 MB of faults", new Bomb(desk, PLACES, CSV, text("名称,类型\n" + "店,NOSUCH\n".repeat(800_000))));
        all.put(
                "two combs of 2,000 teeth in each other",
                new Bomb("admin", "/api/v1/grids/imports?dryRun=true", "application/geo+json", text(combs(2_000))));
        return all;
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static String combs(int teeth) {
        return "{\"type\":\"FeatureCollection\",\"features\":[" + comb(teeth, false) + "," + comb(teeth, true) + "]}";
    }

    /** Upright or lying, so that each tooth of the one crosses each of the other. */
    private static String comb(int teeth, boolean lying) {
        String positions = IntStream.rangeClosed(0, 2 * teeth)
                .mapToObj(i -> position(i, i % 2 == 0 ? 1 : 2 * teeth, lying, teeth))
                .collect(Collectors.joining(","));
        String close = position(2 * teeth, 0, lying, teeth) + "," + position(0, 0, lying, teeth) + ","
                + position(0, 1, lying, teeth);
        return """
                {"type":"Feature","properties":{"code":"51070300100%d","name":"%s"},"geometry":{"type":"Polygon","coordinates":[[%s,%s]]}}""".formatted(lying ? 1 : 2, lying ? "甲" : "乙", positions, close);
    }

    private static String position(int along, int up, boolean lying, int teeth) {
        double step = 0.1 / (2 * teeth);
        double x = 104.7 + step * (lying ? up : along);
        double y = 31.4 + step * (lying ? along : up);
        return "[%.7f,%.7f]".formatted(x, y);
    }

    private static byte[] workbook(String cell, String number) {
        Map<String, String> parts = Map.of(
                "[Content_Types].xml",
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""",
                "_rels/.rels",
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
                "xl/workbook.xml",
                """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>""",
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""",
                "xl/worksheets/sheet1.xml",
                """
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="%s"><v>%s</v></c></row></sheetData></worksheet>""".formatted(cell, number));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(text(part.getValue()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }
}
