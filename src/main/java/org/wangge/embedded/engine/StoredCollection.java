package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.InvalidIdFieldError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.file.Snapshot;
import org.wangge.embedded.file.StoreFile;
import org.wangge.embedded.file.StoreMap;
import org.wangge.embedded.key.KeyWriter;

/**
 * A collection: one map from id to BSON bytes, plus its indexes. The update language is the library's; storage, indexes and
 * reading are ours. Used by the store's one loop only.
 */
final class StoredCollection extends AbstractMongoCollection<RecordId> implements Contents {

    private final StoreFile file;
    private String mapName;
    private final StoreMap documents;
    private final QueryCounters counters;
    private final CatalogueEntries catalogue = new CatalogueEntries(this);
    private byte @Nullable [] prepared;
    private boolean onlyFirst;
    private long version;

    StoredCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            StoreFile file,
            QueryCounters counters) {
        super(database, name, options, cursors);
        this.file = file;
        this.mapName = MapNames.of(database.getDatabaseName(), name);
        this.documents = file.map(mapName);
        this.counters = counters;
    }

    @Override
    public StoreMap documents() {
        return documents;
    }

    /** Moves with every change of a document. */
    @Override
    public long version() {
        return version;
    }

    @Override
    public Hits hits(Document query, int limit) {
        return queries(view(Pace.endless(counters))).hits(query, null, 0, limit);
    }

    ReadView view(Pace pace) {
        return new ReadView(this, file, pace);
    }

    QueryRunner queries(ReadView view) {
        return new QueryRunner(view, counters);
    }

    @Override
    public byte @Nullable [] bytes(byte[] id) {
        return documents.get(id);
    }

    @Override
    public List<StoredIndex> storedIndexes() {
        return getIndexes().stream()
                .filter(StoredIndex.class::isInstance)
                .map(StoredIndex.class::cast)
                .toList();
    }

    /** The library's matcher remembers where it last found something, so only the loop may use it; nothing is sought here. */
    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        return query.isEmpty() || super.documentMatchesQuery(document, query);
    }

    /** Applies a projection through the library, which keeps its projection class to itself. */
    Document project(Document document, Document fields) {
        return matchDocumentsFromStream(Stream.of(document), new Document(), null, 0, 0, 0, fields)
                .iterator()
                .next();
    }

    @Override
    public void addDocument(Document document) {
        insert(document, null);
    }

    /**
     * Stores a new document. Nothing changes before it is known that everything can be stored.
     *
     * @param sent the bytes it came in, to be stored as they are; null to encode it
     */
    void insert(Document document, byte @Nullable [] sent) {
        if (document.get(RecordIds.ID) instanceof Collection) {
            throw new InvalidIdFieldError("The '_id' value cannot be of type array");
        }
        if (getIndexes().isEmpty()) {
            addDocumentInternal(document);
            return;
        }
        boolean nameless = !document.containsKey(RecordIds.ID);
        if (nameless) {
            document.put(RecordIds.ID, new ObjectId());
        }
        byte[] bytes = sent == null || nameless ? BsonBytes.encode(document) : BsonBytes.within(sent);
        byte[] id = RecordIds.of(document);
        List<Runnable> entries = new ArrayList<>();
        for (Index<RecordId> index : getIndexes()) {
            if (index instanceof StoredIndex own) {
                entries.add(own.adding(document, id, this));
            } else {
                index.checkAdd(document, this);
            }
        }
        version++;
        documents.put(id, bytes);
        entries.forEach(Runnable::run);
    }

    /** Called for the entries of the two system collections only. */
    @Override
    public void addDocumentIfMissing(Document entry) {
        if (catalogue.lacks(entry)) {
            addDocument(entry);
            catalogue.added(entry);
        } else if (!catalogue.has(entry)) {
            super.addDocumentIfMissing(entry);
        }
    }

    /** For the two system collections, which have no index. */
    @Override
    protected RecordId addDocumentInternal(Document document) {
        String idField = getIdField();
        byte[] id = idField == null ? RecordIds.after(documents.lastKey()) : KeyWriter.key(document.get(idField));
        version++;
        documents.put(id, BsonBytes.encode(document));
        return new RecordId(id);
    }

    /** Encodes a document before any index changes, so that one that is too large changes nothing. */
    void prepare(Document document) {
        prepared = BsonBytes.encode(document);
    }

    @Override
    protected void handleUpdate(RecordId position, Document oldDocument, Document newDocument) {
        byte[] bytes = prepared == null ? BsonBytes.encode(newDocument) : prepared;
        prepared = null;
        replace(position, bytes);
    }

    @Override
    public void replace(RecordId position, byte[] bytes) {
        version++;
        documents.put(position.bytes(), bytes);
    }

    @Override
    protected void removeDocument(RecordId position) {
        version++;
        documents.remove(position.bytes());
    }

    /** An update of one document needs one match only; the library would ask for all of them. */
    @Override
    public Document updateDocuments(
            Document selector, Document update, ArrayFilters filters, boolean multi, boolean upsert, Oplog oplog) {
        UpdateCheck.update(update);
        FieldRemoval removal = upsert ? null : FieldRemoval.of(this, update);
        if (removal != null) {
            return removal.run(selector, multi);
        }
        onlyFirst = !multi;
        try {
            return super.updateDocuments(selector, update, filters, multi, upsert, oplog);
        } finally {
            onlyFirst = false;
        }
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batchSize, @Nullable Document fields) {
        int wanted = onlyFirst && limit == 0 ? 1 : limit;
        Hits hits = queries(view(Pace.endless(counters))).hits(query, orderBy, skip, wanted);
        Iterable<Document> found = new FoundDocuments(this, hits);
        if (fields == null || fields.isEmpty()) {
            return new QueryResult(found);
        }
        List<Document> projected = new ArrayList<>();
        found.forEach(document -> projected.add(project(document, fields)));
        return new QueryResult(projected);
    }

    @Override
    public int count(@Nullable Document query, int skip, int limit) {
        return queries(view(Pace.endless(counters))).count(query == null ? new Document() : query, skip, limit);
    }

    @Override
    public int count() {
        return Math.toIntExact(documents.size());
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batchSize, @Nullable Document fields) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected Document getDocument(RecordId position) {
        return BsonBytes.decode(Objects.requireNonNull(documents.get(position.bytes())));
    }

    @Override
    protected Stream<DocumentWithPosition<RecordId>> streamAllDocumentsWithPosition() {
        Cursor<byte[], byte[]> cursor = documents.view().cursor(null, false);
        Iterable<byte[]> keys = () -> cursor;
        return StreamSupport.stream(keys.spliterator(), false)
                .map(key -> new DocumentWithPosition<>(BsonBytes.decode(cursor.getValue()), new RecordId(key)));
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    /** Counted when asked: a running number would be one more thing to keep right after a crash. */
    @Override
    protected void updateDataSize(int delta) {}

    @Override
    protected int getDataSize() {
        return (int) Math.min(Integer.MAX_VALUE, documents.valueBytes());
    }

    /** Builds the index; if that fails, of whatever, its half-built map goes away again, or the next build would go on with it. */
    @Override
    public void addIndex(Index<RecordId> index) {
        // The build writes as it goes; the pages that it has yet to read must stay meanwhile.
        Snapshot pages = file.freeze(List.of());
        boolean added = false;
        try {
            super.addIndex(index);
            added = true;
        } finally {
            pages.end();
            if (index instanceof StoredIndex own) {
                own.endBuild(added);
            }
        }
    }

    @Override
    public void drop() {
        super.drop();
        file.removeMap(mapName);
    }

    @Override
    public void renameTo(MongoDatabase database, String newName) {
        for (StoredIndex index : storedIndexes()) {
            index.rename(MapNames.ofIndex(database.getDatabaseName(), newName, index.getName()));
        }
        String newMapName = MapNames.of(database.getDatabaseName(), newName);
        file.renameMap(mapName, newMapName);
        mapName = newMapName;
        super.renameTo(database, newName);
    }
}
