package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All of what a browser must know to be pushed to, or nothing. */
class WebPushTests {

    private static final String VAPID = "B" + "x_-9".repeat(21) + "AB";

    @Test
    void the_policy_opens_two_hosts_and_only_when_it_is_set_up() {
        assertThat(new WebPush("", " ", "", "").policy()).isEmpty();
        WebPush push = new WebPush("AIza-key", " office-1 ", "1:2:web:3", VAPID);
        assertThat(push.isOn()).isTrue();
        assertThat(push.projectId()).isEqualTo("office-1");
        assertThat(push.policy())
                .isEqualTo("; connect-src 'self' https://firebaseinstallations.googleapis.com"
                        + " https://fcmregistrations.googleapis.com");
    }

    @ParameterizedTest
    @CsvSource({
        "'', office-1, 1:2:web:3, GOOD",
        "key, '', 1:2:web:3, GOOD",
        "key, office-1, '', GOOD",
        "key, office-1, 1:2:web:3, ''",
        "key, office-1/x, 1:2:web:3, GOOD",
        "key, Office, 1:2:web:3, GOOD",
        "key, office-1, 1:2:web:3, short"
    })
    void half_of_it_or_what_cannot_be_is_refused_at_the_start(String key, String project, String app, String vapid) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebPush(key, project, app, vapid.equals("GOOD") ? VAPID : vapid))
                .withMessageContaining("WANGGE_FCM_WEB");
    }
}
