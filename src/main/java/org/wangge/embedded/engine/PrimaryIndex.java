package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Collections;
import java.util.List;

/** The index on {@code _id}: the documents' own map in the shape the library expects, so it stores nothing itself. */
final class PrimaryIndex extends Index<RecordId> {

    private final StoredCollection collection;

    PrimaryIndex(String name, List<IndexKey> keys, StoredCollection collection) {
        super(name, keys, false);
        this.collection = collection;
    }

    @Override
    public RecordId getPosition(Document document) {
        return new RecordId(RecordIds.of(document));
    }

    @Override
    public void checkAdd(Document document, MongoCollection<RecordId> owner) {
        if (collection.bytes(RecordIds.of(document)) != null) {
            throw new DuplicateKeyError(
                    this, owner, getKeys(), new KeyValue(Collections.singletonList(document.get(RecordIds.ID))));
        }
    }

    @Override
    public void add(Document document, RecordId position, MongoCollection<RecordId> owner) {
        // The document itself is the entry.
    }

    @Override
    public RecordId remove(Document document) {
        return getPosition(document);
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<RecordId> owner) {
        collection.prepare(newDocument);
    }

    @Override
    public void updateInPlace(Document before, Document after, RecordId position, MongoCollection<RecordId> owner) {
        // The id cannot change.
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<RecordId> getPositions(Document query) {
        throw new UnsupportedOperationException("the planner reads indexes");
    }

    @Override
    public long getCount() {
        return collection.count();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void drop() {
        // The documents' map goes with the collection.
    }
}
