package org.wangge.embedded.file;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The last change of each key of one map, as the logs have it. */
final class LoggedChanges {

    private final Map<byte[], Optional<byte[]>> byKey = new TreeMap<>(Arrays::compareUnsigned);

    void put(byte[] key, byte @Nullable [] value) {
        byKey.put(key, Optional.ofNullable(value));
    }

    /** Hands on a stored value, or what became of it later. */
    void merge(byte[] key, byte[] stored, Consumer<byte[]> value) {
        Optional<byte[]> later = byKey.remove(key);
        if (later == null) {
            value.accept(stored);
        } else {
            later.ifPresent(value);
        }
    }

    /** Hands on what no stored value came for. */
    void rest(Consumer<byte[]> value) {
        byKey.values().forEach(later -> later.ifPresent(value));
    }
}
