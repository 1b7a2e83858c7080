package org.wangge.embedded.query;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.key.FieldPath;
import org.wangge.embedded.key.KeyWriter;

/** A sort specification, and the bytes by which a document sorts under it. */
public final class SortOrder {

    private static final SortOrder NONE = new SortOrder(List.of(), false);

    private final List<Part> parts;
    private final boolean backward;

    private SortOrder(List<Part> parts, boolean backward) {
        this.parts = parts;
        this.backward = backward;
    }

    record Part(FieldPath path, boolean descending) {}

    /** Reads a specification; null or {@code $natural} sorts by nothing. */
    public static SortOrder of(@Nullable Document specification) {
        if (specification == null || specification.isEmpty()) {
            return NONE;
        }
        if (specification.get("$natural") instanceof Number direction) {
            return direction.intValue() < 0 ? new SortOrder(List.of(), true) : NONE;
        }
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, Object> entry : specification.entrySet()) {
            boolean descending = entry.getValue() instanceof Number direction && direction.intValue() < 0;
            parts.add(new Part(new FieldPath(entry.getKey()), descending));
        }
        return new SortOrder(parts, false);
    }

    List<Part> parts() {
        return parts;
    }

    public boolean isNone() {
        return parts.isEmpty();
    }

    /** Whether the natural order is asked for in reverse. */
    public boolean backward() {
        return backward;
    }

    /** The top-level fields a document needs for its key. */
    public Set<String> roots() {
        Set<String> roots = new LinkedHashSet<>();
        parts.forEach(part -> roots.add(part.path().root()));
        return roots;
    }

    /** The key of a document; documents with equal keys keep the order of their ids. */
    public byte[] key(Document document, byte[] id) {
        KeyWriter writer = new KeyWriter();
        for (Part part : parts) {
            writer.raw(extreme(part.path().values(document), part.descending()));
        }
        return writer.raw(id).toBytes();
    }

    /** Of an array its smallest element counts when ascending, its largest when descending. */
    private static byte[] extreme(FieldPath.Values values, boolean descending) {
        byte[] best = new KeyWriter().value(values.at(0), descending).toBytes();
        for (int i = 1; i < values.count(); i++) {
            byte[] other = new KeyWriter().value(values.at(i), descending).toBytes();
            if (Arrays.compareUnsigned(other, best) < 0) {
                best = other;
            }
        }
        return best;
    }
}
