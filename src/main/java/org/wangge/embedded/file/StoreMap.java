package org.wangge.embedded.file;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** One ordered map of the store; every change also goes to the write log. Not thread-safe: the store's one loop owns it. */
public final class StoreMap {

    private final MVMap<byte[], byte[]> map;
    private final WriteLog log;

    StoreMap(MVMap<byte[], byte[]> map, WriteLog log) {
        this.map = map;
        this.log = log;
    }

    public byte @Nullable [] get(byte[] key) {
        return map.get(key);
    }

    public void put(byte[] key, byte[] value) {
        map.put(key, value);
        log.append(map.getId(), key, value);
    }

    /** Adds a key that carries no value, as index entries do. */
    public void put(byte[] key) {
        put(key, ByteStrings.EMPTY);
    }

    /** Adds a key during a build that ends with a checkpoint, so the log need not hold it. */
    public void putUnlogged(byte[] key) {
        map.put(key, ByteStrings.EMPTY);
    }

    public void remove(byte[] key) {
        map.remove(key);
        log.append(map.getId(), key, null);
    }

    public long size() {
        return map.sizeAsLong();
    }

    /** The bytes of all values; reads everything. */
    public long valueBytes() {
        long bytes = 0;
        Cursor<byte[], byte[]> cursor = map.cursor(null);
        while (cursor.hasNext()) {
            cursor.next();
            bytes += cursor.getValue().length;
        }
        return bytes;
    }

    /** The smallest key not below the given one, or null. */
    public byte @Nullable [] ceiling(byte[] key) {
        return map.ceilingKey(key);
    }

    public byte @Nullable [] lastKey() {
        return map.lastKey();
    }

    /** For a reader. */
    public MapView view() {
        return new MapView(map);
    }

    MVMap<byte[], byte[]> map() {
        return map;
    }
}
