package org.wangge.inspection;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Photos that could not be sent with the inspection, because the network let only its words through.
 *
 * @param itemId whose answer they belong to; null with a signature alone
 * @param afterFix whether they show how it was put right
 * @param signatureMediaId image of the signature, when none came with the end
 */
public record MorePhotos(
        @Nullable String itemId,
        List<UUID> mediaIds,
        boolean afterFix,
        @Nullable UUID signatureMediaId) {

    /** With the signature. */
    public List<UUID> all() {
        return signatureMediaId == null
                ? mediaIds
                : Stream.concat(mediaIds.stream(), Stream.of(signatureMediaId)).toList();
    }
}
