package org.wangge.account.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One signed-in device: a family of refresh tokens of which only the newest is good.
 *
 * @param currentHash of the refresh token that may be used next
 * @param usedHashes of the last ones used; seeing one again means that it was copied
 * @param renewedFrom the hash of the token that the present one was given for, null while it is the first
 * @param renewedBy the hash of the key that came with that one; who comes with both again heard no answer
 * @param addressHash of where it began, null in sessions of older builds and of the external issuer
 */
public record Session(
        UUID id,
        UUID accountId,
        String currentHash,
        List<String> usedHashes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBecause,
        @Nullable String renewedFrom,
        @Nullable String renewedBy,
        @Nullable String addressHash) {}
