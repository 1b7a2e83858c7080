package org.wangge.media.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Operation;

/**
 * A photo's description; its bytes are in the bucket.
 *
 * @param id claimed under the upload's key, so that an upload that comes twice is described once
 * @param bytesId under which its bytes are; null in descriptions of earlier versions, where it is the same as theirs
 * @param attached whether something refers to it
 * @param keepUntil when it goes if nothing does by then
 * @param operationKey null unless an earlier version made it: now the id is claimed under it
 */
public record StoredMedia(
        UUID id,
        @Nullable UUID bytesId,
        String contentType,
        long bytes,
        int width,
        int height,
        String hash,
        UUID uploadedBy,
        Instant uploadedAt,
        boolean attached,
        Instant keepUntil,
        @Nullable String operationKey,
        @Nullable String operationHash) {

    public UUID content() {
        return bytesId == null ? id : bytesId;
    }

    /** Whether what was found under the key of this operation is what it says; refuses the use of the key for something else. */
    public boolean isMadeBy(Operation operation) {
        return operation.repeats(operation.key(), operationHash);
    }
}
