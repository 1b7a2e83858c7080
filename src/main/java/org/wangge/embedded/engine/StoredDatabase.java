package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import java.util.List;
import org.wangge.embedded.file.StoreFile;

/** One database of the store. */
final class StoredDatabase extends AbstractMongoDatabase<RecordId> {

    private final StoreFile file;
    private final QueryCounters counters;

    StoredDatabase(String name, StoreFile file, CursorRegistry cursors, QueryCounters counters) {
        super(name, cursors);
        this.file = file;
        this.counters = counters;
        initializeNamespacesAndIndexes();
    }

    @Override
    protected MongoCollection<RecordId> openOrCreateCollection(String collection, CollectionOptions options) {
        return new StoredCollection(this, collection, options, cursorRegistry, file, counters);
    }

    @Override
    protected Index<RecordId> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        if (keys.size() == 1 && keys.get(0).getKey().equals(RecordIds.ID)) {
            return new PrimaryIndex(name, keys, (StoredCollection) resolveCollection(collection, true));
        }
        return openIndex(collection, name, keys, true, sparse);
    }

    @Override
    protected Index<RecordId> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        return openIndex(collection, name, keys, false, sparse);
    }

    private Index<RecordId> openIndex(
            String collection, String name, List<IndexKey> keys, boolean unique, boolean sparse) {
        String mapName = StoredCollection.indexMapName(getDatabaseName(), collection, name);
        return new StoredIndex(file, mapName, name, keys, unique, sparse);
    }

    @Override
    protected long getFileSize() {
        return file.bytes();
    }

    @Override
    protected long getStorageSize() {
        return file.bytes();
    }
}
