package org.wangge.listing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.shared.Cursor;

/**
 * What a list can be sorted by, and by id where that is the same.
 *
 * @param order its name in the list
 * @param field of the stored document
 * @param value of it in a document, null where it has none
 * @param read the value again from a cursor
 * @param absent where those without it stand
 * @param unique whether no two have the same, so that no id is needed
 */
public record SortKey<T>(
        String order, String field, Value<T> value, Function<Cursor, Object> read, Absent absent, boolean unique) {

    private static final String ID = "_id";

    /** What a document is sorted by. */
    public interface Value<T> {
        @Nullable
        Object of(T document);
    }

    /** Where those stand in an ascending order that have no value; in a descending one at the other end. */
    public enum Absent {
        NOWHERE,
        FIRST,
        LAST
    }

    public static <T> SortKey<T> time(String field, Function<T, Instant> value) {
        return of(field, field, value::apply, Cursor::sortTime);
    }

    /** By a time that some documents do not have. */
    public static <T> SortKey<T> timeIfAny(String field, Value<T> value, Absent absent) {
        return new SortKey<>(field, field, value, Cursor::sortTime, absent, false);
    }

    public static <T> SortKey<T> of(String order, String field, Value<T> value, Function<Cursor, Object> read) {
        return new SortKey<>(order, field, value, read, Absent.NOWHERE, false);
    }

    /** By a text of which each document has another. */
    public static <T> SortKey<T> unique(String field, Function<T, String> value) {
        return new SortKey<>(field, field, value::apply, Cursor::sortValue, Absent.NOWHERE, true);
    }

    /** By ids, which grow with time. */
    public static <T> SortKey<T> id(Function<T, UUID> value) {
        return new SortKey<>(ID, ID, value::apply, Cursor::uuid, Absent.NOWHERE, true);
    }

    Sort sort(boolean descending) {
        Sort.Direction direction = descending ? Sort.Direction.DESC : Sort.Direction.ASC;
        return unique ? Sort.by(direction, field) : Sort.by(direction, field, ID);
    }

    /** The order of a store, for what was found by several questions. */
    @SuppressWarnings("unchecked")
    Comparator<T> comparator(Function<T, UUID> id, boolean descending) {
        Comparator<@Nullable Comparable<Object>> values = Comparator.nullsFirst(Comparator.naturalOrder());
        Comparator<T> ascending = Comparator.comparing((T one) -> (Comparable<Object>) value.of(one), values)
                // As a text, because a store compares the bytes of an id without their sign.
                .thenComparing(one -> id.apply(one).toString());
        return descending ? ascending.reversed() : ascending;
    }

    /** What comes after a document that has a value, which need not be there any more. */
    List<Criteria> beyond(Cursor after, boolean descending) {
        Object last = read.apply(after);
        Criteria later = later(Criteria.where(field), last, descending);
        if (unique) {
            return List.of(later);
        }
        Criteria from = Criteria.where(field);
        return List.of(
                // Said by itself, because not every server makes a range of its index of an alternative.
                descending ? from.lte(last) : from.gte(last),
                new Criteria()
                        .orOperator(later, later(Criteria.where(field).is(last).and(ID), after.uuid(), descending)));
    }

    /** What comes after one that has none, among those that have none. */
    static Criteria beyondId(Cursor after, boolean descending) {
        return later(Criteria.where(ID), after.uuid(), descending);
    }

    private static Criteria later(Criteria field, Object last, boolean descending) {
        return descending ? field.lt(last) : field.gt(last);
    }

    Cursor cursor(String query, T last, UUID id) {
        Object reached = value.of(last);
        return new Cursor(query, reached == null ? "" : reached.toString(), id.toString());
    }
}
