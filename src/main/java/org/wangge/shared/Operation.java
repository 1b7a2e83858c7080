package org.wangge.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
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

    /** So many of the newest a document keeps however old they are. */
    public static final int KEPT = 30;

    /** And so many at most, however new. */
    private static final int MOST_KEPT = 300;

    private static final Duration KEPT_FOR = Duration.ofDays(7);

    /**
     * A write that was done, as the document that it changed keeps it.
     *
     * @param at null in documents of earlier versions
     */
    public record Done(String key, String hash, @Nullable Instant at) {

        private boolean isOlderThan(Instant day) {
            return at == null || at.isBefore(day);
        }
    }

    /**
     * What a document keeps once one more is done: those of the last seven days and at least the newest thirty, three hundred at
     * most. A phone that was offline for longer finds its write judged by the present state.
     */
    public static List<Done> kept(@Nullable List<Done> before, Done one) {
        List<Done> all = new ArrayList<>(before == null ? List.of() : before);
        all.add(one);
        Instant day = one.at() == null ? Instant.MIN : one.at().minus(KEPT_FOR);
        int first = 0;
        while (all.size() - first > MOST_KEPT
                || (all.size() - first > KEPT && all.get(first).isOlderThan(day))) {
            first++;
        }
        return List.copyOf(all.subList(first, all.size()));
    }

    /** Of what the server does by itself, or of a caller who gave no key: no repeat is ever known. */
    public static Operation unkeyed(String requestId) {
        return new Operation(null, "", requestId);
    }

    public static String keyOf(UUID account, UUID idempotencyKey) {
        return account + ":" + idempotencyKey;
    }

    /**
     * The same operation with the hash of what it says. The body is a record of plain values, whose text is the same for the
     * same content, whatever the spacing or order in which a client wrote it.
     */
    public Operation over(Object body) {
        return new Operation(key, hash((bodyHash + "\n" + body).getBytes(StandardCharsets.UTF_8)), requestId);
    }

    /** What stands for a whole file in the text of a body. Takes a moment for a large one: not on an event loop. */
    public static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is kept when it is done; null without a key, for then no repeat is ever known. */
    public @Nullable Done done(Instant at) {
        return key == null ? null : new Done(key, bodyHash, at);
    }

    /** Whether it is one of those that were done; refuses the key's use for another. Null when nothing was ever done. */
    public boolean isAmong(@Nullable Collection<Done> done) {
        return done != null && done.stream().anyMatch(one -> repeats(one.key(), one.hash()));
    }

    /** The same; the refusal names what they changed. */
    public boolean isAmong(@Nullable Collection<Done> done, String changed) {
        return done != null && done.stream().anyMatch(one -> repeats(one.key(), one.hash(), changed));
    }

    /** Whether what was stored under this key is the same write; refuses the key's use for another, and names the key. */
    public boolean repeats(@Nullable String storedKey, @Nullable String storedHash) {
        return repeats(storedKey, storedHash, storedKey == null ? null : storedKey.replaceFirst(".*:", ""));
    }

    /**
     * The same, with what the key made, which the refusal names.
     *
     * @param made a number or path by which its maker finds it
     */
    public boolean repeats(@Nullable String storedKey, @Nullable String storedHash, @Nullable String made) {
        if (key == null || !key.equals(storedKey)) {
            return false;
        }
        if (!bodyHash.equals(storedHash)) {
            throw new Refused(Refusal.field("idempotency.key-reused", "Idempotency-Key", String.valueOf(made)));
        }
        return true;
    }
}
