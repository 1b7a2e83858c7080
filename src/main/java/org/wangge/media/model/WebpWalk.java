package org.wangge.media.model;

import static org.wangge.media.model.PictureBytes.backwards;

/** A WebP by its container specification: one picture, or a canvas with what is on it, and behind that how it is turned. */
final class WebpWalk {

    private static final int BEFORE_CONTENT = 8;
    private static final int LOSSY = 10;
    private static final int LOSSLESS = 5;
    private static final int CANVAS = 10;

    private final Pieces pieces;
    private final PictureFacts found;

    WebpWalk(Pieces pieces, PictureFacts found) {
        this.pieces = pieces;
        this.found = found;
    }

    /** After the container's head. */
    void begin() {
        pieces.collect(BEFORE_CONTENT, head -> {
            long length = backwards(head, 4, 4);
            switch (PictureBytes.text(head, 0)) {
                case "VP8 " -> content(length, LOSSY, this::lossy);
                case "VP8L" -> content(length, LOSSLESS, this::lossless);
                case "VP8X" -> content(length, CANVAS, this::canvas);
                default -> found.isNone();
            }
        });
    }

    private void content(long length, int head, Pieces.Step reading) {
        if (length < head) {
            found.isNone();
            return;
        }
        pieces.collect(head, bytes -> {
            reading.take(bytes);
            // Of a canvas this is the next chunk already, of a picture its data.
            pieces.collect(1, first -> {
                found.shows();
                more(first, padded(length) - head);
            });
        });
    }

    /** How it is turned stands behind the picture. */
    private void more(byte[] first, long rest) {
        if (rest > 0) {
            pieces.passOver(rest - 1);
            next();
        } else {
            next();
            pieces.see(java.nio.ByteBuffer.wrap(first));
        }
    }

    private void next() {
        pieces.collect(BEFORE_CONTENT, head -> {
            long length = padded(backwards(head, 4, 4));
            if ("EXIF".equals(PictureBytes.text(head, 0))) {
                pieces.collect((int) Math.min(length, Exif.ENOUGH), tags -> found.orientation(Exif.orientation(tags)));
            } else {
                pieces.passOver(length);
                next();
            }
        });
    }

    private static long padded(long length) {
        return length + (length & 1);
    }

    /** Frame tag, start code, then 14 bits each (RFC 6386, 9.1). */
    private void lossy(byte[] head) {
        if (PictureBytes.number(head, 3, 3) != 0x9D012A) {
            found.isNone();
        }
        found.size(Picture.Kind.WEBP, backwards(head, 6, 2) & 0x3FFF, backwards(head, 8, 2) & 0x3FFF);
    }

    /** A signature, then 14 bits each, less one. */
    private void lossless(byte[] head) {
        long packed = backwards(head, 1, 4);
        if (head[0] != 0x2F) {
            found.isNone();
        }
        found.size(Picture.Kind.WEBP, (packed & 0x3FFF) + 1, (packed >>> 14 & 0x3FFF) + 1);
    }

    /** Flags, then 24 bits each, less one. */
    private void canvas(byte[] head) {
        found.size(Picture.Kind.WEBP, backwards(head, 4, 3) + 1, backwards(head, 7, 3) + 1);
    }
}
