package org.wangge.account.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import org.wangge.account.AccountSettings;
import org.wangge.work.Blocking;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Mono;

/**
 * The RSA key that signs our tokens: from the file the deployer names, else made at the first start and kept in the store,
 * so that every instance and every restart has the same one.
 */
@Component
@Order(50) // beside the seeds: at the first start making a key takes as long as they do
public class SigningKeys implements StartupStep {

    private static final String KEYS = "signing_keys";
    private static final String CURRENT = "current";
    private static final int BITS = 2048;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReactiveMongoTemplate mongo;
    private final AccountSettings settings;
    private final Blocking blocking;
    private volatile @Nullable RSAKey key;

    SigningKeys(ReactiveMongoTemplate mongo, AccountSettings settings, Blocking blocking) {
        this.mongo = mongo;
        this.settings = settings;
        this.blocking = blocking;
    }

    @Override
    public Mono<Void> run() {
        String file = settings.jwtKeyFile();
        Mono<RSAKey> found = file == null || file.isBlank()
                ? stored().switchIfEmpty(Mono.defer(this::make))
                : blocking.call(PATIENCE, () -> read(Path.of(file)));
        return found.doOnNext(loaded -> key = loaded).then();
    }

    private Mono<RSAKey> stored() {
        return mongo.findById(CURRENT, Document.class, KEYS)
                .map(document -> parse(Objects.requireNonNull(document.getString("jwk"))));
    }

    /** Two instances starting at once both make one; the first to store it wins and the other takes that. */
    private Mono<RSAKey> make() {
        return blocking.call(PATIENCE, SigningKeys::generate)
                .flatMap(made -> mongo.insert(new Document("_id", CURRENT).append("jwk", made.toJSONString()), KEYS))
                .onErrorResume(DuplicateKeyException.class, another -> Mono.empty())
                .then(Mono.defer(this::stored));
    }

    private static RSAKey generate() throws JOSEException {
        return new RSAKeyGenerator(BITS)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true)
                .generate();
    }

    private static RSAKey parse(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException damaged) {
            throw new IllegalStateException("The stored signing key cannot be read", damaged);
        }
    }

    private static RSAKey read(Path file) throws IOException, JOSEException {
        try {
            RSAKey read = JWK.parseFromPEMEncodedObjects(Files.readString(file)).toRSAKey();
            return new RSAKey.Builder(read)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint()
                    .build();
        } catch (JOSEException | ClassCastException | IllegalArgumentException unreadable) {
            throw new IllegalStateException(
                    "WANGGE_JWT_KEY_FILE must hold an RSA private key in PEM form (PKCS 8): " + file, unreadable);
        }
    }

    RSAKey current() {
        RSAKey loaded = key;
        if (loaded == null) {
            throw new IllegalStateException("The signing key is not loaded yet");
        }
        return loaded;
    }

    /** The public half, as the JWKS endpoint shows it. */
    public Map<String, Object> publicKeys() {
        return new JWKSet(current().toPublicJWK()).toJSONObject();
    }
}
