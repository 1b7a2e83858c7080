package org.wangge.account.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.stereotype.Component;
import org.wangge.account.AccountSettings;
import org.wangge.work.Blocking;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Mono;

/**
 * The key that signs our tokens: an RSA key from the file the deployer names, else one on the curve P-256, made at the first
 * start and kept in the store, so that every instance and every restart has the same one. (Installations from before have an
 * RSA key there, and keep it.)
 */
@Component
@Order(50)
public class SigningKeys implements StartupStep {

    private static final String KEYS = "signing_keys";
    private static final String CURRENT = "current";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReactiveMongoTemplate mongo;
    private final AccountSettings settings;
    private final Blocking blocking;
    private volatile @Nullable JWK key;

    SigningKeys(ReactiveMongoTemplate mongo, AccountSettings settings, Blocking blocking) {
        this.mongo = mongo;
        this.settings = settings;
        this.blocking = blocking;
    }

    @Override
    public Mono<Void> run() {
        String file = settings.jwtKeyFile();
        Mono<JWK> found = file == null || file.isBlank()
                ? stored().switchIfEmpty(Mono.defer(this::make))
                : blocking.call(PATIENCE, () -> read(Path.of(file)));
        return found.doOnNext(loaded -> key = loaded).then();
    }

    private Mono<JWK> stored() {
        return mongo.findById(CURRENT, Document.class, KEYS)
                .map(document -> parse(Objects.requireNonNull(document.getString("jwk"))));
    }

    /** Two instances starting at once both make one; the first to store it wins and the other takes that. */
    private Mono<JWK> make() {
        return blocking.call(PATIENCE, SigningKeys::generate)
                .flatMap(made -> mongo.insert(new Document("_id", CURRENT).append("jwk", made.toJSONString()), KEYS))
                .onErrorResume(DuplicateKeyException.class, another -> Mono.empty())
                .then(Mono.defer(this::stored));
    }

    private static JWK generate() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyIDFromThumbprint(true)
                .generate();
    }

    private static JWK parse(String jwk) {
        try {
            return JWK.parse(jwk);
        } catch (ParseException damaged) {
            throw new IllegalStateException("The stored signing key cannot be read", damaged);
        }
    }

    private static JWK read(Path file) throws JOSEException, GeneralSecurityException {
        try {
            InputStream pem = new ByteArrayInputStream(Files.readAllBytes(file));
            RSAPrivateCrtKey read = (RSAPrivateCrtKey) RsaKeyConverters.pkcs8().convert(pem);
            RSAPublicKey publicHalf = (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(read.getModulus(), read.getPublicExponent()));
            return new RSAKey.Builder(publicHalf)
                    .privateKey(read)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint()
                    .build();
        } catch (IOException | ClassCastException | IllegalArgumentException unreadable) {
            throw new InvalidConfigurationPropertyValueException(
                    "wangge.account.jwt-key-file",
                    file,
                    "WANGGE_JWT_KEY_FILE must hold an RSA private key in PEM form (PKCS 8): " + file);
        }
    }

    JWK current() {
        JWK loaded = key;
        if (loaded == null) {
            throw new IllegalStateException("The signing key is not loaded yet");
        }
        return loaded;
    }

    /** The secret number of the key, for who makes other secrets of it. */
    public byte[] privateBytes() {
        try {
            JWK loaded = current();
            return loaded instanceof RSAKey rsa
                    ? rsa.toRSAPrivateKey().getPrivateExponent().toByteArray()
                    : loaded.toECKey().toECPrivateKey().getS().toByteArray();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("The signing key has no private half", impossible);
        }
    }

    /** The one algorithm that this key is for; tokens that name another are none of ours. */
    JWSAlgorithm algorithm() {
        return JWSAlgorithm.parse(current().getAlgorithm().getName());
    }

    /** The public half, as the JWKS endpoint shows it. */
    public Map<String, Object> publicKeys() {
        return new JWKSet(current().toPublicJWK()).toJSONObject();
    }
}
