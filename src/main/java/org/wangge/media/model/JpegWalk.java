package org.wangge.media.model;

import static org.wangge.media.model.PictureBytes.number;

/**
 * A JPEG from marker to marker (ITU T.81, annex B) until its first scan. Of several pictures in one file (a portrait with its map
 * of depth, MPO) the first is the one that is shown.
 */
final class JpegWalk {

    private static final int EXIF = 0xE1;
    private static final int SCAN = 0xDA;
    private static final int SIZE = 5;

    private final Pieces pieces;
    private final PictureFacts found;

    JpegWalk(Pieces pieces, PictureFacts found) {
        this.pieces = pieces;
        this.found = found;
    }

    /** After the marker that begins the picture. */
    void begin() {
        pieces.collect(1, before -> {
            if (number(before, 0, 1) == 0xFF) {
                marker();
            } else {
                found.isNone();
            }
        });
    }

    private void marker() {
        pieces.collect(1, byteOfMarker -> {
            int marker = (int) number(byteOfMarker, 0, 1);
            if (marker == 0xFF) {
                // any number of these may stand before it
                marker();
            } else if (standsAlone(marker)) {
                begin();
            } else if (marker < 0xC0 || marker == 0xD9) {
                found.isNone();
            } else {
                segment(marker);
            }
        });
    }

    private void segment(int marker) {
        pieces.collect(2, byteCount -> {
            int length = (int) number(byteCount, 0, 2) - 2;
            if (length < 0) {
                found.isNone();
            } else if (marker == SCAN) {
                scan(length);
            } else if (beginsFrame(marker)) {
                frame(length);
            } else if (marker == EXIF) {
                pieces.collect(length, segment -> {
                    found.orientation(Exif.orientation(segment));
                    begin();
                });
            } else {
                pieces.passOver(length);
                begin();
            }
        });
    }

    /** SOF0 to SOF15 without the tables that share their range (DHT, JPG, DAC). */
    private static boolean beginsFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean standsAlone(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
    }

    private void frame(int length) {
        if (length < SIZE) {
            found.isNone();
            return;
        }
        pieces.collect(SIZE, size -> {
            found.size(Picture.Kind.JPEG, number(size, 3, 2), number(size, 1, 2));
            pieces.passOver((long) length - SIZE);
            begin();
        });
    }

    private void scan(int length) {
        if (!found.hasSize()) {
            found.isNone();
            return;
        }
        pieces.passOver(length);
        pieces.collect(1, first -> found.shows());
    }
}
