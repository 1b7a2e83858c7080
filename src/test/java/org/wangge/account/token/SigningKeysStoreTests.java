package org.wangge.account.token;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.done;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wangge.account.AccountSettings;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.work.Blocking;

class SigningKeysStoreTests {

    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final UUID SESSION = UUID.randomUUID();

    private final TestClock clock = new TestClock(Instant.parse("2026-11-24T01:00:00Z"));
    private final Blocking blocking = new Blocking();

    @TempDir
    private Path folder;

    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static AccountSettings settings(@Nullable Path keyFile) {
        return new AccountSettings(
                "https://wangge.org",
                keyFile == null ? null : keyFile.toString(),
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                null,
                null,
                5,
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                20,
                1000);
    }

    private SigningKeys keys(@Nullable Path keyFile) {
        SigningKeys keys = new SigningKeys(store.template(), settings(keyFile), blocking);
        done(keys.run());
        return keys;
    }

    private AccessTokens tokens(SigningKeys keys) {
        return new AccessTokens(keys, settings(null), clock);
    }

    private Path pem(String kind, Key key) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> shown(SigningKeys keys) {
        return ((List<Map<String, Object>>) requireNonNull(keys.publicKeys().get("keys"))).get(0);
    }

    @Test
    void a_key_made_once_serves_every_instance_and_restart() {
        SigningKeys first = keys(null);
        SigningKeys second = keys(null);

        assertThat(shown(first))
                .isEqualTo(shown(second))
                .containsEntry("alg", "ES256")
                .containsKey("kid");
        assertThat(shown(first)).doesNotContainKey("d");
        assertThat(tokens(second).read(tokens(first).issue(ACCOUNT, SESSION)))
                .hasValueSatisfying(claims -> assertThat(claims.accountId()).isEqualTo(ACCOUNT));
    }

    @Test
    void the_key_of_an_older_installation_stays() throws JOSEException {
        RSAKey old = new RSAKeyGenerator(2048)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true)
                .generate();
        store.template()
                .insert(new Document("_id", "current").append("jwk", old.toJSONString()), "signing_keys")
                .block(Duration.ofSeconds(30));

        SigningKeys keys = keys(null);

        assertThat(shown(keys)).containsEntry("kid", old.getKeyID()).containsEntry("alg", "RS256");
        assertThat(tokens(keys).read(tokens(keys).issue(ACCOUNT, SESSION))).isPresent();
    }

    @Test
    void a_key_from_a_file_signs_and_only_its_public_half_is_shown() throws Exception {
        SigningKeys keys = keys(pem("PRIVATE KEY", pair("RSA").getPrivate()));

        assertThat(shown(keys)).containsKeys("kid", "n", "e").doesNotContainKeys("d", "p", "q");
        String token = tokens(keys).issue(ACCOUNT, SESSION);
        assertThat(SignedJWT.parse(token).getHeader().getKeyID())
                .isEqualTo(shown(keys).get("kid"));
        assertThat(tokens(keys).read(token)).isPresent();
        assertThat(tokens(keys(null)).read(token)).as("by another key").isEmpty();
    }

    @Test
    void a_file_that_holds_no_such_key_says_which_setting_is_wrong() throws Exception {
        List<Path> bad =
                List.of(folder, folder.resolve("absent.pem"), Files.writeString(folder.resolve("text"), "no key"));
        for (Path file : bad) {
            assertThatThrownBy(() -> keys(file)).hasMessageContaining("WANGGE_JWT_KEY_FILE");
        }
        Path publicKey = pem("PUBLIC KEY", pair("RSA").getPublic());
        assertThatThrownBy(() -> keys(publicKey)).hasMessageContaining("WANGGE_JWT_KEY_FILE");
        Path otherKind = pem("PRIVATE KEY", pair("EC").getPrivate());
        assertThatThrownBy(() -> keys(otherKind)).hasMessageContaining("WANGGE_JWT_KEY_FILE");
    }

    @Test
    void a_token_that_anyone_else_made_is_not_read() throws JOSEException, ParseException {
        SigningKeys keys = keys(null);
        AccessTokens tokens = tokens(keys);
        JWTClaimsSet claims = SignedJWT.parse(tokens.issue(ACCOUNT, SESSION)).getJWTClaimsSet();

        assertThat(tokens.read(new PlainJWT(claims).serialize())).as("unsigned").isEmpty();
        JWSSigner another = new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate());
        assertThat(tokens.read(signed(JWSAlgorithm.ES256, keys, claims, another)))
                .as("another key under the same name")
                .isEmpty();
        JWSSigner shared = new MACSigner(keys.current().toPublicJWK().toJSONString());
        assertThat(tokens.read(signed(JWSAlgorithm.HS256, keys, claims, shared)))
                .as("the public half as a shared secret")
                .isEmpty();
    }

    private static String signed(JWSAlgorithm algorithm, SigningKeys keys, JWTClaimsSet claims, JWSSigner signer)
            throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .keyID(keys.current().getKeyID())
                        .build(),
                claims);
        token.sign(signer);
        return token.serialize();
    }
}
