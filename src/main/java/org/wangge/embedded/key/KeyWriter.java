package org.wangge.embedded.key;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes BSON values as bytes whose unsigned order is MongoDB's order of the values.
 *
 * <p>Every value is a type byte and a self-delimiting body, so keys of several fields are plain concatenations, and a
 * descending field is the same bytes inverted.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/">comparison order</a>
 */
public final class KeyWriter implements KeyBytes {

    private static final int FIRST_CAPACITY = 96;
    private static final byte END = 0;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    /** The bytes of one value, ascending. */
    public static byte[] key(@Nullable Object value) {
        return new KeyWriter().value(value, false).toBytes();
    }

    public KeyWriter value(@Nullable Object value, boolean descending) {
        int start = length;
        write(value);
        if (descending) {
            invert(bytes, start, length);
        }
        return this;
    }

    @Override
    public KeyWriter raw(byte[] part) {
        return raw(part, 0, part.length);
    }

    public KeyWriter raw(byte[] part, int from, int to) {
        reserve(to - from);
        System.arraycopy(part, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    /** Appends ascending bytes as a descending field has them. */
    public KeyWriter rawInverted(byte[] part) {
        int start = length;
        raw(part);
        invert(bytes, start, length);
        return this;
    }

    @Override
    public KeyWriter rawByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public int length() {
        return length;
    }

    /** Copies what was written between two places; says where in the target it ends. */
    public int copy(int from, int to, byte[] target, int at) {
        System.arraycopy(bytes, from, target, at, to - from);
        return at + to - from;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Turns ascending bytes into descending ones and back. */
    static void invert(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }

    private void write(@Nullable Object value) {
        KeyType type = KeyType.of(value);
        rawByte(type.tag());
        switch (type) {
            case NUMBER -> NumberKey.write((Number) java.util.Objects.requireNonNull(value), this);
            case STRING -> text(String.valueOf(value));
            case OBJECT -> object((Map<?, ?>) java.util.Objects.requireNonNull(value));
            case ARRAY -> array((Collection<?>) java.util.Objects.requireNonNull(value));
            default -> scalar(value);
        }
    }

    private void scalar(@Nullable Object value) {
        if (value instanceof UUID uuid) {
            binary(4, uuid);
        } else if (value instanceof LegacyUUID uuid) {
            binary(3, uuid.getUuid());
        } else if (value instanceof BinData data) {
            int32(data.getData().length);
            rawByte(0).raw(data.getData());
        } else if (value instanceof ObjectId id) {
            raw(id.toByteArray());
        } else if (value instanceof Boolean flag) {
            rawByte(flag ? 1 : 0);
        } else if (value instanceof Instant instant) {
            int64(instant.toEpochMilli() ^ Long.MIN_VALUE);
        } else if (value instanceof BsonTimestamp timestamp) {
            int64(timestamp.getValue());
        } else if (value instanceof BsonRegularExpression expression) {
            text(expression.getPattern());
            text(String.valueOf(expression.getOptions()));
        } else if (value instanceof BsonJavaScript script) {
            text(script.getCode());
        } else if (value != null
                && !(value instanceof Missing
                        || value instanceof MinKey
                        || value instanceof MaxKey
                        || value instanceof Collection)) {
            throw new IllegalArgumentException("no key for " + value.getClass());
        }
    }

    private void binary(int subtype, UUID uuid) {
        int32(16);
        rawByte(subtype);
        int64(uuid.getMostSignificantBits());
        int64(uuid.getLeastSignificantBits());
    }

    private void object(Map<?, ?> fields) {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            Object value = field.getValue();
            rawByte(KeyType.of(value).tag());
            text(String.valueOf(field.getKey()));
            write(value);
        }
        rawByte(END);
    }

    private void array(Collection<?> elements) {
        for (Object element : elements) {
            write(element);
        }
        rawByte(END);
    }

    /** UTF-8, where a zero byte is followed by FF and the end is 00 01: prefixes sort first. */
    private void text(String value) {
        for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
            rawByte(unit);
            if (unit == 0) {
                rawByte(0xFF);
            }
        }
        rawByte(END).rawByte(1);
    }

    @Override
    public void int32(int value) {
        rawByte(value >>> 24).rawByte(value >>> 16).rawByte(value >>> 8).rawByte(value);
    }

    @Override
    public void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
