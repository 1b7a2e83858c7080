package org.wangge.media.model;

import static org.wangge.media.model.PictureBytes.number;

/** A PNG from chunk to chunk (ISO 15948) until its first data. What stands before the header, as some phones have it, is passed over. */
final class PngWalk {

    private static final int BEFORE_CONTENT = 8;
    private static final int CHECKSUM = 4;
    private static final int SIZE = 8;

    private final Pieces pieces;
    private final PictureFacts found;

    PngWalk(Pieces pieces, PictureFacts found) {
        this.pieces = pieces;
        this.found = found;
    }

    /** After the signature, and after each chunk. */
    void begin() {
        pieces.collect(BEFORE_CONTENT, head -> {
            long length = number(head, 0, 4);
            switch (PictureBytes.text(head, 4)) {
                case "IHDR" -> header(length);
                case "IDAT" -> data(length);
                case "IEND" -> found.isNone();
                case "eXIf" -> exif(length);
                default -> passOver(length);
            }
        });
    }

    private void passOver(long length) {
        pieces.passOver(length + CHECKSUM);
        begin();
    }

    private void header(long length) {
        if (length < SIZE) {
            found.isNone();
            return;
        }
        pieces.collect(SIZE, size -> {
            found.size(Picture.Kind.PNG, number(size, 0, 4), number(size, 4, 4));
            passOver(length - SIZE);
        });
    }

    private void exif(long length) {
        int kept = (int) Math.min(length, Exif.ENOUGH);
        pieces.collect(kept, tags -> {
            found.orientation(Exif.orientationOfTags(tags, 0));
            passOver(length - kept);
        });
    }

    /** One piece of data may be empty, with more in the next. */
    private void data(long length) {
        if (!found.hasSize()) {
            found.isNone();
        } else if (length == 0) {
            passOver(length);
        } else {
            pieces.collect(1, first -> found.shows());
        }
    }
}
