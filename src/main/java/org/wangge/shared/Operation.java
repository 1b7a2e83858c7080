package org.wangge.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a client to write something. A phone that hears no answer sends the same write again; the key it made
 * tells the server that it is the same, the hash that it says the same.
 *
 * @param key {@code account:Idempotency-Key}, null when the client sent none
 * @param bodyHash of method, path and the body as understood
 * @param requestId names this attempt in logs and in the timeline
 */
public record Operation(@Nullable String key, String bodyHash, String requestId) {

    public static String keyOf(UUID account, UUID idempotencyKey) {
        return account + ":" + idempotencyKey;
    }

    /**
     * The same operation with the hash of what it says. The body is a record of plain values, whose text is the same for the
     * same content, whatever the spacing or order in which a client wrote it.
     */
    public Operation over(Object body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((bodyHash + "\n" + body).getBytes(StandardCharsets.UTF_8));
            return new Operation(key, HexFormat.of().formatHex(digest), requestId);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether what was stored under this key is the same write; refuses the key's use for another. */
    public boolean repeats(@Nullable String storedKey, @Nullable String storedHash) {
        if (key == null || !key.equals(storedKey)) {
            return false;
        }
        if (!bodyHash.equals(storedHash)) {
            throw new Refused(Refusal.field("idempotency.key-reused", "Idempotency-Key"));
        }
        return true;
    }
}
