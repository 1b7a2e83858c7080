package org.wangge.webhook.delivery;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.SharedSecrets;

/**
 * Makes secrets of webhooks, and keeps them so that only this installation can read them: as JWE (AES-256-GCM) under a key of each
 * webhook, which is made from the key that signs tokens. With another such key they are lost, and have to be rotated.
 */
@Component
public class SecretBox {

    private static final String PREFIX = "whsec_";
    private static final String PURPOSE = "webhook-secrets";
    private static final JWEHeader DIRECT = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);
    private static final int SECRET_BYTES = 32;

    private final SharedSecrets secrets;
    private final SecureRandom random = new SecureRandom();

    SecretBox(SharedSecrets secrets) {
        this.secrets = secrets;
    }

    /** A new secret, as receivers take it. */
    public String make() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    /** As it is kept. */
    public String seal(UUID webhook, String secret) {
        JWEObject box = new JWEObject(DIRECT, new Payload(secret));
        try {
            box.encrypt(new DirectEncrypter(key(webhook)));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return box.serialize();
    }

    /** Null when it was kept under another key. */
    public @Nullable String open(UUID webhook, String sealed) {
        try {
            JWEObject box = JWEObject.parse(sealed);
            box.decrypt(new DirectDecrypter(key(webhook)));
            return box.getPayload().toString();
        } catch (ParseException | JOSEException anotherKey) {
            return null;
        }
    }

    private byte[] key(UUID webhook) {
        return secrets.seal(PURPOSE, webhook.toString());
    }
}
