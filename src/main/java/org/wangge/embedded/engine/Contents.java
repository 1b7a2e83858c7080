package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.file.StoreMap;

/** What queries and updates need of a collection. */
interface Contents extends MongoCollection<RecordId> {

    StoreMap documents();

    List<StoredIndex> storedIndexes();

    /** Another one after each change. */
    long version();

    byte @Nullable [] bytes(byte[] id);

    Hits hits(Document query, int limit);

    void replace(RecordId position, byte[] bytes);
}
