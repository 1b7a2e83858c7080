package org.wangge.media.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A photo's description; its bytes are in the bucket under the same id.
 *
 * @param attached whether something refers to it
 * @param keepUntil when it goes if nothing does by then
 */
public record StoredMedia(
        UUID id,
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
        @Nullable String operationHash) {}
