package org.wangge.notification.push;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.util.List;

/**
 * Credentials good for pushing and for nothing else. The Admin SDK would ask for tokens with every scope it knows, up to all of
 * the project's cloud; what cannot be re-scoped ({@code createScoped} of the superclass changes nothing) it takes as it is.
 */
final class MessagingCredentials extends GoogleCredentials {

    private static final long serialVersionUID = 1L;
    private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/firebase.messaging");

    private final GoogleCredentials account;

    MessagingCredentials(GoogleCredentials account) {
        super(GoogleCredentials.newBuilder());
        this.account = account.createScoped(SCOPES);
    }

    /** No access token could be had, in whatever way that failed: it concerns every message. */
    static final class NoToken extends IOException {

        private static final long serialVersionUID = 1L;

        NoToken(Exception cause) {
            super("no access token", cause);
        }
    }

    /** An answer of the token service that cannot be read comes as all kinds of exceptions. */
    @Override
    public AccessToken refreshAccessToken() throws IOException {
        try {
            return account.refreshAccessToken();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new NoToken(unreadable);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessagingCredentials same && same.account.equals(account);
    }

    @Override
    public int hashCode() {
        return account.hashCode();
    }
}
