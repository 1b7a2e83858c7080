package org.wangge.shared;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Makes ids: UUIDs of version 7, so that ids made later sort later and an index grows at its end. */
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

    /** An id that came from outside; what is not a UUID cannot exist and is refused as absent. */
    public static UUID parse(String text, String absentCode) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(Refusal.of(absentCode));
        }
    }
}
