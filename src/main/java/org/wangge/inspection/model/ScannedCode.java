package org.wangge.inspection.model;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scanner makes of the code at a place: some add a line end or a mark of byte order, some wrap it into an address. */
public final class ScannedCode {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Z}]+");
    private static final Pattern CODE =
            Pattern.compile("wangge:place:([0-9a-f-]{36}):([0-9a-z_-]+)", Pattern.CASE_INSENSITIVE);

    private ScannedCode() {}

    /** The code as it was put up, or what was scanned when there is none in it. */
    public static String of(String scanned) {
        String plain = INVISIBLE
                .matcher(Normalizer.normalize(decoded(scanned), Normalizer.Form.NFKC))
                .replaceAll("");
        Matcher code = CODE.matcher(plain);
        return code.find() ? "wangge:place:" + code.group(1).toLowerCase(Locale.ROOT) + ":" + code.group(2) : plain;
    }

    private static String decoded(String scanned) {
        try {
            return URLDecoder.decode(scanned, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notAnAddress) {
            return scanned;
        }
    }
}
