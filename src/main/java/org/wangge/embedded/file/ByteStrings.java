package org.wangge.embedded.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Byte strings as the map file stores them: unsigned order, neighbours share their prefix (index keys repeat long ones), and
 * every page carries a checksum, because the map file itself checks headers only and would hand out damaged content.
 */
final class ByteStrings extends BasicDataType<byte[]> {

    static final byte[] EMPTY = new byte[0];

    /** For keys: leaves out what a key shares with the one before it. */
    static final ByteStrings KEYS = new ByteStrings(true);

    /** For values: written as they are. */
    static final ByteStrings VALUES = new ByteStrings(false);

    private static final int OBJECT_OVERHEAD = 24;

    private final boolean shared;

    private ByteStrings(boolean shared) {
        this.shared = shared;
    }

    @Override
    public int compare(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
    }

    @Override
    public int getMemory(byte[] bytes) {
        return bytes.length == 0 ? 0 : OBJECT_OVERHEAD + bytes.length;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }

    @Override
    public void write(WriteBuffer buffer, byte[] bytes) {
        buffer.putVarInt(bytes.length).put(bytes, 0, bytes.length);
    }

    @Override
    public byte[] read(ByteBuffer buffer) {
        return take(buffer, new byte[DataUtils.readVarInt(buffer)], 0);
    }

    @Override
    public void write(WriteBuffer buffer, Object storage, int length) {
        byte[][] strings = (byte[][]) storage;
        int start = buffer.position();
        byte[] previous = EMPTY;
        for (int i = 0; i < length; i++) {
            byte[] current = strings[i];
            int common = shared ? commonPrefix(previous, current) : 0;
            if (shared) {
                buffer.putVarInt(common);
            }
            buffer.putVarInt(current.length - common).put(current, common, current.length - common);
            previous = current;
        }
        buffer.putInt(checksum(buffer.getBuffer(), start, buffer.position()));
    }

    @Override
    public void read(ByteBuffer buffer, Object storage, int length) {
        byte[][] strings = (byte[][]) storage;
        int start = buffer.position();
        byte[] previous = EMPTY;
        for (int i = 0; i < length; i++) {
            int common = shared ? DataUtils.readVarInt(buffer) : 0;
            int rest = DataUtils.readVarInt(buffer);
            if (common < 0 || common > previous.length || rest < 0 || rest > buffer.remaining()) {
                throw damaged();
            }
            byte[] current = common + rest == 0 ? EMPTY : Arrays.copyOf(previous, common + rest);
            strings[i] = take(buffer, current, common);
            previous = current;
        }
        int expected = checksum(buffer, start, buffer.position());
        if (buffer.getInt() != expected) {
            throw damaged();
        }
    }

    private static byte[] take(ByteBuffer buffer, byte[] target, int from) {
        buffer.get(target, from, target.length - from);
        return target;
    }

    private static int commonPrefix(byte[] a, byte[] b) {
        int mismatch = Arrays.mismatch(a, b);
        return mismatch < 0 ? a.length : mismatch;
    }

    private static int checksum(ByteBuffer buffer, int start, int end) {
        ByteBuffer part = buffer.duplicate();
        part.limit(end).position(start);
        CRC32C checksum = new CRC32C();
        checksum.update(part);
        return (int) checksum.getValue();
    }

    private static RuntimeException damaged() {
        return DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "page content does not match its checksum");
    }
}
