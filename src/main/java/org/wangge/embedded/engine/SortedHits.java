package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.query.SortOrder;

/** Sorts what no index has in order: keeps sort keys and ids only, the smallest ones if there is a limit. */
final class SortedHits implements Hits {

    private static final Comparator<Entry> BY_KEY = (a, b) -> Arrays.compareUnsigned(a.key(), b.key());

    private final Contents collection;
    private final Document query;
    private final @Nullable Set<String> fields;
    private final long version;
    private final List<Entry> entries;
    private int position;
    private byte[] id = new byte[0];

    private record Entry(byte[] key, byte[] id) {}

    SortedHits(Contents collection, Hits unsorted, Document query, SortOrder order, long skip, long limit) {
        this.collection = collection;
        this.query = query;
        this.fields = QueryFields.of(query);
        this.version = collection.version();
        this.entries = sort(unsorted, order, limit > 0 ? skip + limit : Long.MAX_VALUE);
        this.position = (int) Math.min(skip, entries.size());
    }

    private static List<Entry> sort(Hits unsorted, SortOrder order, long most) {
        Set<String> roots = order.roots();
        PriorityQueue<Entry> largestFirst = new PriorityQueue<>(BY_KEY.reversed());
        for (byte[] bytes = unsorted.next(); bytes != null; bytes = unsorted.next()) {
            Entry entry = new Entry(order.key(BsonBytes.decode(bytes, roots), unsorted.id()), unsorted.id());
            if (largestFirst.size() < most) {
                largestFirst.add(entry);
            } else if (BY_KEY.compare(entry, largestFirst.element()) < 0) {
                largestFirst.remove();
                largestFirst.add(entry);
            }
        }
        List<Entry> sorted = new ArrayList<>(largestFirst);
        sorted.sort(BY_KEY);
        return sorted;
    }

    /** A document that changed since it was sorted is checked again, and left out if it is gone or does not match any more. */
    @Override
    public byte @Nullable [] next() {
        while (position < entries.size()) {
            Entry entry = entries.get(position++);
            byte[] bytes = collection.bytes(entry.id());
            boolean same = collection.version() == version;
            if (bytes != null && (same || collection.matches(BsonBytes.decode(bytes, fields), query))) {
                id = entry.id();
                return bytes;
            }
        }
        return null;
    }

    @Override
    public byte[] id() {
        return id;
    }

    @Override
    public void pause() {
        // Holds keys and ids only.
    }
}
