package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The top-level fields a query looks at, so that checking a document need not decode the rest of it. */
final class QueryFields {

    private QueryFields() {}

    /** The fields, or null if the query may look at any. */
    static @Nullable Set<String> of(Document query) {
        Set<String> fields = new LinkedHashSet<>();
        return collect(query, fields) ? fields : null;
    }

    private static boolean collect(Document query, Set<String> fields) {
        for (Map.Entry<String, Object> entry : query.entrySet()) {
            String key = entry.getKey();
            if (!key.startsWith("$")) {
                int dot = key.indexOf('.');
                fields.add(dot < 0 ? key : key.substring(0, dot));
            } else if (!isBranching(key) || !collectBranches(entry.getValue(), fields)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBranching(String operator) {
        return operator.equals("$and") || operator.equals("$or") || operator.equals("$nor");
    }

    private static boolean collectBranches(@Nullable Object value, Set<String> fields) {
        if (!(value instanceof Collection<?> branches)) {
            return false;
        }
        for (Object branch : branches) {
            if (!(branch instanceof Document document) || !collect(document, fields)) {
                return false;
            }
        }
        return true;
    }
}
