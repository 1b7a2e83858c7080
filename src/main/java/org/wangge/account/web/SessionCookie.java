package org.wangge.account.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The refresh token of a browser: no script can read it, and it goes nowhere but to where one signs in, from our own pages only.
 * Over HTTPS, also behind a proxy that says so, it never travels in the clear.
 */
final class SessionCookie {

    static final String NAME = "wangge-session";

    private static final String PATH = "/api/v1/auth";

    private SessionCookie() {}

    /** Null when the browser has none, or one that was taken back. */
    static @Nullable String in(ServerHttpRequest request) {
        HttpCookie cookie = request.getCookies().getFirst(NAME);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    static String holding(String refreshToken, Duration life, ServerHttpRequest request) {
        return cookie(refreshToken, life, request);
    }

    static String gone(ServerHttpRequest request) {
        return cookie("", Duration.ZERO, request);
    }

    private static String cookie(String value, Duration life, ServerHttpRequest request) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .sameSite("Strict")
                .secure(isSecure(request))
                .path(PATH)
                .maxAge(life)
                .build()
                .toString();
    }

    /** Whoever says HTTPS without reason loses a cookie of their own, and nothing else. */
    private static boolean isSecure(ServerHttpRequest request) {
        return "https".equals(request.getURI().getScheme())
                || "https".equalsIgnoreCase(request.getHeaders().getFirst("X-Forwarded-Proto"));
    }
}
