package org.wangge.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor opaque, null on the last page
 * @param total how many there are in all, at most {@link #MOST_COUNTED}; null and not shown unless asked for
 * @param totalIsMore true when there are more than {@code total} says, else null and not shown
 * @param searchCut true when looking for words took too long, so that only what was found until then is here; else null and not shown
 */
public record Page<T>(
        List<T> items,
        @Nullable String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean totalIsMore,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean searchCut)
        implements Cursor.Continued {

    /** So many are counted exactly: to count more costs by how many there are, and nobody reads so far. */
    public static final int MOST_COUNTED = 1000;

    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> single(List<T> items) {
        return new Page<>(items, null, null, null, null);
    }

    /** The page of what was read with one more than the limit: when that one is there, the last one shown says where to go on. */
    public static <T> Page<T> of(List<T> found, int limit, Function<? super T, Cursor> after) {
        return found.size() > limit
                ? new Page<>(
                        found.subList(0, limit),
                        after.apply(found.get(limit - 1)).write(),
                        null,
                        null,
                        null)
                : single(found);
    }

    @Override
    public Page<T> continuedAt(String cursor) {
        return new Page<>(items, cursor, total, totalIsMore, searchCut);
    }

    /**
     * The same with how many there are in all.
     *
     * @param count beyond {@link #MOST_COUNTED} any number will do
     */
    public Page<T> withTotal(long count) {
        Boolean more = count > MOST_COUNTED ? Boolean.TRUE : null;
        return new Page<>(items, nextCursor, Math.min(count, MOST_COUNTED), more, searchCut);
    }

    /** The same, told to be what was found until it took too long. */
    public Page<T> cutShort() {
        return new Page<>(items, nextCursor, total, totalIsMore, Boolean.TRUE);
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
        Page<T> page = new Page<>(items, next, null, null, null);
        return count ? page.withTotal(sorted.size()) : page;
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return of(items.stream().<R>map(change).toList());
    }

    /** The same page of these instead. */
    public <R> Page<R> of(List<R> others) {
        return new Page<>(others, nextCursor, total, totalIsMore, searchCut);
    }
}
