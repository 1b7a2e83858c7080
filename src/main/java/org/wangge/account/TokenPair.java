package org.wangge.account;

/**
 * What a client gets by signing in.
 *
 * @param expiresIn seconds until the access token ends
 * @param refreshToken for one use; using it twice ends the session
 */
public record TokenPair(String accessToken, String tokenType, long expiresIn, String refreshToken) {}
