package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.key.KeyWriter;

/** Makes record ids. */
final class RecordIds {

    static final String ID = "_id";

    private RecordIds() {}

    /** The key bytes of a document's {@code _id}. */
    static byte[] of(Document document) {
        return KeyWriter.key(document.get(ID));
    }

    /** The next of a collection without ids, which counts; null for the first. */
    static byte[] after(byte @Nullable [] last) {
        long next = last == null ? 1 : ByteBuffer.wrap(last).getLong() + 1;
        return ByteBuffer.allocate(Long.BYTES).putLong(next).array();
    }
}
