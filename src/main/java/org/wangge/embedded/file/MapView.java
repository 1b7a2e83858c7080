package org.wangge.embedded.file;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * One ordered map for a reader. As it is, it belongs to the store's loop; while a {@link Snapshot} holds it, it is as it was
 * then, and one thread beside the loop may read it.
 */
public final class MapView {

    private final MVMap<byte[], byte[]> live;
    private MVMap<byte[], byte[]> read;

    MapView(MVMap<byte[], byte[]> live) {
        this.live = live;
        this.read = live;
    }

    void freeze() {
        read = live.openVersion(live.getStore().getCurrentVersion());
    }

    void thaw() {
        read = live;
    }

    public byte @Nullable [] get(byte[] key) {
        return read.get(key);
    }

    public long size() {
        return read.sizeAsLong();
    }

    /** How many keys are below the given one; costs one descent. */
    public long countBelow(byte[] key) {
        long position = read.getKeyIndex(key);
        return position < 0 ? -position - 1 : position;
    }

    /** Forward: keys from the given one on. Backward: keys from the given one down. Null starts at the end. */
    public Cursor<byte[], byte[]> cursor(byte @Nullable [] from, boolean backward) {
        return read.cursor(from, null, backward);
    }
}
