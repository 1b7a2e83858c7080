package org.wangge.work;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Operation;

/** A document that lives in a {@link VersionedStore}: each change makes the next version of it. */
public interface Versioned {

    Object id();

    /** One more with each change. */
    long version();

    /**
     * Key of the operation that made it; null when it came without a key, and where the id was claimed under the key
     * ({@link KeyClaims}), so that it need not be kept.
     */
    @Nullable
    String operationKey();

    /** What that operation said. */
    @Nullable
    String operationHash();

    /** The operations that changed it lately; the store adds to them. Null when none did. */
    @Nullable
    List<Operation.Done> operations();

    /** Whether this operation made it; refuses the use of its key for something else. */
    default boolean isMadeBy(Operation operation) {
        return operation.repeats(operationKey(), operationHash(), caption());
    }

    /**
     * The field by which it is stored to be this version, and its value; null also where the field is absent, as in documents of
     * versions that did not count.
     */
    default Map<String, @Nullable Object> storedVersion() {
        return Collections.singletonMap("version", version() == 0 ? null : version());
    }

    /** Names it where a key was used for something else: a number, or the path where it is found. */
    String caption();
}
