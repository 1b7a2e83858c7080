package org.wangge.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the public verifier of Standard Webhooks. */
class WebhookSignatureTests {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    private static final String BODY = "{\"type\":\"notice.unheard\",\"words\":\"案件\"}";

    private static Map<String, List<String>> received(Map<String, String> headers) {
        Map<String, List<String>> received = new HashMap<>();
        headers.forEach((name, value) -> received.put(name, List.of(value)));
        return received;
    }

    private static Map<String, List<String>> signed(String... secrets) {
        return received(WebhookSignature.headers(
                List.of(secrets).stream().map(WebhookSignature::of).toList(), "msg_1", Instant.now(), BODY));
    }

    @Test
    void the_public_verifier_takes_it() {
        assertThatCode(() -> new Webhook(SECRET).verify(BODY, signed(SECRET))).doesNotThrowAnyException();
    }

    @Test
    void while_a_secret_is_changed_who_has_either_takes_it() {
        for (String known : List.of(SECRET, OTHER)) {
            assertThatCode(() -> new Webhook(known).verify(BODY, signed(OTHER, SECRET)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void another_secret_or_a_changed_body_is_seen() {
        assertThatThrownBy(() -> new Webhook(OTHER).verify(BODY, signed(SECRET)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(SECRET).verify(BODY + " ", signed(SECRET)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void the_vector_of_the_specification_is_signed_as_it_says() {
        assertThat(WebhookSignature.headers(
                        List.of(WebhookSignature.of(SECRET)),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1614265330),
                        "{\"test\": 2432232314}"))
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
                .containsEntry("webhook-timestamp", "1614265330");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "whsec_", "whsec_***", "whsec_c2hvcnQ="})
    void what_is_no_secret_is_refused_and_not_repeated(String secret) {
        assertThatThrownBy(() -> WebhookSignature.of(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c2hvcnQ");
    }
}
