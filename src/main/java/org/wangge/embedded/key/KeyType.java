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
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The groups of BSON types that compare with each other, in MongoDB's order; the gaps in the tags are room, not meaning. */
public enum KeyType {
    MIN_KEY(0x05),
    /** MongoDB keeps an empty array as "undefined", below null. */
    EMPTY_ARRAY(0x08),
    NULL(0x0A),
    NUMBER(0x14),
    STRING(0x1E),
    OBJECT(0x28),
    ARRAY(0x32),
    BINARY(0x3C),
    OBJECT_ID(0x46),
    BOOLEAN(0x50),
    DATE(0x5A),
    TIMESTAMP(0x5F),
    REGULAR_EXPRESSION(0x64),
    SCRIPT(0x6E),
    MAX_KEY(0x7F);

    private final int tag;

    KeyType(int tag) {
        this.tag = tag;
    }

    public int tag() {
        return tag;
    }

    /** The type a key begins with, or null if the byte is no tag. */
    public static @Nullable KeyType ofTag(byte tag) {
        for (KeyType type : values()) {
            if (type.tag == tag) {
                return type;
            }
        }
        return null;
    }

    public static KeyType of(@Nullable Object value) {
        if (value == null || value instanceof Missing) {
            return NULL;
        } else if (value instanceof String) {
            return STRING;
        } else if (value instanceof Number) {
            return NUMBER;
        } else if (value instanceof Instant) {
            return DATE;
        } else if (value instanceof UUID || value instanceof BinData || value instanceof LegacyUUID) {
            return BINARY;
        } else if (value instanceof Boolean) {
            return BOOLEAN;
        } else if (value instanceof ObjectId) {
            return OBJECT_ID;
        } else if (value instanceof Map) {
            return OBJECT;
        } else if (value instanceof Collection<?> elements) {
            return elements.isEmpty() ? EMPTY_ARRAY : ARRAY;
        } else {
            return rare(value);
        }
    }

    private static KeyType rare(Object value) {
        if (value instanceof BsonTimestamp) {
            return TIMESTAMP;
        } else if (value instanceof BsonRegularExpression) {
            return REGULAR_EXPRESSION;
        } else if (value instanceof BsonJavaScript) {
            return SCRIPT;
        } else if (value instanceof MinKey) {
            return MIN_KEY;
        } else if (value instanceof MaxKey) {
            return MAX_KEY;
        }
        throw new IllegalArgumentException("no key type for " + value.getClass());
    }
}
