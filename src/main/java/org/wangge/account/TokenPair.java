package org.wangge.account;

import org.jspecify.annotations.Nullable;

/**
 * What a client gets by signing in.
 *
 * @param expiresIn seconds until the access token ends
 * @param refreshToken for one use; using it twice ends the session; null where it went into a cookie
 */
public record TokenPair(
        String accessToken,
        String tokenType,
        long expiresIn,
        @Nullable String refreshToken) {}
