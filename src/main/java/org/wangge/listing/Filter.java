package org.wangge.listing;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.QueryValues;
import org.wangge.shared.QueryValues.Order;

/**
 * One row of a list.
 *
 * @param names of its parameters; most have one
 * @param type how a value is read from the first of them
 * @param criterion what a value asks of the store
 */
public record Filter<T>(List<String> names, Type<T> type, Criterion<T> criterion) {

    /** How a value is read; null when it is not given. */
    public interface Type<T> {
        @Nullable
        T read(QueryValues query, String name);
    }

    /** What a value asks by itself. */
    public interface Plain<T> {
        Criteria of(T value);
    }

    /** What a value asks of this reader, at this time, beside these other values; null when that is nothing. */
    public interface Criterion<T> {
        @Nullable
        Criteria of(T value, Context context);
    }

    public static <T> Filter<T> of(String name, Type<T> type, Plain<T> criterion) {
        return new Filter<>(List.of(name), type, (value, context) -> criterion.of(value));
    }

    public static <T> Filter<T> inContext(String name, Type<T> type, Criterion<T> criterion) {
        return new Filter<>(List.of(name), type, criterion);
    }

    /** One whose criterion the list itself makes, of it and of others. */
    public static <T> Filter<T> beside(String name, Type<T> type) {
        return new Filter<>(List.of(name), type, (value, context) -> null);
    }

    /** One or more words of a kind. */
    public static <E extends Enum<E>> Type<Set<E>> anyOf(Class<E> words) {
        return (query, name) -> query.words(name, words);
    }

    Narrowing read(QueryValues query, Narrowing soFar) {
        T value = type.read(query, names.get(0));
        return value == null || value instanceof Collection<?> several && several.isEmpty()
                ? soFar
                : soFar.with(this, value);
    }

    /**
     * What a list is narrowed by, and its order. A value.
     *
     * @param values by their filters; what is not there is not asked for
     */
    public record Narrowing(Map<Filter<?>, Object> values, Order order) {

        public Narrowing {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** By nothing. */
        public static Narrowing by(Order order) {
            return new Narrowing(Map.of(), order);
        }

        public <T> Narrowing with(Filter<T> filter, T value) {
            Map<Filter<?>, Object> more = new LinkedHashMap<>(values);
            more.put(filter, value);
            return new Narrowing(more, order);
        }

        public Narrowing ordered(Order other) {
            return new Narrowing(values, other);
        }

        /** Null when it is not asked for. */
        @SuppressWarnings("unchecked")
        public <T> @Nullable T value(Filter<T> filter) {
            return (T) values.get(filter);
        }

        /** Empty when none is asked for. */
        public <E> List<E> several(Filter<List<E>> filter) {
            List<E> values = value(filter);
            return values == null ? List.of() : values;
        }

        /** Refuses {@code request.malformed} with {@code field.required} when it is not asked for. */
        public <T> T required(Filter<T> filter) {
            T value = value(filter);
            if (value == null) {
                throw QueryValues.malformed(filter.names().get(0), "field.required");
            }
            return value;
        }

        /** Null when none is asked for. */
        GeoPoint.@Nullable Circle circle() {
            return values.values().stream()
                    .filter(GeoPoint.Circle.class::isInstance)
                    .map(GeoPoint.Circle.class::cast)
                    .findFirst()
                    .orElse(null);
        }

        /** What each value asks of the store. */
        public List<Criteria> criteria(Context context) {
            List<Criteria> all = new ArrayList<>();
            values.keySet().forEach(filter -> add(filter, context, all));
            return all;
        }

        private <T> void add(Filter<T> filter, Context context, List<Criteria> all) {
            T value = value(filter);
            Criteria criteria = value == null ? null : filter.criterion().of(value, context);
            if (criteria != null) {
                all.add(criteria);
            }
        }

        /** The parameters that ask for the same, by the first name of each filter. */
        public Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            values.forEach((filter, value) -> parameters.put(filter.names().get(0), text(value)));
            return parameters;
        }

        private static String text(Object value) {
            return value instanceof Collection<?> several
                    ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                    : value.toString();
        }

        /** The same for the same filters and order, on every instance. */
        @Override
        public String toString() {
            return parameters() + " by " + order;
        }
    }

    /**
     * Who asks for what.
     *
     * @param actor null where nobody needs to be signed in
     * @param now on the clock of the district
     */
    public record Context(Narrowing narrowing, @Nullable Actor actor, ZonedDateTime now) {

        /** Where no filter asks what day it is. */
        public static Context at(Instant now, Narrowing narrowing, @Nullable Actor actor) {
            return new Context(narrowing, actor, now.atZone(ZoneOffset.UTC));
        }

        public Actor reader() {
            return Objects.requireNonNull(actor);
        }

        public Instant moment() {
            return now.toInstant();
        }

        /** The first moment that is not in the month. */
        public Instant endOf(YearMonth month) {
            return month.plusMonths(1).atDay(1).atStartOfDay(now.getZone()).toInstant();
        }
    }
}
