package org.wangge.embedded.key;

import de.bwaldvogel.mongo.backend.Missing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dotted path into a document, and what an index sees at its end: one value, or one for each element of the arrays on the way. */
public final class FieldPath {

    private final String text;
    private final String[] names;

    public FieldPath(String text) {
        this.text = text;
        this.names = text.split("\\.", -1);
    }

    /** The first name: all a document needs to hold for this path to be read. */
    public String root() {
        return names[0];
    }

    /** The values at the end of the path. */
    public Values values(Map<String, Object> document) {
        Object first = document.containsKey(names[0]) ? document.get(names[0]) : Missing.getInstance();
        if (names.length == 1 && !(first instanceof Collection)) {
            return new Values(List.of(orMissing(first)), false);
        }
        List<Object> found = new ArrayList<>();
        boolean array = collect(first, 1, found);
        return new Values(found, array);
    }

    private static Object orMissing(@Nullable Object value) {
        return value == null ? NullValue.NULL : value;
    }

    private boolean collect(@Nullable Object value, int depth, List<Object> found) {
        if (value instanceof Collection<?> elements) {
            collectElements(elements, depth, found);
            return true;
        }
        if (depth == names.length) {
            found.add(orMissing(value));
            return false;
        }
        if (value instanceof Map<?, ?> inner) {
            return collect(
                    inner.containsKey(names[depth]) ? inner.get(names[depth]) : Missing.getInstance(),
                    depth + 1,
                    found);
        }
        found.add(Missing.getInstance());
        return false;
    }

    private void collectElements(Collection<?> elements, int depth, List<Object> found) {
        if (depth == names.length) {
            if (elements.isEmpty()) {
                found.add(List.of());
            }
            elements.forEach(element -> found.add(orMissing(element)));
            return;
        }
        if (elements.isEmpty()) {
            found.add(Missing.getInstance());
        }
        for (Object element : elements) {
            if (element instanceof Map<?, ?> inner) {
                collect(
                        inner.containsKey(names[depth]) ? inner.get(names[depth]) : Missing.getInstance(),
                        depth + 1,
                        found);
            } else {
                found.add(Missing.getInstance());
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldPath path && Arrays.equals(path.names, names);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(names);
    }

    @Override
    public String toString() {
        return text;
    }

    /** Stands for a stored null, so that lists can tell it from an absent field. */
    enum NullValue {
        NULL
    }

    /**
     * Values at the end of a path, never empty.
     *
     * @param found the values; an absent field is {@link Missing}, a stored null is null for readers of {@link #each}
     * @param array whether an array was met, so that there may be several
     */
    public record Values(List<Object> found, boolean array) {

        /** Whether the field is absent in every way. */
        public boolean missing() {
            for (Object value : found) {
                if (!(value instanceof Missing)) {
                    return false;
                }
            }
            return true;
        }

        public @Nullable Object at(int position) {
            Object value = found.get(position);
            return value == NullValue.NULL ? null : value;
        }

        public int count() {
            return found.size();
        }
    }
}
