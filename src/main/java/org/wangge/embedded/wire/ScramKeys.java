package org.wangge.embedded.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What a server keeps of a password for SCRAM-SHA-256 (RFC 5802, RFC 7677).
 *
 * @param stored what a proof is checked with
 * @param server what our own signature is made with
 */
record ScramKeys(byte[] salt, byte[] stored, byte[] server) {

    /** The least that RFC 7677 and drivers allow: the password is random, so more would only make a start slower. */
    static final int ITERATIONS = 4096;

    private static final int SALT_BYTES = 28;
    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    static ScramKeys of(StoreSecret secret) {
        byte[] salt = StoreSecret.random(SALT_BYTES);
        byte[] salted = salted(bytes(secret.password()), salt);
        return new ScramKeys(
                salt, digest().digest(sign(salted, bytes("Client Key"))), sign(salted, bytes("Server Key")));
    }

    /** Whether a proof was made with the password. */
    boolean accept(String messages, byte[] proof) {
        byte[] signature = sign(stored, bytes(messages));
        if (proof.length != signature.length) {
            return false;
        }
        return MessageDigest.isEqual(digest().digest(xor(proof, signature)), stored);
    }

    /** Shows the client that we know the password too. */
    byte[] signature(String messages) {
        return sign(server, bytes(messages));
    }

    /** RFC 5802, Hi: the first and only block of PBKDF2. */
    private static byte[] salted(byte[] password, byte[] salt) {
        byte[] step = sign(
                password,
                ByteBuffer.allocate(salt.length + Integer.BYTES)
                        .put(salt)
                        .putInt(1)
                        .array());
        byte[] result = step;
        for (int i = 1; i < ITERATIONS; i++) {
            step = sign(password, step);
            result = xor(result, step);
        }
        return result;
    }

    /** RFC 2104, HMAC with SHA-256. */
    private static byte[] sign(byte[] key, byte[] message) {
        byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? digest().digest(key) : key, BLOCK_BYTES);
        MessageDigest inner = digest();
        inner.update(padded(block, INNER));
        MessageDigest outer = digest();
        outer.update(padded(block, OUTER));
        return outer.digest(inner.digest(message));
    }

    private static byte[] padded(byte[] block, byte pad) {
        byte[] padded = new byte[block.length];
        for (int i = 0; i < block.length; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        return padded;
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] result = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = (byte) (a[i] ^ b[i]);
        }
        return result;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
