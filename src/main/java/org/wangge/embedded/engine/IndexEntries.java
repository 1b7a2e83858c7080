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

    /** Two arrays in one document would need a key for each pair of their values. */
    void refuseParallelArrays(Document document) {
        values(document);
    }

    private FieldPath.Values[] values(Document document) {
        FieldPath.Values[] values = new FieldPath.Values[paths.size()];
        FieldPath array = null;
        for (int i = 0; i < values.length; i++) {
            values[i] = paths.get(i).values(document);
            if (values[i].array()) {
                if (array != null && !array.root().equals(paths.get(i).root())) {
                    throw new CannotIndexParallelArraysError(
                            List.of(array.toString(), paths.get(i).toString()));
                }
                array = paths.get(i);
                remember(i);
            }
        }
        return values;
    }

    /** The distinct keys of a document, in their order; none if the index is sparse and the document has none of the fields. */
    List<byte[]> keys(Document document, byte[] id) {
        if (id.length > LONGEST_ID) {
            throw new MongoServerError(CANNOT_BUILD_KEYS, "KeyTooLong", "_id is too long for an index");
        }
        FieldPath.Values[] values = values(document);
        if (sparse && Arrays.stream(values).allMatch(FieldPath.Values::missing)) {
            return List.of();
        }
        KeyWriter parts = new KeyWriter();
        int combinations = 1;
        int[][] ends = new int[values.length][];
        for (int i = 0; i < values.length; i++) {
            ends[i] = write(values[i], descending[i], parts);
            combinations = Math.multiplyExact(combinations, values[i].count());
        }
        byte[] tail = tail(id);
        List<byte[]> keys = new ArrayList<>(combinations);
        for (int combination = 0; combination < combinations; combination++) {
            keys.add(key(parts, ends, combination, tail));
        }
        return combinations == 1 ? keys : distinct(keys);
    }

    /** Appends a field's values; each goes from one of the given places to the next. */
    private static int[] write(FieldPath.Values values, boolean descending, KeyWriter parts) {
        int[] ends = new int[values.count() + 1];
        ends[0] = parts.length();
        for (int i = 0; i < values.count(); i++) {
            ends[i + 1] = parts.value(values.at(i), descending).length();
        }
        return ends;
    }

    /** What follows the fields. */
    private byte[] tail(byte[] id) {
        KeyWriter tail = new KeyWriter();
        if (!endsWithId) {
            tail.raw(id);
        }
        return tail.rawByte(id.length >>> 8).rawByte(id.length).toBytes();
    }

    /** One of the combinations, which are counted with the last field as the quickest. */
    private static byte[] key(KeyWriter parts, int[][] ends, int combination, byte[] tail) {
        int[] chosen = new int[ends.length];
        int rest = combination;
        int length = tail.length;
        for (int i = ends.length - 1; i >= 0; i--) {
            int count = ends[i].length - 1;
            chosen[i] = rest % count;
            rest /= count;
            length += ends[i][chosen[i] + 1] - ends[i][chosen[i]];
        }
        byte[] key = new byte[length];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            at = parts.copy(ends[i][chosen[i]], ends[i][chosen[i] + 1], key, at);
        }
        System.arraycopy(tail, 0, key, at, tail.length);
        return key;
    }

    private static List<byte[]> distinct(List<byte[]> keys) {
        keys.sort(Arrays::compareUnsigned);
        List<byte[]> distinct = new ArrayList<>(keys.size());
        byte[] previous = null;
        for (byte[] key : keys) {
            if (previous == null || !Arrays.equals(previous, key)) {
                distinct.add(key);
            }
            previous = key;
        }
        return distinct;
    }

    /** The fields' part of a key of the document with that id. */
    byte[] fields(byte[] key, byte[] id) {
        return Arrays.copyOf(key, key.length - LENGTH_BYTES - (endsWithId ? 0 : id.length));
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
