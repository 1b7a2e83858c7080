package org.wangge.media.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads kind and size of a picture from its beginning, without decoding it: a small file can unfold into gigabytes. JPEG by
 * ITU T.81 (markers), PNG by ISO 15948 (IHDR), WebP by its container specification.
 */
public final class PictureHeader {

    /** The size of a JPEG may stand behind thumbnails, colour profiles and, in portraits, maps of depth. */
    public static final int ENOUGH = 1024 * 1024;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final byte[] bytes;

    private PictureHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether the first twelve bytes can be the beginning of a picture at all. */
    public static boolean mayBePicture(byte[] beginning) {
        PictureHeader header = new PictureHeader(beginning);
        return header.isJpeg() || header.isPng() || header.isWebp();
    }

    /** Empty when it is not a picture of a kind we take, or its size does not show. */
    public static Optional<Picture> read(byte[] beginning) {
        PictureHeader header = new PictureHeader(beginning);
        Optional<Picture> picture = Optional.empty();
        if (header.isJpeg()) {
            picture = header.jpeg();
        } else if (header.isPng()) {
            picture = header.png();
        } else if (header.isWebp()) {
            picture = header.webp();
        }
        return picture.filter(found -> found.width() > 0 && found.height() > 0);
    }

    private boolean isJpeg() {
        return has(3) && at(0) == 0xFF && at(1) == 0xD8 && at(2) == 0xFF;
    }

    private boolean isPng() {
        if (!has(PNG.length)) {
            return false;
        }
        for (int i = 0; i < PNG.length; i++) {
            if (bytes[i] != PNG[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isWebp() {
        return has(12) && "RIFF".equals(text(0)) && "WEBP".equals(text(8));
    }

    private Optional<Picture> png() {
        return has(24) && "IHDR".equals(text(12))
                ? Optional.of(new Picture(Picture.Kind.PNG, bigEndian(16, 4), bigEndian(20, 4)))
                : Optional.empty();
    }

    /** Walks from marker to marker until one that begins a frame. */
    private Optional<Picture> jpeg() {
        int position = 2;
        while (has(position + 4)) {
            if (at(position) != 0xFF) {
                return Optional.empty();
            }
            int marker = at(position + 1);
            if (marker == 0xFF) {
                position++;
                continue;
            }
            if (beginsFrame(marker)) {
                return has(position + 9)
                        ? Optional.of(
                                new Picture(Picture.Kind.JPEG, bigEndian(position + 7, 2), bigEndian(position + 5, 2)))
                        : Optional.empty();
            }
            int length = bigEndian(position + 2, 2);
            if (length < 2) {
                return Optional.empty();
            }
            position += 2 + length;
        }
        return Optional.empty();
    }

    /** SOF0 to SOF15 without the tables that share their range (DHT, JPG, DAC). */
    private static boolean beginsFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private Optional<Picture> webp() {
        if (!has(30)) {
            return Optional.empty();
        }
        return switch (text(12)) {
            case "VP8 " -> lossy();
            case "VP8L" -> lossless();
            case "VP8X" ->
                Optional.of(new Picture(Picture.Kind.WEBP, littleEndian(24, 3) + 1, littleEndian(27, 3) + 1));
            default -> Optional.empty();
        };
    }

    /** Frame tag, start code, then 14 bits each (RFC 6386, 9.1). */
    private Optional<Picture> lossy() {
        boolean keyFrame = at(23) == 0x9D && at(24) == 0x01 && at(25) == 0x2A;
        return keyFrame
                ? Optional.of(
                        new Picture(Picture.Kind.WEBP, littleEndian(26, 2) & 0x3FFF, littleEndian(28, 2) & 0x3FFF))
                : Optional.empty();
    }

    /** A signature, then 14 bits each, less one. */
    private Optional<Picture> lossless() {
        int packed = littleEndian(21, 4);
        return at(20) == 0x2F
                ? Optional.of(new Picture(Picture.Kind.WEBP, (packed & 0x3FFF) + 1, ((packed >>> 14) & 0x3FFF) + 1))
                : Optional.empty();
    }

    private boolean has(int length) {
        return bytes.length >= length;
    }

    private int at(int position) {
        return bytes[position] & 0xFF;
    }

    private String text(int position) {
        return new String(bytes, position, 4, StandardCharsets.ISO_8859_1);
    }

    private int bigEndian(int position, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | at(position + i);
        }
        return value;
    }

    private int littleEndian(int position, int length) {
        int value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | at(position + i);
        }
        return value;
    }
}
