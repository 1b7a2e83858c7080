package org.wangge.media.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/** Looks at a file while it streams by: refuses as soon as it cannot be a picture or is too large, and says what it was. */
public final class ContentCheck {

    private final long mostBytes;
    private final long mostPixels;
    private final PictureHeader header = new PictureHeader();
    private final MessageDigest digest;
    private long bytes;

    public ContentCheck(long mostBytes, long mostPixels) {
        this.mostBytes = mostBytes;
        this.mostPixels = mostPixels;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes the next piece in; leaves the buffer as it was. */
    public void see(ByteBuffer piece) {
        bytes += piece.remaining();
        if (bytes > mostBytes) {
            throw new Refused(Refusal.field("media.too-large", "/file", String.valueOf(mostBytes / 1024 / 1024)));
        }
        digest.update(piece.duplicate());
        header.see(piece);
        if (header.isHopeless()) {
            throw notAPicture();
        }
    }

    /** What it was, once all has been seen. Refuses {@code media.not-a-picture} and {@code media.too-many-pixels}. */
    public Picture conclude() {
        Picture picture = header.picture().orElseThrow(ContentCheck::notAPicture);
        if (picture.pixels() > mostPixels) {
            throw new Refused(Refusal.field("media.too-many-pixels", "/file", String.valueOf(mostPixels / 1_000_000)));
        }
        return picture;
    }

    private static Refused notAPicture() {
        return new Refused(Refusal.field("media.not-a-picture", "/file"));
    }

    public long bytes() {
        return bytes;
    }

    /** SHA-256 of all that was seen; asked once. */
    public String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
