package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An update that only takes whole fields away, as the relay strikes off what it has told. The bytes of all other fields are kept
 * as they are: nothing is decoded but what the indexes of those fields look at.
 */
final class FieldRemoval {

    private static final String UNSET = "$unset";

    private final Contents collection;
    private final Set<String> removed;
    private final List<StoredIndex> concerned = new ArrayList<>();
    private final Set<String> looked;

    private FieldRemoval(Contents collection, Set<String> removed) {
        this.collection = collection;
        this.removed = removed;
        this.looked = new HashSet<>(removed);
        looked.add(RecordIds.ID);
        for (StoredIndex index : collection.storedIndexes()) {
            Set<String> roots = index.roots();
            if (roots.stream().anyMatch(removed::contains)) {
                concerned.add(index);
                looked.addAll(roots);
            }
        }
    }

    /** Null when the update does anything else, or looks into fields: that is the library's. */
    static @Nullable FieldRemoval of(Contents collection, Document update) {
        if (update.size() != 1 || !(update.get(UNSET) instanceof Document unset)) {
            return null;
        }
        Set<String> names = unset.keySet();
        boolean plain = !names.isEmpty()
                && names.stream().noneMatch(name -> name.isEmpty() || name.contains(".") || name.contains("$"))
                && !names.contains(RecordIds.ID);
        return plain ? new FieldRemoval(collection, names) : null;
    }

    /** The set of documents is fixed before the first is changed. */
    Document run(Document selector, boolean multi) {
        Hits hits = collection.hits(selector, multi ? 0 : 1);
        List<byte[]> ids = new ArrayList<>();
        while (hits.next() != null) {
            ids.add(hits.id());
        }
        int modified = 0;
        for (byte[] id : ids) {
            byte[] bytes = collection.bytes(id);
            if (bytes != null && removeFrom(bytes, new RecordId(id))) {
                modified++;
            }
        }
        return new Document("n", ids.size()).append("nModified", modified);
    }

    private boolean removeFrom(byte[] bytes, RecordId position) {
        Document before = BsonBytes.decode(bytes, looked);
        Document after = before.clone();
        if (!after.keySet().removeAll(removed)) {
            return false;
        }
        concerned.forEach(index -> index.checkUpdate(before, after, collection));
        concerned.forEach(index -> index.updateInPlace(before, after, position, collection));
        collection.replace(position, BsonBytes.keep(bytes, name -> !removed.contains(name)));
        return true;
    }
}
