package org.wangge.embedded.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * How far the newest log was safe when its last writes were acknowledged, in a file of its own. The log alone cannot tell a tail
 * that a crash tore off, which nobody was promised, from one that was lost later. The mark is written after the disk has the
 * log and before the answers go out, and waits for no disk itself: the end of the process leaves it right, and after a power
 * cut it may be older, never newer, than what was promised.
 */
final class SafeMark {

    private static final String FILE = "wangge.safe";
    private static final int BYTES = 2 * Long.BYTES + Integer.BYTES;

    private final Path file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BYTES);
    private final FileChannel channel;

    private SafeMark(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The first {@code length} bytes of a log were promised; log 0 when nothing is known. */
    record Promise(long log, long length) {

        private static final Promise NONE = new Promise(0, 0);

        /** How many bytes of a log were promised as far as it is known. */
        long in(long number) {
            return log == number ? length : 0;
        }
    }

    static SafeMark in(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return new SafeMark(file, OwnerOnly.channel(file, StandardOpenOption.READ));
    }

    Promise read() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != BYTES) {
            return Promise.NONE;
        }
        ByteBuffer stored = ByteBuffer.wrap(bytes);
        Promise promise = new Promise(stored.getLong(), stored.getLong());
        return stored.getInt() == checksum(bytes) ? promise : Promise.NONE;
    }

    void write(long log, long length) throws IOException {
        buffer.clear().putLong(log).putLong(length);
        buffer.putInt(checksum(buffer.array())).flip();
        long at = 0;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, 2 * Long.BYTES);
        return (int) checksum.getValue();
    }

    void close() throws IOException {
        channel.close();
    }
}
