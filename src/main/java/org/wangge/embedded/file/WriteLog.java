package org.wangge.embedded.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What changed since the map file was last written, as one appended frame per group of commands: length, checksum, then
 * (map, key, value) changes. A frame is written only after the frame before it is safe, so a broken frame that is followed
 * by a good one is damage. A last frame that was only begun is the mark of a crash and was never acknowledged; of one that is
 * there in full length and is wrong nobody can say that.
 */
final class WriteLog {

    /** What reading a log yields: one change, {@code null} value for a removal. */
    interface Changes {
        void change(int map, byte[] key, byte @Nullable [] value);
    }

    private static final int FRAME_MARK = 0x57474C47;
    private static final int FRAME_HEADER = 12;
    private static final int FIRST_CAPACITY = 64 * 1024;
    private static final int KEPT_CAPACITY = 4 * 1024 * 1024;

    private final LogFiles files;
    private @Nullable FileChannel channel;
    private long number;
    private long length;
    private byte[] pending = new byte[FIRST_CAPACITY];
    private int pendingLength = FRAME_HEADER;

    WriteLog(LogFiles files) {
        this.files = files;
    }

    void append(int map, byte[] key, byte @Nullable [] value) {
        reserve(key.length + (value == null ? 0 : value.length) + 16);
        putVarInt(map);
        putVarInt(key.length);
        putBytes(key);
        putVarInt(value == null ? 0 : value.length + 1);
        if (value != null) {
            putBytes(value);
        }
    }

    boolean hasPending() {
        return pendingLength > FRAME_HEADER;
    }

    long length() {
        return length;
    }

    long number() {
        return number;
    }

    /** Forgets what was appended but not written; the map file holds it already. */
    void dropPending() {
        if (pending.length > KEPT_CAPACITY) {
            pending = new byte[FIRST_CAPACITY];
        }
        pendingLength = FRAME_HEADER;
    }

    /** Starts a new, empty log file; the one before stays until a checkpoint has taken it over. */
    void roll(long next) throws IOException {
        FileChannel fresh = OwnerOnly.channel(files.file(next), StandardOpenOption.TRUNCATE_EXISTING);
        close();
        channel = fresh;
        number = next;
        length = 0;
    }

    void write() throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(pending, 0, pendingLength);
        frame.putInt(0, FRAME_MARK);
        frame.putInt(4, pendingLength - FRAME_HEADER);
        frame.putInt(8, checksum(pending, FRAME_HEADER, pendingLength));
        FileChannel open = open();
        while (frame.hasRemaining()) {
            open.write(frame);
        }
        length += pendingLength;
        dropPending();
    }

    void sync() throws IOException {
        open().force(false);
    }

    void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private FileChannel open() throws IOException {
        if (channel == null) {
            throw new IOException("write log is closed");
        }
        return channel;
    }

    /**
     * Where the good frames of a log end.
     *
     * @param size of the whole file
     * @param torn whether what follows may be a frame that was only begun
     */
    record End(long at, long size, boolean torn) {}

    /**
     * Reads all whole frames of one log, up to the first broken one.
     *
     * @param newest whether a crash may have cut off its last frame; older logs were safe before a newer one was begun
     * @throws DamagedLogException when a good frame follows a broken one, or the log is not the newest
     */
    static End read(Path file, boolean newest, Changes changes) throws IOException, DamagedLogException {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        int at = frames(content, 0, changes);
        if (!newest && at < content.limit() || nextFrame(content, at + 1) >= 0) {
            throw new DamagedLogException(file, at);
        }
        return new End(at, content.limit(), isTorn(content, at));
    }

    /** Reads every good frame, also behind broken ones, and tells where bytes were stepped over. */
    static void readAll(Path file, Changes changes, Consumer<String> lost) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        int at = frames(content, 0, changes);
        while (at < content.limit()) {
            int next = nextFrame(content, at + 1);
            int end = next < 0 ? content.limit() : next;
            lost.accept(file.getFileName() + " is damaged from byte " + at + " to " + end);
            at = frames(content, end, changes);
        }
    }

    /** Applies the frames from a place on; gives where the last good one ends. */
    private static int frames(ByteBuffer content, int from, Changes changes) {
        int at = from;
        while (isFrame(content, at)) {
            int end = at + FRAME_HEADER + content.getInt(at + 4);
            apply(content, at + FRAME_HEADER, end, changes);
            at = end;
        }
        return at;
    }

    private static int nextFrame(ByteBuffer content, int from) {
        for (int next = from; next <= content.limit() - FRAME_HEADER; next++) {
            if (content.getInt(next) == FRAME_MARK && isFrame(content, next)) {
                return next;
            }
        }
        return -1;
    }

    /** Less than a header, a header that announces more than there is, or room that was never written. */
    private static boolean isTorn(ByteBuffer content, int at) {
        int rest = content.limit() - at;
        if (rest < FRAME_HEADER) {
            return true;
        }
        if (content.getInt(at) == FRAME_MARK) {
            return content.getInt(at + 4) > rest - FRAME_HEADER;
        }
        for (int i = at; i < content.limit(); i++) {
            if (content.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFrame(ByteBuffer content, int at) {
        if (content.limit() - at < FRAME_HEADER || content.getInt(at) != FRAME_MARK) {
            return false;
        }
        int size = content.getInt(at + 4);
        int start = at + FRAME_HEADER;
        return size > 0
                && size <= content.limit() - start
                && content.getInt(at + 8) == checksum(content.array(), start, start + size);
    }

    private static void apply(ByteBuffer content, int start, int end, Changes changes) {
        ByteBuffer frame = content.duplicate();
        frame.limit(end).position(start);
        while (frame.hasRemaining()) {
            int map = takeVarInt(frame);
            byte[] key = takeBytes(frame, takeVarInt(frame));
            int valueLength = takeVarInt(frame);
            changes.change(map, key, valueLength == 0 ? null : takeBytes(frame, valueLength - 1));
        }
    }

    private static byte[] takeBytes(ByteBuffer frame, int length) {
        byte[] bytes = new byte[length];
        frame.get(bytes);
        return bytes;
    }

    private static int takeVarInt(ByteBuffer frame) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = frame.get();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private void putVarInt(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            pending[pendingLength++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        pending[pendingLength++] = (byte) rest;
    }

    private void putBytes(byte[] bytes) {
        System.arraycopy(bytes, 0, pending, pendingLength, bytes.length);
        pendingLength += bytes.length;
    }

    private void reserve(int more) {
        if (pending.length - pendingLength < more) {
            pending = Arrays.copyOf(pending, Math.max(pending.length * 2, Math.addExact(pendingLength, more)));
        }
    }

    private static int checksum(byte[] bytes, int start, int end) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, start, end - start);
        return (int) checksum.getValue();
    }

    /** A log that is broken in its middle. */
    static final class DamagedLogException extends Exception {

        private static final long serialVersionUID = 1L;

        DamagedLogException(Path file, long offset) {
            super(file.getFileName() + " is damaged at byte " + offset);
        }
    }
}
