package org.wangge.account;

/** The token of whoever calls, as its header carries it. */
public final class BearerToken {

    private BearerToken() {}

    /** What follows {@code Bearer} in the header {@code Authorization}; any other text as it is, which no check will take for a token. */
    public static String in(String authorization) {
        return authorization.replaceFirst("(?i)^Bearer\\s+", "");
    }
}
