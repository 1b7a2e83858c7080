package org.wangge.media.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/** Looks at a file while it streams by: refuses as soon as it cannot be a picture or is too large, and says what it was. */
public final class ContentCheck {

    private static final int FIRST_LOOK = 12;

    private final long mostBytes;
    private final long mostPixels;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private final MessageDigest digest;
    private long bytes;
    private boolean lookedAt;

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
        int room = PictureHeader.ENOUGH - beginning.size();
        if (room > 0) {
            byte[] some = new byte[Math.min(room, piece.remaining())];
            piece.duplicate().get(some);
            beginning.writeBytes(some);
        }
        if (!lookedAt && beginning.size() >= FIRST_LOOK) {
            lookedAt = true;
            if (!PictureHeader.mayBePicture(beginning.toByteArray())) {
                throw notAPicture();
            }
        }
    }

    /** What it was, once all has been seen. Refuses {@code media.not-a-picture} and {@code media.too-many-pixels}. */
    public Picture conclude() {
        Picture picture = PictureHeader.read(beginning.toByteArray()).orElseThrow(ContentCheck::notAPicture);
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
