package org.wangge.document;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** Draws letters. Both forms are made of the same page, so that what was read is what is printed. */
@Component
public class Letters {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** What no page may hold, not even escaped, and what leaves no mark on it, which no font has. */
    private static final Pattern UNPRINTABLE = Pattern.compile(
            "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]|[\\p{Cf}\\x{7F}-\\x{9F}\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]");

    private final Template page;
    private final Blocking blocking;

    Letters(Blocking blocking) {
        this.blocking = blocking;
        this.page = Mustache.compiler()
                .withEscaper(
                        text -> Escapers.HTML.escape(UNPRINTABLE.matcher(text).replaceAll("")))
                .compile(new InputStreamReader(open("documents/letter.html"), StandardCharsets.UTF_8));
    }

    /** The letter as a page of HTML that stands alone. */
    public String html(Letter letter) {
        return page.execute(letter);
    }

    /** The letter as a PDF of A4 pages that any reader shows alike; takes some tenths of a second, off the event loops. */
    public Mono<byte[]> pdf(Letter letter) {
        return blocking.call(LONGEST, () -> draw(letter));
    }

    /**
     * The characters of these texts that a PDF could not show, each once, under the name of its text; texts without such are left
     * out. Off the event loops, because it reads the fonts when first asked.
     */
    public Mono<Map<String, String>> missing(Map<String, String> texts) {
        return blocking.call(LONGEST, () -> {
            Map<String, String> missing = new LinkedHashMap<>();
            texts.forEach((name, text) -> {
                String without = missing(text);
                if (!without.isEmpty()) {
                    missing.put(name, without);
                }
            });
            return missing;
        });
    }

    private static String missing(String text) {
        return UNPRINTABLE
                .matcher(text)
                .replaceAll("")
                .codePoints()
                .filter(character -> !LetterFonts.prints(character))
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private byte[] draw(Letter letter) throws IOException {
        // Not at start, which need not load the library; it talks to the console about every step otherwise.
        XRLog.setLoggingEnabled(false);
        FontMappers.set(new NoFontsOfTheMachine());
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        LetterFonts.addTo(new PdfRendererBuilder())
                // Made for archives: every font is inside, none of the reader's machine or of this one is looked for.
                .usePdfAConformance(PdfAConformance.PDFA_2_U)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
                .useUnicodeBidiReorderer(new ICUBidiReorderer())
                .withHtmlContent(html(letter), null)
                .toStream(pdf)
                .run();
        return pdf.toByteArray();
    }

    private static InputStream open(String path) {
        try {
            return new ClassPathResource(path).getInputStream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
