package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A finished query's documents for the library's update and delete code. The set of ids is fixed before the first document
 * is handed out, so an update never meets its own results; beyond the first thousand only ids are kept in memory.
 */
final class FoundDocuments implements Iterable<Document> {

    private static final int KEPT = 1000;

    private final Contents collection;
    private final List<Document> first = new ArrayList<>();
    private final List<byte[]> rest = new ArrayList<>();

    FoundDocuments(Contents collection, Hits hits) {
        this.collection = collection;
        for (byte[] bytes = hits.next(); bytes != null; bytes = hits.next()) {
            if (first.size() < KEPT) {
                first.add(BsonBytes.decode(bytes));
            } else {
                rest.add(hits.id());
            }
        }
    }

    @Override
    public Iterator<Document> iterator() {
        return new Documents();
    }

    private final class Documents implements Iterator<Document> {

        private int position;
        private @Nullable Document next;

        @Override
        public boolean hasNext() {
            while (next == null && position < first.size() + rest.size()) {
                next = read(position++);
            }
            return next != null;
        }

        private @Nullable Document read(int at) {
            if (at < first.size()) {
                return first.get(at);
            }
            byte[] bytes = collection.bytes(rest.get(at - first.size()));
            return bytes == null ? null : BsonBytes.decode(bytes);
        }

        @Override
        public Document next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Document found = next;
            next = null;
            return found;
        }
    }
}
