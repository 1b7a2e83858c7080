package org.wangge.document;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
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
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** Draws letters. Both forms are made of the same page, so that what was read is what is printed. */
@Component
public class Letters {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int REGULAR = 400;
    private static final int BOLD = 700;
    /** What no page may hold, not even escaped. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

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

    private byte[] draw(Letter letter) throws IOException {
        // Not at start, which need not load the library; it talks to the console about every step otherwise.
        XRLog.setLoggingEnabled(false);
        FontMappers.set(new NoFontsOfTheMachine());
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        new PdfRendererBuilder()
                // Made for archives: every font is inside, none of the reader's machine or of this one is looked for.
                .usePdfAConformance(PdfAConformance.PDFA_2_U)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .useFont(() -> font("Regular"), "Noto Sans SC", REGULAR, FontStyle.NORMAL, true)
                .useFont(() -> font("Bold"), "Noto Sans SC", BOLD, FontStyle.NORMAL, true)
                .withHtmlContent(html(letter), null)
                .toStream(pdf)
                .run();
        return pdf.toByteArray();
    }

    private static InputStream font(String weight) {
        return open("fonts/ttf/NotoSansSC/NotoSansSC-" + weight + ".ttf");
    }

    private static InputStream open(String path) {
        try {
            return new ClassPathResource(path).getInputStream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
