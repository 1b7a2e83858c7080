package org.wangge.platform.records;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How one record type stands in a document: a field for each component; none where it is null.
 *
 * @param constructor takes all components in their order
 */
record RecordShape<T>(Constructor<T> constructor, List<Field> fields) {

    /**
     * One component.
     *
     * @param absent what the component is when the document has no such field: null, zero or false
     */
    record Field(
            String name,
            Method accessor,
            StoredForm form,
            @Nullable Object absent) {}

    T read(Document document) {
        @Nullable Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            Object stored = document.get(field.name());
            values[i] = stored == null ? field.absent() : field.form().read(stored);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw unchecked(refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void write(Object from, Document document) {
        for (Field field : fields) {
            try {
                Object value = field.accessor().invoke(from);
                if (value != null) {
                    document.put(field.name(), field.form().write(value));
                }
            } catch (InvocationTargetException refused) {
                throw unchecked(refused);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static RuntimeException unchecked(InvocationTargetException refused) {
        return refused.getCause() instanceof RuntimeException cause
                ? cause
                : new UndeclaredThrowableException(refused.getCause());
    }
}
