package org.wangge.embedded.wire;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Who may use one store from its start to its end. A new password each time, so that one that was seen is soon worth nothing.
 *
 * @param password of letters that need no escape in an address
 */
public record StoreSecret(String user, String password) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    public static StoreSecret random() {
        return new StoreSecret("wangge", Base64.getUrlEncoder().withoutPadding().encodeToString(random(BYTES)));
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return user;
    }
}
