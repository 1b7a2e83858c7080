package org.wangge.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.HMAC;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.wangge.account.token.SigningKeys;

/** What only an instance of this installation can write, and every one of them can check. */
@Component
public class SharedSecrets {

    private static final String ALGORITHM = "HmacSHA256";

    private final SigningKeys keys;

    /** By purpose; the key they are made of stays as long as this does. */
    private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();

    SharedSecrets(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * HMAC-SHA256 of the text under a secret for one purpose. That one is made from the key that signs tokens, one way: it is the
     * same on all instances for as long as that key stays.
     */
    public byte[] seal(String purpose, String text) {
        return hmac(secrets.computeIfAbsent(purpose, one -> hmac(keys.privateBytes(), one)), text);
    }

    private static byte[] hmac(byte[] secret, String text) {
        try {
            return HMAC.compute(ALGORITHM, secret, text.getBytes(StandardCharsets.UTF_8), null);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
