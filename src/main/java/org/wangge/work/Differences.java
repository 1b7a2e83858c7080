package org.wangge.work;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/**
 * Finds what differs between a document as it was read and as it is to be, field by field. So a change writes what it changed
 * and nothing else; fields that others keep up beside it stay as they are.
 */
final class Differences {

    private final MongoConverter converter;
    private final List<Field> all;
    private final List<Field> fields;
    private final Constructor<? extends Record> canonical;

    private record Field(RecordComponent component, TypeInformation<?> type) {

        String name() {
            return component.getName();
        }

        @Nullable
        Object of(Record file) {
            try {
                return component.getAccessor().invoke(file);
            } catch (IllegalAccessException | InvocationTargetException broken) {
                throw new IllegalStateException("Cannot read " + component, broken);
            }
        }
    }

    Differences(Class<? extends Record> type, MongoConverter converter) {
        this.converter = converter;
        TypeInformation<?> whole = TypeInformation.of(type);
        this.all = Arrays.stream(type.getRecordComponents())
                .map(component -> new Field(component, whole.getRequiredProperty(component.getName())))
                .toList();
        this.fields = all.stream().filter(field -> !field.name().equals("id")).toList();
        all.forEach(field -> field.component().getAccessor().setAccessible(true));
        this.canonical = canonical(type);
    }

    private static Constructor<? extends Record> canonical(Class<? extends Record> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException never) {
            throw new IllegalStateException("A record without its constructor: " + type, never);
        }
    }

    /** The operators of an update that makes the one the other; empty when they are the same. */
    Document between(Record before, Record after) {
        Document update = new Document();
        for (Field field : fields) {
            Object old = field.of(before);
            Object now = field.of(after);
            if (!Objects.equals(old, now)) {
                put(update, field, old, now);
            }
        }
        return update;
    }

    private void put(Document update, Field field, @Nullable Object old, @Nullable Object now) {
        if (now == null) {
            operator(update, "$unset").append(field.name(), "");
            return;
        }
        int added = old instanceof List<?> before && now instanceof List<?> list ? added(before, list) : 0;
        if (added > 0) {
            List<?> list = (List<?>) now;
            operator(update, "$push")
                    .append(
                            field.name(),
                            new Document("$each", stored(list.subList(list.size() - added, list.size()), field.type()))
                                    .append("$slice", -list.size()));
        } else {
            operator(update, "$set").append(field.name(), stored(now, field.type()));
        }
    }

    /** Sets one field besides. */
    void set(Document update, String name, Object value) {
        Field field = fields.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No field " + name));
        operator(update, "$set").append(name, stored(value, field.type()));
    }

    /** The same file with another value of one field. */
    Record with(Record file, String name, Object value) {
        Object[] values = all.stream()
                .map(component -> component.name().equals(name) ? value : component.of(file))
                .toArray();
        try {
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("Cannot make " + file.getClass(), broken);
        }
    }

    /** Entries one by one: the converter marks those of a whole list with their class. */
    private @Nullable Object stored(Object value, TypeInformation<?> type) {
        TypeInformation<?> entries = type.getComponentType();
        return value instanceof Collection<?> list && entries != null
                ? list.stream().map(entry -> stored(entry, entries)).toList()
                : converter.convertToMongoType(value, type);
    }

    /** How many entries came at the end while the oldest may have gone; 0 when the lists differ otherwise, or from nothing. */
    private static int added(List<?> before, List<?> after) {
        int most = before.isEmpty() ? 0 : after.size();
        for (int added = Math.max(1, after.size() - before.size()); added < most; added++) {
            int kept = after.size() - added;
            if (before.subList(before.size() - kept, before.size()).equals(after.subList(0, kept))) {
                return added;
            }
        }
        return 0;
    }

    static Document operator(Document update, String name) {
        return (Document) update.computeIfAbsent(name, absent -> new Document());
    }
}
