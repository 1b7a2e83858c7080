package org.wangge.embedded.engine;

import java.util.Arrays;

/** Where a document lies in its collection: the key bytes of its id. */
record RecordId(byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordId id && Arrays.equals(id.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "RecordId" + Arrays.toString(bytes);
    }
}
