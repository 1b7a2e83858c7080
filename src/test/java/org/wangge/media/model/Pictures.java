package org.wangge.media.model;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    private static final int PNG_HEADER_END = 33;

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
        return jpegBehind(width, height, 0xE1, segments);
    }

    /** The same with segments of any kind, of 60 KB each: colour profiles come in such parts. */
    public static byte[] jpegBehind(int width, int height, int marker, int segments) {
        byte[] thumbnail = jpeg(16, 16, false);
        byte[] segment = new byte[60_000];
        byte[] name = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, segment, 0, name.length);
        System.arraycopy(thumbnail, 0, segment, 100, Math.min(thumbnail.length, segment.length - 100));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < segments; i++) {
            all.writeBytes(segment(marker, segment));
        }
        return inserted(jpeg(width, height, false), 2, all.toByteArray());
    }

    private static byte[] segment(int marker, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xFF);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write((content.length + 2) & 0xFF);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] inserted(byte[] whole, int at, byte[] more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, at);
        out.writeBytes(more);
        out.write(whole, at, whole.length - at);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A picture with its map of depth and a small one of itself behind it. */
    public static byte[] jpegWithOthers(int width, int height) {
        return joined(jpeg(width, height, false), jpeg(16, 16, false), jpeg(8, 8, true));
    }

    /** With these EXIF tags, behind a segment of another use that has the same marker. */
    public static byte[] jpegWith(int width, int height, byte[] tags) {
        byte[] other = segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x/>".getBytes(StandardCharsets.US_ASCII));
        byte[] exif = segment(0xE1, joined("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tags));
        return inserted(jpeg(width, height, false), 2, joined(other, exif));
    }

    public static byte[] pngWith(int width, int height, byte[] tags) {
        return inserted(png(width, height), PNG_HEADER_END, chunk("eXIf", tags));
    }

    /** As some phones write it: a chunk of their own before the header. */
    public static byte[] pngOfPhone(int width, int height) {
        return inserted(png(width, height), 8, chunk("CgBI", new byte[4]));
    }

    private static byte[] chunk(String name, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(content.length >>> shift & 0xFF);
        }
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        out.writeBytes(new byte[4]);
        return out.toByteArray();
    }

    /** A canvas, the picture on it, and behind that the tags. */
    public static byte[] webpWith(int width, int height, byte[] tags) {
        ByteArrayOutputStream canvas = new ByteArrayOutputStream();
        littleEndian(canvas, 0x08, 4);
        littleEndian(canvas, width - 1, 3);
        littleEndian(canvas, height - 1, 3);
        byte[] picture = webpLossy(width, height);
        byte[] exif = webp("EXIF", tags);
        return joined(
                webp("VP8X", canvas.toByteArray()),
                Arrays.copyOfRange(picture, 12, picture.length),
                Arrays.copyOfRange(exif, 12, exif.length));
    }

    /** EXIF tags that say how the camera was held, behind one that says something else. */
    public static byte[] orientation(int value, boolean littleEndian) {
        ByteBuffer tags = ByteBuffer.allocate(38)
                .order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .putShort((short) (littleEndian ? 0x4949 : 0x4D4D))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 2);
        tags.putShort((short) 0x0100).putShort((short) 3).putInt(1).putInt(7);
        tags.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) value);
        return tags.array();
    }

    /** Where the marker of the first scan stands. */
    public static int indexOfScan(byte[] jpeg) {
        return indexOf(jpeg, 0xDA);
    }

    /** Where the marker of the frame stands, which has the size. */
    public static int indexOfFrame(byte[] jpeg) {
        return indexOf(jpeg, 0xC0);
    }

    private static int indexOf(byte[] jpeg, int marker) {
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != marker) {
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
        }
        return at;
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
