package org.wangge.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.wangge.document.Letter.Line;
import org.wangge.work.Blocking;
import reactor.test.StepVerifier;

class LettersTests {

    private static final Blocking BLOCKING = new Blocking();

    private final Letters letters = new Letters(BLOCKING);

    @AfterAll
    static void stop() {
        BLOCKING.destroy();
    }

    private static Letter letter(String value) {
        return new Letter(
                Locale.SIMPLIFIED_CHINESE,
                "限期整改通知书",
                "ZG-CX-260105-0001",
                "老王川菜馆：",
                "经检查，发现下列事故隐患：",
                List.of(new Letter.Item(List.of(new Line("隐患", value)))),
                List.of("请于2026年1月8日前整改完毕。"),
                List.of(new Line("签收人", "")));
    }

    private byte[] pdf(Letter letter) {
        byte[][] drawn = new byte[1][];
        StepVerifier.create(letters.pdf(letter))
                .assertNext(bytes -> drawn[0] = bytes)
                .expectComplete()
                .verify(Duration.ofSeconds(30));
        return drawn[0];
    }

    @Test
    void a_letter_as_pdf_has_the_text_and_its_fonts_inside() throws Exception {
        try (PDDocument read = Loader.loadPDF(pdf(letter("燃气灶具无熄火保护装置 <A&B>")))) {
            // Glyphs that a radical and a character share are read back as the radical.
            String text = Normalizer.normalize(new PDFTextStripper().getText(read), Normalizer.Form.NFKC);
            assertThat(text).contains("限期整改通知书", "ZG-CX-260105-0001", "老王川菜馆", "燃气灶具无熄火保护装置 <A&B>", "签收人");
            assertThat(read.getNumberOfPages()).isEqualTo(1);
            var fonts = read.getPage(0).getResources();
            for (var name : fonts.getFontNames()) {
                assertThat(fonts.getFont(name).isEmbedded()).isTrue();
            }
        }
    }

    @Test
    void rare_han_and_the_scripts_of_the_neighbours_are_printed() throws Exception {
        String names = "𠮷野家（𬭊记）𤧛巷3号 ꆈꌠ བོད";
        try (PDDocument read = Loader.loadPDF(pdf(letter(names)))) {
            String text = Normalizer.normalize(new PDFTextStripper().getText(read), Normalizer.Form.NFKC);
            assertThat(text).contains("𠮷野家", "𬭊记", "𤧛巷3号", "ꆈꌠ", "བོད").doesNotContain("#");
        }
    }

    @Test
    void uyghur_is_printed_and_no_character_of_it_is_lost() throws Exception {
        try (PDDocument read = Loader.loadPDF(pdf(letter("ئۇيغۇر")))) {
            assertThat(new PDFTextStripper().getText(read)).doesNotContain("#");
        }
        assertThat(missing("ئۇيغۇر")).isEmpty();
    }

    private Map<String, String> missing(String text) {
        return letters.missing(Map.of("/place/name", text))
                .blockOptional(Duration.ofSeconds(30))
                .orElseThrow();
    }

    @Test
    void what_no_font_has_is_named_and_what_leaves_no_mark_is_not() {
        assertThat(missing("张\uD841\uDE6B店\uD83C\uDF36")).containsEntry("/place/name", "\uD841\uDE6B\uD83C\uDF36");
        assertThat(missing("老王\u200B\uFEFF川菜馆\n\t 𠮷\uFE00")).isEmpty();
    }

    @Test
    void what_somebody_typed_is_text_and_never_markup() {
        assertThat(letters.html(letter("<script>alert(1)</script>")))
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void characters_that_no_page_may_hold_are_left_out() {
        byte[] drawn = pdf(letter("灶\u0000具\u000B\uD83D"));

        assertThat(drawn).startsWith('%', 'P', 'D', 'F');
        assertThat(letters.html(letter("灶\u0000具\u000B\uD83D"))).contains("<td>灶具</td>");
    }

    @Test
    void a_long_letter_takes_as_many_pages_as_it_needs() throws Exception {
        try (PDDocument read = Loader.loadPDF(pdf(letter("过道堆放杂物\n".repeat(60))))) {
            assertThat(read.getNumberOfPages()).isGreaterThan(1);
        }
    }
}
