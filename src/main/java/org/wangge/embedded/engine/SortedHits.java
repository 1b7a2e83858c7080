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

    private final ReadView view;
    private final Hits unsorted;
    private final SortOrder order;
    private final long skip;
    private final long most;
    private final Document query;
    private final @Nullable Set<String> fields;
    private final PriorityQueue<Entry> largestFirst = new PriorityQueue<>(BY_KEY.reversed());
    private @Nullable List<Entry> sorted;
    private long version;
    private int position;
    private byte[] id = new byte[0];

    private record Entry(byte[] key, byte[] id) {}

    SortedHits(ReadView view, Hits unsorted, Document query, SortOrder order, long skip, long limit) {
        this.view = view;
        this.unsorted = unsorted;
        this.query = query;
        this.fields = QueryFields.of(query);
        this.order = order;
        this.skip = skip;
        this.most = limit > 0 ? skip + limit : Long.MAX_VALUE;
    }

    /** All in order; goes on where it was when it could not end. */
    private List<Entry> sort() {
        Set<String> roots = order.roots();
        for (byte[] bytes = unsorted.next(); bytes != null; bytes = unsorted.next()) {
            Entry entry = new Entry(order.key(BsonBytes.decode(bytes, roots), unsorted.id()), unsorted.id());
            if (largestFirst.size() < most) {
                largestFirst.add(entry);
            } else if (BY_KEY.compare(entry, largestFirst.element()) < 0) {
                largestFirst.remove();
                largestFirst.add(entry);
            }
        }
        List<Entry> entries = new ArrayList<>(largestFirst);
        largestFirst.clear();
        entries.sort(BY_KEY);
        version = view.version();
        position = (int) Math.min(skip, entries.size());
        return entries;
    }

    /** A document that changed since it was sorted is checked again, and left out if it is gone or does not match any more. */
    @Override
    public byte @Nullable [] next() {
        if (sorted == null) {
            sorted = sort();
        }
        while (position < sorted.size()) {
            view.pace().step();
            Entry entry = sorted.get(position++);
            byte[] bytes = view.bytes(entry.id());
            boolean same = view.version() == version;
            if (bytes != null && (same || view.matches(BsonBytes.decode(bytes, fields), query))) {
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
