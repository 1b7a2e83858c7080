package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import org.wangge.embedded.key.KeyWriter;

/** Makes record ids. */
final class RecordIds {

    static final String ID = "_id";

    private RecordIds() {}

    /** The key bytes of a document's {@code _id}. */
    static byte[] of(Document document) {
        return KeyWriter.key(document.get(ID));
    }
}
