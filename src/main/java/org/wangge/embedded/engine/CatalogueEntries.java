package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.Cursor;

/** What the library's catalogue (collections, indexes) has, by name: it asks for each entry at every start, and would read all. */
final class CatalogueEntries {

    private final Contents collection;
    private final Map<List<Object>, Document> byName = new HashMap<>();
    private long version = -1;

    CatalogueEntries(Contents collection) {
        this.collection = collection;
    }

    /** Whether there is no entry of this name. */
    boolean lacks(Document entry) {
        return !present().containsKey(name(entry));
    }

    boolean has(Document entry) {
        return entry.equals(present().get(name(entry)));
    }

    /** To be called when an entry has just been added, so that the others need not be read again. */
    void added(Document entry) {
        byName.put(name(entry), entry);
        version = collection.version();
    }

    private Map<List<Object>, Document> present() {
        if (version != collection.version()) {
            byName.clear();
            Cursor<byte[], byte[]> cursor = collection.documents().view().cursor(null, false);
            while (cursor.hasNext()) {
                cursor.next();
                Document entry = BsonBytes.decode(cursor.getValue());
                byName.put(name(entry), entry);
            }
            version = collection.version();
        }
        return byName;
    }

    private static List<Object> name(Document entry) {
        return Arrays.asList(entry.get("ns"), entry.get("name"));
    }
}
