package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexNotFoundException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.file.StoreFile;

/** One database of the store: reads go through the planner; the library keeps the catalogue and the update language. */
final class StoredDatabase extends AbstractMongoDatabase<RecordId> {

    private static final int INVALID_NAMESPACE = 73;
    private static final Set<String> FOR_A_COLLECTION = Set.of(
            "find",
            "insert",
            "update",
            "delete",
            "findandmodify",
            "count",
            "distinct",
            "create",
            "createindexes",
            "drop",
            "dropindexes",
            "collstats",
            "validate",
            "listindexes");

    private final StoreFile file;
    private final QueryCounters counters;
    private final ReadCommands reads;

    StoredDatabase(
            String name,
            StoreFile file,
            CursorRegistry registry,
            OpenCursors cursors,
            LongReads longReads,
            QueryCounters counters) {
        super(name, registry);
        this.file = file;
        this.counters = counters;
        this.reads = new ReadCommands(this, cursors, longReads, counters);
        initializeNamespacesAndIndexes();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        UnhandledCommand library = changed -> super.handleCommand(channel, command, changed, resolver, oplog);
        String known = command.toLowerCase(Locale.ROOT);
        if (FOR_A_COLLECTION.contains(known)) {
            Arguments.collection(query, command);
            StandaloneRules.checkHints(query, existing(query, command));
        }
        return switch (known) {
            case "find" -> reads.find(namespace(query, command), existing(query, command), query);
            case "aggregate" -> aggregate(command, query, resolver, oplog, library);
            case "insert" -> WriteCommands.insert(writable(query, command), query);
            case "update" -> WriteCommands.update(query, library::run);
            case "delete" -> {
                WriteCommands.checkDelete(query);
                yield library.run(query);
            }
            case "findandmodify" -> {
                WriteCommands.checkFindAndModify(query);
                yield library.run(query);
            }
            case "drop" -> {
                StandaloneRules.checkDrop(existing(query, command));
                yield library.run(query);
            }
            case "count" -> reads.count(existing(query, command), query);
            case "distinct" -> reads.distinct(existing(query, command), query);
            case "createindexes" -> {
                Arguments.documents(query, "indexes").forEach(index -> Arguments.required(index, "key"));
                yield library.run(query);
            }
            case "dropindexes" -> dropIndexes(existing(query, command), query);
            default -> library.run(query);
        };
    }

    private interface UnhandledCommand {
        Document run(Document query);
    }

    private Document aggregate(
            String command, Document query, DatabaseResolver resolver, Oplog oplog, UnhandledCommand library) {
        StoredCollection collection = existing(query, command);
        StandaloneRules.checkHints(query, collection);
        StandaloneRules.checkChangeStream(query);
        if (collection == null) {
            Document plain = query.clone();
            plain.put("cursor", new Document());
            return library.run(plain);
        }
        return reads.aggregate(namespace(query, command), collection, query, resolver, oplog);
    }

    private String namespace(Document query, String command) {
        return getFullCollectionNamespace(String.valueOf(query.get(command)));
    }

    private @Nullable StoredCollection existing(Document query, String command) {
        return (StoredCollection) resolveCollection(String.valueOf(query.get(command)), false);
    }

    private StoredCollection writable(Document query, String command) {
        String name = String.valueOf(query.get(command));
        if (name.startsWith("system.")) {
            throw new MongoServerError(INVALID_NAMESPACE, "InvalidNamespace", "cannot write to " + name);
        }
        return (StoredCollection) resolveOrCreateCollection(name);
    }

    /** The library would drop every collection's indexes of the same name. */
    private Document dropIndexes(@Nullable StoredCollection collection, Document query) {
        if (collection != null) {
            Object wanted = query.get("index");
            List<Index<RecordId>> dropped = new ArrayList<>();
            for (Index<RecordId> index : collection.getIndexes()) {
                if (index instanceof StoredIndex && StandaloneRules.isMeant(index, wanted)) {
                    dropped.add(index);
                }
            }
            if (dropped.isEmpty() && !Objects.equals(wanted, "*")) {
                throw new IndexNotFoundException("index not found with name [" + wanted + "]");
            }
            dropped.forEach(index -> dropIndex(collection, index));
        }
        return new Document("ok", 1.0);
    }

    private void dropIndex(StoredCollection collection, Index<RecordId> index) {
        collection.dropIndex(index.getName());
        getOrCreateIndexesCollection()
                .deleteDocuments(new Document("ns", collection.getFullName()).append("name", index.getName()), 0);
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
        String mapName = MapNames.ofIndex(getDatabaseName(), collection, name);
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
