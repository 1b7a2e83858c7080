package org.wangge.embedded.query;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.wangge.embedded.file.MapView;
import org.wangge.embedded.key.FieldPath;

/**
 * What the planner needs to know of an index; the documents' own map is one on {@code _id}.
 *
 * @param paths the indexed fields; an index that does not name {@code _id} is followed by it, ascending
 * @param descending which fields are kept in descending order
 * @param multikey which fields ever held an array
 * @param sparse whether documents without any of the fields are left out
 * @param primary whether the keys are the ids and the values the documents
 * @param id from a key to the id it points to
 */
public record IndexView(
        String name,
        MapView map,
        List<FieldPath> paths,
        IntPredicate descending,
        IntPredicate multikey,
        boolean sparse,
        boolean primary,
        UnaryOperator<byte[]> id) {

    static final String ID = "_id";

    int fields() {
        return paths.size();
    }

    String path(int field) {
        return field < paths.size() ? paths.get(field).toString() : ID;
    }

    /** The fields that keys are ordered by, with the trailing id. */
    int orderedFields() {
        return path(fields() - 1).equals(ID) ? fields() : fields() + 1;
    }

    boolean isDescending(int field) {
        return field < fields() && descending.test(field);
    }

    boolean isMultikey(int field) {
        return field < fields() && multikey.test(field);
    }
}
