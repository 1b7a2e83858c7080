package org.wangge.media.model;

import org.jspecify.annotations.Nullable;

/** What is known so far of a picture that streams by. */
final class PictureFacts {

    Picture.@Nullable Kind kind;
    long width;
    long height;
    int orientation = Exif.UPRIGHT;
    boolean shows;
    boolean hopeless;

    void size(Picture.Kind of, long wide, long high) {
        kind = of;
        width = wide;
        height = high;
    }

    /** The first that says something counts. */
    void orientation(int said) {
        if (orientation == Exif.UPRIGHT) {
            orientation = said;
        }
    }

    boolean hasSize() {
        return kind != null;
    }

    void shows() {
        shows = true;
    }

    void isNone() {
        hopeless = true;
    }
}
