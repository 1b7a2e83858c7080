package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.file.StoreFile;
import org.wangge.embedded.file.StoreMap;
import org.wangge.embedded.key.FieldPath;
import org.wangge.embedded.key.KeyWriter;

/**
 * What one index holds for a document: a key for each combination of its fields' values. A key is the fields, the id, and
 * two bytes with the id's length; if the last field is the id itself, it serves as both.
 *
 * <p>The fields that ever held an array are remembered in the store, because order and ranges of such a field mean less.
 */
final class IndexEntries {

    private static final String MULTIKEY_MAP = "store.multikey";
    private static final int LONGEST_ID = 0xFFFF;
    private static final int LENGTH_BYTES = 2;
    private static final int CANNOT_BUILD_KEYS = 17280;

    private final StoreMap multikeys;
    private byte[] multikeyName;
    private final List<FieldPath> paths;
    private final boolean[] descending;
    private final boolean sparse;
    private final boolean endsWithId;
    private long multikey;

    IndexEntries(StoreFile file, String mapName, List<IndexKey> keys, boolean sparse) {
        this.multikeys = file.map(MULTIKEY_MAP);
        this.multikeyName = mapName.getBytes(StandardCharsets.UTF_8);
        this.paths = keys.stream().map(key -> new FieldPath(key.getKey())).toList();
        this.descending = new boolean[keys.size()];
        for (int i = 0; i < descending.length; i++) {
            descending[i] = !keys.get(i).isAscending();
        }
        this.sparse = sparse;
        this.endsWithId = keys.get(keys.size() - 1).getKey().equals("_id");
        byte[] mask = multikeys.get(multikeyName);
        this.multikey = mask == null ? 0 : ByteBuffer.wrap(mask).getLong();
    }

    List<FieldPath> paths() {
        return paths;
    }

    boolean descending(int field) {
        return descending[field];
    }

    private boolean multikey(int field) {
        return (multikey & (1L << field)) != 0;
    }

    /** Which fields ever held an array until now. */
    IntPredicate multikeys() {
        long now = multikey;
        return field -> (now & (1L << field)) != 0;
    }

    /** Whether an update changed anything this index looks at. */
    boolean touched(Document before, Document after) {
        for (FieldPath path : paths) {
            String root = path.root();
            Object old = before.get(root);
            if (!Objects.equals(old, after.get(root))
                    || old == null && before.containsKey(root) != after.containsKey(root)) {
                return true;
            }
        }
        return false;
    }

    /** The distinct field parts of a document's keys; none if the index is sparse and the document has none of the fields. */
    List<byte[]> fields(Document document) {
        FieldPath.Values[] values = new FieldPath.Values[paths.size()];
        boolean absent = true;
        FieldPath array = null;
        for (int i = 0; i < values.length; i++) {
            values[i] = paths.get(i).values(document);
            absent &= values[i].missing();
            if (values[i].array()) {
                if (array != null && !array.root().equals(paths.get(i).root())) {
                    throw new CannotIndexParallelArraysError(
                            List.of(array.toString(), paths.get(i).toString()));
                }
                array = paths.get(i);
                remember(i);
            }
        }
        if (sparse && absent) {
            return List.of();
        }
        return array == null ? List.of(single(values)) : combinations(values);
    }

    private byte[] single(FieldPath.Values[] values) {
        KeyWriter writer = new KeyWriter();
        for (int i = 0; i < values.length; i++) {
            writer.value(values[i].at(0), descending[i]);
        }
        return writer.toBytes();
    }

    private List<byte[]> combinations(FieldPath.Values[] values) {
        List<byte[]> prefixes = List.of(new byte[0]);
        for (int i = 0; i < values.length; i++) {
            List<byte[]> longer = new ArrayList<>(prefixes.size() * values[i].count());
            for (byte[] prefix : prefixes) {
                for (int j = 0; j < values[i].count(); j++) {
                    longer.add(new KeyWriter()
                            .raw(prefix)
                            .value(values[i].at(j), descending[i])
                            .toBytes());
                }
            }
            prefixes = longer;
        }
        prefixes.sort(Arrays::compareUnsigned);
        List<byte[]> distinct = new ArrayList<>(prefixes.size());
        byte[] previous = null;
        for (byte[] key : prefixes) {
            if (previous == null || !Arrays.equals(previous, key)) {
                distinct.add(key);
            }
            previous = key;
        }
        return distinct;
    }

    private void remember(int field) {
        if (!multikey(field)) {
            multikey |= 1L << field;
            save();
        }
    }

    private void save() {
        multikeys.put(
                multikeyName, ByteBuffer.allocate(Long.BYTES).putLong(multikey).array());
    }

    void rename(String mapName) {
        forget();
        multikeyName = mapName.getBytes(StandardCharsets.UTF_8);
        if (multikey != 0) {
            save();
        }
    }

    void forget() {
        multikeys.remove(multikeyName);
    }

    /** The whole keys of a document. */
    List<byte[]> keys(Document document, byte[] id) {
        if (id.length > LONGEST_ID) {
            throw new MongoServerError(CANNOT_BUILD_KEYS, "KeyTooLong", "_id is too long for an index");
        }
        List<byte[]> fields = fields(document);
        List<byte[]> keys = new ArrayList<>(fields.size());
        for (byte[] part : fields) {
            KeyWriter writer = new KeyWriter().raw(part);
            if (!endsWithId) {
                writer.raw(id);
            }
            keys.add(writer.rawByte(id.length >>> 8).rawByte(id.length).toBytes());
        }
        return keys;
    }

    /** The id a key points to. */
    byte[] id(byte[] key) {
        int end = key.length - LENGTH_BYTES;
        int length = (key[end] & 0xFF) << 8 | (key[end + 1] & 0xFF);
        byte[] id = Arrays.copyOfRange(key, end - length, end);
        if (endsWithId && descending[descending.length - 1]) {
            for (int i = 0; i < id.length; i++) {
                id[i] = (byte) ~id[i];
            }
        }
        return id;
    }

    @Nullable
    Object display(Document document, String key) {
        Object value = new FieldPath(key).values(document).at(0);
        return value instanceof Missing ? null : value;
    }
}
