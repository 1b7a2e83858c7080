package org.wangge.table;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.wangge.shared.Refused;
import org.xml.sax.SAXException;

/**
 * Goes through a packed workbook once, by the directory that the reader goes by too, and keeps nothing, so that nothing that was
 * made to hurt reaches the reader. Archives within it stay packed: the reader opens none.
 */
final class PackedWorkbook {

    /** Of all parts together. */
    private static final long MOST_BYTES = 128L * 1024 * 1024;
    /** Tables pack well, but what people typed does not pack better than this. */
    private static final int MOST_TIMES = 200;

    private static final long WITHOUT_A_RATIO = 1024L * 1024;
    private static final int MOST_PARTS = 1_000;
    private static final byte[] DIRECTORY_ENTRY = {'P', 'K', 1, 2};
    /** How XML begins, in the encodings that say so by their first bytes. */
    private static final int START = 4;

    private final SheetScan scan = new SheetScan();
    private final Map<String, SheetScan.Found> found = new HashMap<>();
    private long unpacked;

    private PackedWorkbook() {}

    /** The merged cells of the first sheet that people see. Refuses {@code table.too-large}. */
    static MergedCells check(byte[] file) throws UnreadableTable {
        refuseManyParts(file);
        PackedWorkbook workbook = new PackedWorkbook();
        try (ZipFile parts = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry part : Collections.list(parts.getEntries())) {
                workbook.check(parts, part);
            }
        } catch (Refused known) {
            throw known;
        } catch (IOException | SAXException | RuntimeException broken) {
            throw new UnreadableTable(String.valueOf(broken.getMessage()), false);
        }
        if (workbook.unpacked == 0) {
            throw new UnreadableTable("not a workbook", false);
        }
        return MergedCells.of(workbook.merged());
    }

    private List<String> merged() {
        return found.entrySet().stream()
                .filter(part -> !part.getValue().sheets().isEmpty())
                .findFirst()
                .map(book -> found.get(sheetOf(book.getKey(), book.getValue().sheets())))
                .map(SheetScan.Found::merged)
                .orElse(List.of());
    }

    /** The name of the part with the first sheet that people see, by the relations of the part that lists them. */
    private String sheetOf(String book, List<SheetScan.SheetName> sheets) {
        SheetScan.SheetName first =
                sheets.stream().filter(SheetScan.SheetName::visible).findFirst().orElse(sheets.get(0));
        int end = book.lastIndexOf('/') + 1;
        SheetScan.Found relations = found.get(book.substring(0, end) + "_rels/" + book.substring(end) + ".rels");
        String target = relations == null ? "" : relations.targets().getOrDefault(first.id(), "");
        return target.startsWith("/") ? target.substring(1) : book.substring(0, end) + target;
    }

    /** Before the directory is read, which takes memory for each of them. */
    private static void refuseManyParts(byte[] file) throws UnreadableTable {
        int parts = 0;
        for (int at = 0; at + DIRECTORY_ENTRY.length <= file.length; at++) {
            boolean entry = file[at] == DIRECTORY_ENTRY[0]
                    && file[at + 1] == DIRECTORY_ENTRY[1]
                    && file[at + 2] == DIRECTORY_ENTRY[2]
                    && file[at + 3] == DIRECTORY_ENTRY[3];
            if (entry && ++parts > MOST_PARTS) {
                throw new UnreadableTable("too many parts", false);
            }
        }
    }

    private void check(ZipFile parts, ZipArchiveEntry part) throws IOException, SAXException {
        try (InputStream all = new BufferedInputStream(new Counted(parts.getInputStream(part), part))) {
            all.mark(START);
            byte[] start = all.readNBytes(START);
            all.reset();
            if (isXml(start)) {
                found.put(part.getName(), scan.check(all));
            } else {
                all.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** By its first bytes, because the reader does not go by names. */
    private static boolean isXml(byte[] start) {
        if (start.length < START) {
            return false;
        }
        int first = start[0] & 0xFF;
        int second = start[1] & 0xFF;
        boolean marked = first == 0xEF || first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE;
        for (byte each : start) {
            marked |= each == '<';
        }
        return marked || Character.isWhitespace(first);
    }

    /** Counts what comes out of a part, and all parts together. */
    private final class Counted extends FilterInputStream {

        private final long most;
        private long read;

        Counted(InputStream part, ZipArchiveEntry entry) {
            super(part);
            most = Math.max(WITHOUT_A_RATIO, MOST_TIMES * Math.max(0, entry.getCompressedSize()));
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int some = super.read(into, at, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int more) {
            read += more;
            unpacked += more;
            if (read > most || unpacked > MOST_BYTES) {
                throw TableBounds.tooLarge();
            }
        }
    }
}
