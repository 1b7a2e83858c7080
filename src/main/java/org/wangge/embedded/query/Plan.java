package org.wangge.embedded.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to read a query.
 *
 * @param index what to read
 * @param ranges the parts of it, in ascending order
 * @param ids for the primary index: the ids to fetch one by one instead of ranges
 * @param ordered whether reading this way yields the sort order
 * @param merged whether the ranges are read side by side, ordered by what follows their prefixes
 * @param backward whether ranges are read from their ends
 * @param exact whether every document found this way matches, so that none need be checked
 * @param repeating whether a document may be met more than once
 * @param bound how many fields of the index the query bounds
 */
public record Plan(
        IndexView index,
        List<KeyRange> ranges,
        @Nullable List<byte[]> ids,
        boolean ordered,
        boolean merged,
        boolean backward,
        boolean exact,
        boolean repeating,
        int bound) {

    /** Whether the whole collection is read. */
    public boolean scan() {
        return bound == 0 && !ordered;
    }

    public String name() {
        return scan() ? "scan" : index.name();
    }

    /** How many index entries the ranges hold. */
    public long entries() {
        if (ids != null) {
            return ids.size();
        }
        long sum = 0;
        for (KeyRange range : ranges) {
            byte[] from = range.from();
            byte[] to = range.to();
            long end = to == null ? index.map().size() : index.map().countBelow(to);
            sum += end - (from == null ? 0 : index.map().countBelow(from));
        }
        return sum;
    }
}
