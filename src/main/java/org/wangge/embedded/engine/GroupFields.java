package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The top-level fields that a pipeline beginning with a group looks at, so that it need not decode the rest of each document. */
final class GroupFields {

    private GroupFields() {}

    /** The fields, or null if the stages may look at any. */
    static @Nullable Set<String> of(List<Document> stages) {
        Object group = stages.isEmpty() ? null : stages.get(0).get("$group");
        Set<String> fields = new LinkedHashSet<>();
        return group instanceof Document && collect(group, fields) ? fields : null;
    }

    private static boolean collect(@Nullable Object expression, Set<String> fields) {
        if (expression instanceof Map<?, ?> parts) {
            return collectAll(parts.values(), fields);
        }
        if (expression instanceof Collection<?> parts) {
            return collectAll(parts, fields);
        }
        if (expression instanceof String text && text.startsWith("$")) {
            // A variable can be the whole document.
            if (text.startsWith("$$")) {
                return false;
            }
            int dot = text.indexOf('.');
            fields.add(text.substring(1, dot < 0 ? text.length() : dot));
        }
        return true;
    }

    private static boolean collectAll(Collection<?> parts, Set<String> fields) {
        for (Object part : parts) {
            if (!collect(part, fields)) {
                return false;
            }
        }
        return true;
    }
}
