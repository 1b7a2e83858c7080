package org.wangge.place.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

public class QrPictureTests {

    /** What a scanner reads in a picture that another library has opened. */
    public static String scanned(byte[] png) throws Exception {
        BufferedImage picture = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)), "no picture");
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        Result result = new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))));
        return result.getText();
    }

    @Test
    void a_scanner_reads_what_was_drawn() throws Exception {
        String text = "wangge:place:01970000-0000-7000-8000-000000000001:Zm9vYmFyYmF6cXV4";
        byte[] png = QrPicture.png(text);
        assertThat(scanned(png)).isEqualTo(text);
        assertThat(png.length).isLessThan(4096);
    }

    /** Three of these have a false corner in the mask the writer would choose. */
    @Test
    void the_codes_of_all_places_are_found() throws Exception {
        Random random = new Random(2);
        for (int place = 0; place < 50; place++) {
            byte[] code = new byte[16];
            random.nextBytes(code);
            String text = "wangge:place:" + new UUID(random.nextLong(), random.nextLong()) + ":"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
            assertThat(scanned(QrPicture.png(text))).isEqualTo(text);
        }
    }

    @Test
    void it_can_still_be_read_when_a_corner_is_torn() throws Exception {
        byte[] png = QrPicture.png("wangge:place:x");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        for (int x = 0; x < 30; x++) {
            for (int y = 0; y < 30; y++) {
                picture.getRaster().setSample(picture.getWidth() - 80 + x, picture.getHeight() - 80 + y, 0, 1);
            }
        }
        java.io.ByteArrayOutputStream torn = new java.io.ByteArrayOutputStream();
        ImageIO.write(picture, "png", torn);
        try {
            assertThat(scanned(torn.toByteArray())).isEqualTo("wangge:place:x");
        } catch (NotFoundException gone) {
            throw new AssertionError("not even found", gone);
        }
    }
}
