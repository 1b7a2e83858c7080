package org.wangge.account.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token given for another.
 *
 * @param presentedHash of the token that is used up
 * @param keyHash of the key that came with it, null when none did
 * @param nextHash of the token that may be used next
 * @param expiresAt when that one is no good any more
 */
public record TokenRotation(String presentedHash, @Nullable String keyHash, String nextHash, Instant expiresAt) {}
