package org.wangge.grid.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Cursor;
import org.wangge.shared.Page;

/** Cuts a page out of a list that is in memory and sorted by code. */
final class Pages {

    private Pages() {}

    /** The page after the cursor. A cursor of another query is refused. */
    static <T> Page<T> cut(
            List<T> sorted, Function<T, String> code, String query, int limit, @Nullable String cursor, boolean count) {
        String fingerprint = Integer.toHexString(query.hashCode());
        Cursor after = Cursor.read(cursor, fingerprint);
        List<T> rest = after == null
                ? sorted
                : sorted.stream()
                        .filter(one -> code.apply(one).compareTo(after.id()) > 0)
                        .toList();
        List<T> items = rest.size() > limit ? rest.subList(0, limit) : rest;
        String next =
                rest.size() > limit ? new Cursor(fingerprint, "", code.apply(items.get(limit - 1))).write() : null;
        return new Page<>(items, next, count ? (long) sorted.size() : null);
    }
}
