package org.wangge.account.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.wangge.shared.Texts;

/** Rules and randomness for secrets. */
public final class Passwords {

    /** Long enough for a person; bcrypt looks at no more than 72 bytes. */
    public static final int SHORTEST = 8;

    public static final int LONGEST_BYTES = 72;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    public static boolean acceptable(String password) {
        return Texts.length(password) >= SHORTEST && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
    }

    /** 192 random bits, safe in a URL. */
    public static String random() {
        byte[] bits = new byte[24];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** For random secrets only: they need no slow hash. */
    public static String fastHash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
