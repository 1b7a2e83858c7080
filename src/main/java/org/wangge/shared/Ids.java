package org.wangge.shared;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/** Makes ids: UUIDs of version 7, so that ids made later sort later and an index grows at its end, unless something else decides them. */
public final class Ids {

    /** One for each thread: the generator has a lock, and an event loop should not wait for another's. */
    private static final ThreadLocal<NoArgGenerator> GENERATOR =
            ThreadLocal.withInitial(Generators::timeBasedEpochRandomGenerator);

    private Ids() {}

    public static UUID next() {
        return GENERATOR.get().generate();
    }

    /**
     * The id of what is made because of something else: the same moment and name always give the same id (a UUID of version 8),
     * and ids of later moments sort later.
     */
    public static UUID named(Instant at, String name) {
        UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        long high = at.toEpochMilli() << 16 | 0x8000L | hash.getMostSignificantBits() & 0xFFFL;
        return new UUID(high, hash.getLeastSignificantBits());
    }

    /**
     * The id of what is kept under a key, whenever that is: the same key always gives the same id (a UUID of version 8), so that the
     * id itself is taken when the same comes again. Such ids come in no order: not for what is large or is listed.
     */
    public static UUID keyed(String key) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(key));
        long high = hash.getLong() & ~0xF000L | 0x8000L;
        long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An id that came from outside; what is not a UUID cannot exist and is refused as absent. */
    public static UUID parse(String text, String absentCode) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(Refusal.of(absentCode));
        }
    }
}
