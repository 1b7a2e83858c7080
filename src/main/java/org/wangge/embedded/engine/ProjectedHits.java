package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/** Documents cut to the fields asked for. */
record ProjectedHits(StoredCollection collection, Hits hits, Document fields) implements Hits {

    @Override
    public byte @Nullable [] next() {
        byte[] bytes = hits.next();
        return bytes == null ? null : BsonBytes.encode(collection.project(BsonBytes.decode(bytes), fields));
    }

    @Override
    public byte[] id() {
        return hits.id();
    }

    @Override
    public void pause() {
        hits.pause();
    }
}
