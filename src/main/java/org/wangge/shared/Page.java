package org.wangge.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor opaque, null on the last page
 * @param total how many there are in all, null and not shown unless asked for
 */
public record Page<T>(
        List<T> items,
        @Nullable String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) implements Cursor.Continued {

    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> single(List<T> items) {
        return new Page<>(items, null, null);
    }

    /** The page of what was read with one more than the limit: when that one is there, the last one shown says where to go on. */
    public static <T> Page<T> of(List<T> found, int limit, Function<? super T, Cursor> after) {
        return found.size() > limit
                ? new Page<>(
                        found.subList(0, limit),
                        after.apply(found.get(limit - 1)).write(),
                        null)
                : new Page<>(found, null, null);
    }

    @Override
    public Page<T> continuedAt(String cursor) {
        return new Page<>(items, cursor, total);
    }

    public Page<T> withTotal(long count) {
        return new Page<>(items, nextCursor, count);
    }

    /** The page after the cursor, cut out of a whole list sorted by its keys; a cursor of another query is refused. */
    public static <T> Page<T> cut(
            List<T> sorted,
            Function<? super T, String> key,
            String query,
            int limit,
            @Nullable String cursor,
            boolean count) {
        String fingerprint = Integer.toHexString(query.hashCode());
        Cursor after = Cursor.read(cursor, fingerprint);
        List<T> rest = after == null
                ? sorted
                : sorted.stream()
                        .filter(one -> key.apply(one).compareTo(after.id()) > 0)
                        .toList();
        List<T> items = rest.size() > limit ? rest.subList(0, limit) : rest;
        String next = rest.size() > limit ? new Cursor(fingerprint, "", key.apply(items.get(limit - 1))).write() : null;
        return new Page<>(items, next, count ? (long) sorted.size() : null);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), nextCursor, total);
    }
}
