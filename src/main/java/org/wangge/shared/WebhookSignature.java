package org.wangge.shared;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.HMAC;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs what is sent to an address, by Standard Webhooks 1.0 (standardwebhooks.com): the receiver can tell who sent it, that nobody
 * changed it, and that it is not an old one again.
 */
public final class WebhookSignature {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 24;
    private static final int LONGEST_KEY = 64;

    private final byte[] key;

    private WebhookSignature(byte[] key) {
        this.key = key.clone();
    }

    /**
     * With a secret as both sides have it: {@code whsec_} and 24 to 64 bytes in base64.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat it
     */
    public static WebhookSignature of(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A secret begins with " + PREFIX);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("What follows " + PREFIX + " is not base64", unreadable);
        }
        if (key.length < SHORTEST_KEY || key.length > LONGEST_KEY) {
            throw new IllegalArgumentException("A secret has " + SHORTEST_KEY + " to " + LONGEST_KEY + " bytes");
        }
        return new WebhookSignature(key);
    }

    /**
     * The headers of one message.
     *
     * @param keys several while a secret is changed: a receiver that knows one of them is content
     * @param id the same each time that the message is sent
     * @param at now, to the second; receivers refuse what is minutes old
     */
    public static Map<String, String> headers(Collection<WebhookSignature> keys, String id, Instant at, String body) {
        String seconds = Long.toString(at.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", seconds);
        headers.put(
                "webhook-signature",
                keys.stream()
                        .map(one -> one.sign(id + "." + seconds + "." + body))
                        .collect(Collectors.joining(" ")));
        return headers;
    }

    private String sign(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try {
            return "v1," + Base64.getEncoder().encodeToString(HMAC.compute(ALGORITHM, key, bytes, null));
        } catch (JOSEException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
