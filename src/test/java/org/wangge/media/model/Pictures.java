package org.wangge.media.model;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small pictures of every kind that phones and apps make. */
public final class Pictures {

    private Pictures() {}

    private static BufferedImage image(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    public static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(width, height), "png", out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    public static byte[] jpeg(int width, int height, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image(width, height), null, null), how);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** A JPEG whose size stands behind so many bytes of EXIF, as phones put a thumbnail there (itself a JPEG). */
    public static byte[] jpegWithExif(int width, int height, int segments) {
        byte[] plain = jpeg(width, height, false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        byte[] thumbnail = jpeg(16, 16, false);
        for (int i = 0; i < segments; i++) {
            byte[] exif = new byte[60_000];
            byte[] name = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(name, 0, exif, 0, name.length);
            System.arraycopy(thumbnail, 0, exif, 100, Math.min(thumbnail.length, exif.length - 100));
            out.write(0xFF);
            out.write(0xE1);
            out.write((exif.length + 2) >> 8);
            out.write((exif.length + 2) & 0xFF);
            out.writeBytes(exif);
        }
        out.write(plain, 2, plain.length - 2);
        return out.toByteArray();
    }

    /** A real picture blown up to so many bytes by what decoders skip: bytes behind its end. */
    public static byte[] jpegOfBytes(int bytes) {
        byte[] small = jpeg(32, 24, false);
        byte[] large = Arrays.copyOf(small, bytes);
        byte[] filling = new byte[bytes - small.length];
        new Random(7).nextBytes(filling);
        System.arraycopy(filling, 0, large, small.length, filling.length);
        return large;
    }

    /** RIFF container with one chunk of the given kind (the container specification of WebP). */
    public static byte[] webp(String chunk, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
        littleEndian(out, 12 + payload.length, 4);
        out.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(chunk.getBytes(StandardCharsets.US_ASCII));
        littleEndian(out, payload.length, 4);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** Lossy: frame tag, start code, 14 bits each for width and height, and two for scaling (RFC 6386, 9.1). */
    public static byte[] webpLossy(int width, int height) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {0x10, 0, 0, (byte) 0x9D, 0x01, 0x2A});
        littleEndian(frame, width | 1 << 14, 2);
        littleEndian(frame, height, 2);
        frame.writeBytes(new byte[20]);
        return webp("VP8 ", frame.toByteArray());
    }

    /** Lossless: signature, 14 bits each for width and height less one. */
    public static byte[] webpLossless(int width, int height) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x2F);
        littleEndian(frame, (width - 1) | (height - 1) << 14, 4);
        frame.writeBytes(new byte[20]);
        return webp("VP8L", frame.toByteArray());
    }

    /** Extended: flags, then 24 bits each for the canvas less one. */
    public static byte[] webpExtended(int width, int height) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        littleEndian(header, 0x10, 4);
        littleEndian(header, width - 1, 3);
        littleEndian(header, height - 1, 3);
        header.writeBytes(new byte[20]);
        return webp("VP8X", header.toByteArray());
    }

    private static void littleEndian(ByteArrayOutputStream out, int value, int length) {
        for (int i = 0; i < length; i++) {
            out.write(value >>> (8 * i) & 0xFF);
        }
    }

    /** Says it is huge in a few bytes: what a decoder would unfold into gigabytes. */
    public static byte[] pngBomb() {
        byte[] small = png(1, 1);
        for (int i = 16; i < 24; i += 4) {
            small[i] = 0;
            small[i + 1] = 1;
            small[i + 2] = 0;
            small[i + 3] = 0;
        }
        return small;
    }
}
