package org.wangge.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a CSV file as spreadsheets here save it: UTF-8, GB 18030 (GBK and GB 2312 are parts of it) or UTF-16, each with
 * or without its mark. What is UTF-8 is hardly ever anything else, so it is tried first.
 */
final class CsvText {

    private static final String MARK = "\uFEFF";
    private static final byte[] MARK_OF_UTF_8 = MARK.getBytes(StandardCharsets.UTF_8);
    private static final byte[] MARK_OF_LITTLE_ENDIAN = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] MARK_OF_BIG_ENDIAN = {(byte) 0xFE, (byte) 0xFF};
    private static final String CHINESE = "GB18030";

    private CsvText() {}

    static String of(byte[] file) throws UnreadableTable {
        String text = begins(file, MARK_OF_LITTLE_ENDIAN) || begins(file, MARK_OF_BIG_ENDIAN)
                ? decoded(file, StandardCharsets.UTF_16)
                : ofBytes(file);
        if (text == null) {
            throw new UnreadableTable("not a text", false);
        }
        return text.startsWith(MARK) ? text.substring(1) : text;
    }

    private static @Nullable String ofBytes(byte[] file) {
        for (Charset charset : ofBytes()) {
            String text = decoded(file, charset);
            if (text == null && begins(file, MARK_OF_UTF_8)) {
                // Some programs set that mark before whatever they write.
                text = decoded(Arrays.copyOfRange(file, MARK_OF_UTF_8.length, file.length), charset);
            }
            if (text != null) {
                return text;
            }
        }
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            String text = decoded(file, charset);
            // Nearly any bytes are some text in this way; a table has lines and separators.
            if (text != null && text.indexOf('\n') > 0 && text.matches("(?s).*[,;\\t].*")) {
                return text;
            }
        }
        return null;
    }

    private static List<Charset> ofBytes() {
        List<Charset> charsets = new ArrayList<>(List.of(StandardCharsets.UTF_8));
        if (Charset.isSupported(CHINESE)) {
            charsets.add(Charset.forName(CHINESE));
        }
        return charsets;
    }

    private static boolean begins(byte[] file, byte[] mark) {
        return file.length >= mark.length && Arrays.equals(file, 0, mark.length, mark, 0, mark.length);
    }

    /** Null when the bytes are no text of this kind. */
    private static @Nullable String decoded(byte[] file, Charset charset) {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException another) {
            return null;
        }
    }
}
