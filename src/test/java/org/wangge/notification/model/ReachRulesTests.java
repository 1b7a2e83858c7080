package org.wangge.notification.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.notification.Channel;
import org.wangge.notification.Device;
import org.wangge.notification.Reach;
import org.wangge.notification.model.Arrival.Numbers;

/** Who would hear, and how the times of arrival are counted. */
class ReachRulesTests {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static @Nullable Instant ago(@Nullable Integer hours) {
        return hours == null ? null : NOW.minus(Duration.ofHours(hours));
    }

    private static Device device(Integer registered, @Nullable Integer received) {
        return new Device(
                "phone",
                new UUID(1, 1),
                "address",
                Device.AddressKind.REGISTRATION_TOKEN,
                Device.Platform.ANDROID,
                "1.4",
                "zh-CN",
                NOW.minus(Duration.ofHours(registered)),
                null,
                null,
                null,
                ago(received));
    }

    @ParameterizedTest
    @CsvSource({
        // device registered, received there, session used (hours ago) | level, reason, channel
        "1,    ,     1,  YES,      HEARD_OF_LATELY, FCM",
        "1,    ,      ,  YES,      HEARD_OF_LATELY, FCM",
        "200,  ,     71, YES,      HEARD_OF_LATELY, FCM",
        "200,  ,     73, DOUBTFUL, SILENT,          FCM",
        "200,  50,   73, YES,      HEARD_OF_LATELY, FCM",
        "200,  ,      ,  DOUBTFUL, SILENT,          FCM",
        "2000, ,     1,  DOUBTFUL, OLD_ADDRESS,     FCM",
        "2000, 800,  1,  DOUBTFUL, OLD_ADDRESS,     FCM",
        "2000, 300,  1,  YES,      HEARD_OF_LATELY, FCM",
        ",     ,     23, DOUBTFUL, NOT_PUSHED_TO,   INBOX",
        ",     ,     24, NO,       AWAY,            ",
        ",     ,      ,  NO,       AWAY,            "
    })
    void who_would_hear(
            @Nullable Integer registered,
            @Nullable Integer received,
            @Nullable Integer used,
            Reach.Level level,
            Reach.Reason reason,
            @Nullable Channel channel) {
        List<Device> devices = registered == null ? List.of() : List.of(device(registered, received));
        Reach reach = ReachRules.judge(devices, ago(used), NOW);
        assertThat(reach.level()).isEqualTo(level);
        assertThat(reach.reason()).isEqualTo(reason);
        assertThat(reach.channel()).isEqualTo(channel);
    }

    @Test
    void half_of_those_received_were_within_the_median() {
        TreeMap<Integer, Long> minutes = new TreeMap<>();
        assertThat(new Numbers(0, 0, 0, 0, 0, minutes).medianMinutes()).isNull();
        minutes.put(0, 3L);
        minutes.put(4, 2L);
        minutes.put(90, 1L);
        assertThat(new Numbers(0, 0, 0, 6, 0, minutes).medianMinutes()).isZero();
        minutes.put(4, 5L);
        assertThat(new Numbers(0, 0, 0, 9, 0, minutes).medianMinutes()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0", "59, 0", "60, 1", "3600, 60", "3660, 90", "90000, 2880", "9000000, 2880"})
    void minutes_are_exact_for_an_hour_and_rough_after(long seconds, int minutes) {
        assertThat(Arrival.minutes(NOW, NOW.plusSeconds(seconds))).isEqualTo(minutes);
    }
}
