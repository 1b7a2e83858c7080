package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.file.StoreFile;
import org.wangge.embedded.file.StoreMap;
import org.wangge.embedded.key.FieldPath;
import org.wangge.embedded.query.IndexView;

/**
 * An ordered secondary index: one map whose keys are the fields' bytes and then the document's id. Uniqueness is a look at
 * the first key that begins with the fields.
 */
final class StoredIndex extends Index<RecordId> {

    private final StoreFile file;
    private String mapName;
    private final StoreMap map;
    private final boolean unique;
    private final IndexEntries entries;
    private boolean building;

    StoredIndex(StoreFile file, String mapName, String name, List<IndexKey> keys, boolean unique, boolean sparse) {
        super(name, keys, sparse);
        this.file = file;
        this.building = !file.mapNames().contains(mapName);
        this.mapName = building ? MapNames.whileBuilding(mapName) : mapName;
        this.map = file.map(this.mapName);
        this.unique = unique;
        this.entries = new IndexEntries(file, mapName, keys, sparse);
    }

    /** From now on it counts as complete, also after a crash; or it goes away. Nothing happens when it was complete before. */
    void endBuild(boolean succeeded) {
        if (building && succeeded) {
            building = false;
            String complete = MapNames.complete(mapName);
            file.renameMap(mapName, complete);
            mapName = complete;
        } else if (building) {
            drop();
        }
    }

    /** This index for the planner. */
    IndexView view() {
        return new IndexView(
                getName(),
                map.view(),
                entries.paths(),
                entries::descending,
                entries.multikeys(),
                super.isSparse(),
                false,
                entries::id);
    }

    /** The top-level fields that its keys are made from. */
    Set<String> roots() {
        return entries.paths().stream().map(FieldPath::root).collect(Collectors.toSet());
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    /** A map from an earlier run is complete even if it has no entry, so it is not built again. */
    @Override
    public boolean isEmpty() {
        return building;
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return super.hasSameOptions(other) && isUnique() == other.isUnique() && sameKeys(other.getKeys());
    }

    private boolean sameKeys(List<IndexKey> others) {
        if (others.size() != getKeys().size()) {
            return false;
        }
        for (int i = 0; i < others.size(); i++) {
            IndexKey own = getKeys().get(i);
            if (!own.getKey().equals(others.get(i).getKey())
                    || own.isAscending() != others.get(i).isAscending()) {
                return false;
            }
        }
        return true;
    }

    /** Only the primary index knows positions; the library asks every index and drops the nulls. */
    @Override
    public @Nullable RecordId getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<RecordId> collection) {
        check(document, collection);
    }

    private void check(Document document, MongoCollection<RecordId> collection) {
        if (unique) {
            checkedKeys(document, RecordIds.of(document), collection);
        } else {
            entries.refuseParallelArrays(document);
        }
    }

    /** What brings a new document into this index. Makes and checks its keys at once, so that it can be refused before anything changes. */
    Runnable adding(Document document, byte[] id, MongoCollection<RecordId> collection) {
        List<byte[]> keys = checkedKeys(document, id, collection);
        return () -> keys.forEach(map::put);
    }

    private List<byte[]> checkedKeys(Document document, byte[] id, MongoCollection<RecordId> collection) {
        List<byte[]> keys = entries.keys(document, id);
        if (unique) {
            for (byte[] key : keys) {
                if (takenByOther(key, id)) {
                    throw duplicate(document, collection);
                }
            }
        }
        return keys;
    }

    private boolean takenByOther(byte[] key, byte[] id) {
        byte[] fields = entries.fields(key, id);
        byte[] next = map.ceiling(fields);
        return next != null
                && next.length >= fields.length
                && Arrays.equals(next, 0, fields.length, fields, 0, fields.length)
                && !Arrays.equals(entries.id(next), id);
    }

    private DuplicateKeyError duplicate(Document document, MongoCollection<RecordId> collection) {
        List<@Nullable Object> values = new ArrayList<>();
        for (IndexKey key : getKeys()) {
            values.add(entries.display(document, key.getKey()));
        }
        return new DuplicateKeyError(this, collection, getKeys(), new KeyValue(values));
    }

    @Override
    public void add(Document document, RecordId position, MongoCollection<RecordId> collection) {
        if (building) {
            check(document, collection);
        }
        List<byte[]> keys = entries.keys(document, position.bytes());
        if (building) {
            keys.forEach(map::putUnlogged);
            file.writeIfMuchWaits();
        } else {
            keys.forEach(map::put);
        }
    }

    @Override
    public RecordId remove(Document document) {
        byte[] id = RecordIds.of(document);
        for (byte[] key : entries.keys(document, id)) {
            map.remove(key);
        }
        return new RecordId(id);
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<RecordId> collection) {
        if (entries.touched(oldDocument, newDocument)) {
            check(newDocument, collection);
        }
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, RecordId position, MongoCollection<RecordId> collection) {
        if (!entries.touched(oldDocument, newDocument)) {
            return;
        }
        Set<byte[]> obsolete = new TreeSet<>(Arrays::compareUnsigned);
        obsolete.addAll(entries.keys(oldDocument, position.bytes()));
        for (byte[] key : entries.keys(newDocument, position.bytes())) {
            if (!obsolete.remove(key)) {
                map.put(key);
            }
        }
        obsolete.forEach(map::remove);
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
        return map.size();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    void rename(String newMapName) {
        file.renameMap(mapName, newMapName);
        entries.rename(newMapName);
        mapName = newMapName;
    }

    @Override
    public void drop() {
        entries.forget();
        file.removeMap(mapName);
    }

    @Override
    public String toString() {
        return Objects.toString(getName());
    }
}
