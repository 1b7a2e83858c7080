package org.wangge.place.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.detector.Detector;
import com.google.zxing.qrcode.encoder.QRCode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A QR code as a PNG picture in black and white, one bit for each pixel, which needs no graphics library. */
public final class QrPicture {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int MODULE_PIXELS = 10;
    private static final int QUIET_MODULES = 4;

    private QrPicture() {}

    /** Draws the text; a quarter of the code may be damaged and it can still be read. */
    public static byte[] png(String text) {
        try {
            return png(readable(text));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(tooLong);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * One text in a hundred comes out with something among its modules that readers take for a fourth corner, and then do not
     * find the code; so each picture is read once, and drawn with another mask where that fails.
     */
    private static BitMatrix readable(String text) throws WriterException {
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        hints.put(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.Q);
        hints.put(EncodeHintType.MARGIN, QUIET_MODULES);
        BitMatrix drawn = drawn(text, hints);
        for (int mask = 0; mask < QRCode.NUM_MASK_PATTERNS && !isFound(drawn, text); mask++) {
            hints.put(EncodeHintType.QR_MASK_PATTERN, mask);
            drawn = drawn(text, hints);
        }
        return drawn;
    }

    private static BitMatrix drawn(String text, Map<EncodeHintType, Object> hints) throws WriterException {
        // Asked for no size it gives one point for each module.
        BitMatrix modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 1, 1, hints);
        BitMatrix drawn = new BitMatrix(modules.getWidth() * MODULE_PIXELS);
        for (int row = 0; row < modules.getHeight(); row++) {
            for (int column = 0; column < modules.getWidth(); column++) {
                if (modules.get(column, row)) {
                    drawn.setRegion(column * MODULE_PIXELS, row * MODULE_PIXELS, MODULE_PIXELS, MODULE_PIXELS);
                }
            }
        }
        return drawn;
    }

    private static boolean isFound(BitMatrix drawn, String text) {
        try {
            BitMatrix found = new Detector(drawn).detect().getBits();
            return new Decoder().decode(found).getText().equals(text);
        } catch (ReaderException unreadable) {
            return false;
        }
    }

    private static byte[] png(BitMatrix drawn) throws IOException {
        int size = drawn.getWidth();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(png);
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(size);
        fields.writeInt(size);
        // One bit, grey; the only compression and filter there are; not interlaced.
        fields.write(new byte[] {1, 0, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        chunk(out, "IDAT", pixels(drawn, size));
        chunk(out, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] pixels(BitMatrix drawn, int size) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            for (int row = 0; row < size; row++) {
                byte[] line = new byte[1 + (size + 7) / 8];
                for (int column = 0; column < size; column++) {
                    if (!drawn.get(column, row)) {
                        line[1 + column / 8] |= (byte) (0x80 >> column % 8);
                    }
                }
                deflater.write(line);
            }
        }
        return packed.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
    }
}
