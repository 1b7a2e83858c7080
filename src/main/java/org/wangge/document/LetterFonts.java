package org.wangge.document;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.springframework.core.io.ClassPathResource;

/** The fonts that letters bring along, for the scripts in which Fucheng's people and neighbours write their names. */
final class LetterFonts {

    private static final int REGULAR = 400;
    private static final int BOLD = 700;
    private static final String HAN = "fonts/ttf/NotoSansSC/NotoSansSC-Regular.ttf";

    private record Font(String family, String path) {}

    /** In the order in which the page's style asks for them, character by character. */
    private static final List<Font> FALLBACKS = List.of(
            new Font("Noto Sans Yi", "fonts/NotoSansYi-Regular.ttf"),
            new Font("Noto Serif Tibetan", "fonts/NotoSerifTibetan-Regular.ttf"),
            new Font("Noto Sans Arabic", "fonts/NotoSansArabic-Regular.ttf"),
            // Han beyond the BMP that names are written with elsewhere.
            new Font("HanaMinB Names", "fonts/HanaMinB-Names.ttf"));

    /** Read once, when first asked for. */
    private static final class Printable {
        private static final BitSet CHARACTERS = read();

        private static BitSet read() {
            BitSet all = new BitSet(Character.MAX_CODE_POINT + 1);
            addAll(HAN, all);
            FALLBACKS.forEach(font -> addAll(font.path(), all));
            return all;
        }

        private static void addAll(String path, BitSet all) {
            try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(open(path)))) {
                CmapLookup glyphs = font.getUnicodeCmapLookup();
                for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
                    if (glyphs.getGlyphId(character) != 0) {
                        all.set(character);
                    }
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private LetterFonts() {}

    /** Whether some font has it, or it leaves no mark on paper. Reads all fonts when first asked: not on an event loop. */
    static boolean prints(int character) {
        return Printable.CHARACTERS.get(character) || Character.isWhitespace(character);
    }

    static PdfRendererBuilder addTo(PdfRendererBuilder builder) {
        builder.useFont(() -> open(HAN), "Noto Sans SC", REGULAR, FontStyle.NORMAL, true)
                .useFont(() -> open(HAN.replace("Regular", "Bold")), "Noto Sans SC", BOLD, FontStyle.NORMAL, true);
        for (Font font : FALLBACKS) {
            builder.useFont(() -> open(font.path()), font.family(), REGULAR, FontStyle.NORMAL, true);
        }
        return builder;
    }

    private static InputStream open(String path) {
        try {
            return new ClassPathResource(path).getInputStream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
