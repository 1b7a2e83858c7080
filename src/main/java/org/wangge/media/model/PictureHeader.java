package org.wangge.media.model;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads kind and size of a picture while it streams by, without decoding it: a small file can unfold into gigabytes. The size may
 * stand behind any amount of profiles, thumbnails and maps of depth; they are passed over, not kept. It is a picture only once
 * the first byte of what it shows has been seen.
 */
public final class PictureHeader {

    private static final int FIRST_LOOK = 12;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final Pieces pieces = new Pieces();
    private final PictureFacts found = new PictureFacts();

    public PictureHeader() {
        pieces.collect(FIRST_LOOK, this::begin);
    }

    /** Takes the next piece in; leaves the buffer as it was. */
    public void see(ByteBuffer piece) {
        pieces.see(piece);
    }

    /** Whether it cannot become a picture any more, whatever follows. */
    public boolean isHopeless() {
        return found.hopeless;
    }

    /**
     * The picture, once all has been seen, with its sides as people see them. Empty when it is not one of a kind we take, its size
     * does not show, or it ends before it shows anything.
     */
    public Optional<Picture> picture() {
        Picture.Kind kind = found.kind;
        boolean sized = inRange(found.width) && inRange(found.height);
        if (kind == null || found.hopeless || !found.shows || !sized) {
            return Optional.empty();
        }
        Picture lying = new Picture(kind, (int) found.width, (int) found.height);
        return Optional.of(Exif.turnsOver(found.orientation) ? lying.turned() : lying);
    }

    private static boolean inRange(long side) {
        return side > 0 && side <= Integer.MAX_VALUE;
    }

    private void begin(byte[] first) {
        if (PictureBytes.number(first, 0, 3) == 0xFFD8FF) {
            new JpegWalk(pieces, found).begin();
            pieces.see(ByteBuffer.wrap(first, 2, FIRST_LOOK - 2));
        } else if (startsLikePng(first)) {
            new PngWalk(pieces, found).begin();
            pieces.see(ByteBuffer.wrap(first, PNG.length, FIRST_LOOK - PNG.length));
        } else if ("RIFF".equals(PictureBytes.text(first, 0)) && "WEBP".equals(PictureBytes.text(first, 8))) {
            new WebpWalk(pieces, found).begin();
        } else {
            found.isNone();
        }
    }

    private static boolean startsLikePng(byte[] first) {
        for (int at = 0; at < PNG.length; at++) {
            if (first[at] != PNG[at]) {
                return false;
            }
        }
        return true;
    }
}
