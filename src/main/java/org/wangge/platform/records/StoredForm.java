package org.wangge.platform.records;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bson.Document;

/**
 * How values of one type are stored. Neither way ever meets null.
 *
 * @param write to what the driver takes
 * @param read from what the driver gives
 */
record StoredForm(UnaryOperator<Object> write, UnaryOperator<Object> read) {

    Object write(Object value) {
        return write.apply(value);
    }

    Object read(Object stored) {
        return read.apply(stored);
    }

    StoredForm inLists() {
        return inCollections(ArrayList::new);
    }

    StoredForm inSets() {
        return inCollections(size -> new LinkedHashSet<>());
    }

    private StoredForm inCollections(Function<Integer, Collection<Object>> empty) {
        return new StoredForm(
                value -> {
                    List<Object> written = new ArrayList<>(((Collection<?>) value).size());
                    ((Collection<?>) value).forEach(element -> written.add(write(element)));
                    return written;
                },
                stored -> {
                    Collection<Object> read = empty.apply(((Collection<?>) stored).size());
                    ((Collection<?>) stored).forEach(element -> read.add(read(element)));
                    return read;
                });
    }

    StoredForm inMaps() {
        return new StoredForm(
                value -> {
                    Document written = new Document();
                    ((Map<?, ?>) value).forEach((name, element) -> written.put((String) name, write(element)));
                    return written;
                },
                stored -> {
                    Map<String, Object> read = new LinkedHashMap<>();
                    ((Document) stored).forEach((name, element) -> read.put(name, read(element)));
                    return read;
                });
    }
}
