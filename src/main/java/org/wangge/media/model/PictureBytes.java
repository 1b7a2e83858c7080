package org.wangge.media.model;

import java.nio.charset.StandardCharsets;

/** Reads letters and numbers from the bytes of a picture. */
final class PictureBytes {

    private PictureBytes() {}

    /** Four letters. */
    static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }

    /** Of so many bytes, the most significant first. */
    static long number(byte[] bytes, int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    /** Of so many bytes, the least significant first. */
    static long backwards(byte[] bytes, int at, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }
}
