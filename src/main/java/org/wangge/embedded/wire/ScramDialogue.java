package org.wangge.embedded.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One attempt to sign in with SCRAM-SHA-256: two messages of the client, two of ours. An attempt serves once. */
final class ScramDialogue {

    private static final int NONCE_BYTES = 24;

    private final ScramKeys keys;
    private final String header;
    private final String nonce;
    private final String messages;
    private final byte[] challenge;

    private ScramDialogue(ScramKeys keys, String header, String bare, String nonce) {
        this.keys = keys;
        this.header = header;
        this.nonce = nonce;
        String first = "r=" + nonce + ",s=" + base64(keys.salt()) + ",i=" + ScramKeys.ITERATIONS;
        this.messages = bare + "," + first;
        this.challenge = first.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the client's first message; null if it is none, or names somebody else. */
    static @Nullable ScramDialogue begin(StoreSecret secret, ScramKeys keys, byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        // No channel binding is offered, and nobody acts for somebody else.
        if (!text.startsWith("n,,") && !text.startsWith("y,,")) {
            return null;
        }
        String bare = text.substring(3);
        Map<String, String> parts = parts(bare);
        String nonce = parts.get("r");
        if (nonce == null || nonce.isEmpty() || !secret.user().equals(parts.get("n"))) {
            return null;
        }
        return new ScramDialogue(keys, text.substring(0, 3), bare, nonce + base64(StoreSecret.random(NONCE_BYTES)));
    }

    byte[] challenge() {
        return challenge.clone();
    }

    /** Our last message if the client's shows that it knows the password, else null. */
    byte @Nullable [] finish(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        int end = text.lastIndexOf(",p=");
        Map<String, String> parts = parts(text);
        byte[] proof = decoded(parts.get("p"));
        boolean same = nonce.equals(parts.get("r"))
                && Arrays.equals(header.getBytes(StandardCharsets.UTF_8), decoded(parts.get("c")));
        if (end < 0 || !same) {
            return null;
        }
        String all = messages + "," + text.substring(0, end);
        return keys.accept(all, proof) ? ("v=" + base64(keys.signature(all))).getBytes(StandardCharsets.UTF_8) : null;
    }

    private static Map<String, String> parts(String message) {
        Map<String, String> parts = new HashMap<>();
        for (String part : message.split(",", -1)) {
            if (part.length() > 2 && part.charAt(1) == '=') {
                parts.putIfAbsent(part.substring(0, 1), part.substring(2));
            }
        }
        return parts;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decoded(@Nullable String text) {
        try {
            return text == null ? new byte[0] : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException garbage) {
            return new byte[0];
        }
    }
}
