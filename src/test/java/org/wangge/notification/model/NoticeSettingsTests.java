package org.wangge.notification.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wangge.notification.NoticeGroup;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.model.NoticeSettings.QuietHours;

/** When a phone is not called. */
class NoticeSettingsTests {

    /** It has had no summer time since 1991. */
    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(HERE).toInstant();
    }

    private static NoticeSettings settings(@Nullable QuietHours quiet, List<String> off) {
        return new NoticeSettings(new UUID(0, 1), quiet, null, off, null, 1);
    }

    @ParameterizedTest
    @CsvSource({
        // start, end | now | until when
        "22:00, 07:00, 2026-01-05T21:59:59.999, ",
        "22:00, 07:00, 2026-01-05T22:00:00, 2026-01-06T07:00",
        "22:00, 07:00, 2026-01-05T23:59:59.999, 2026-01-06T07:00",
        "22:00, 07:00, 2026-01-06T00:00:00, 2026-01-06T07:00",
        "22:00, 07:00, 2026-01-06T06:59:59.999, 2026-01-06T07:00",
        "22:00, 07:00, 2026-01-06T07:00:00, ",
        "22:00, 07:00, 2025-12-31T23:00:00, 2026-01-01T07:00",
        "22:00, 07:00, 2028-02-28T22:00:00, 2028-02-29T07:00",
        // Within a day.
        "12:00, 14:00, 2026-01-05T11:59:59.999, ",
        "12:00, 14:00, 2026-01-05T12:00:00, 2026-01-05T14:00",
        "12:00, 14:00, 2026-01-05T13:59:59.999, 2026-01-05T14:00",
        "12:00, 14:00, 2026-01-05T14:00:00, ",
        // To midnight and from midnight.
        "21:00, 00:00, 2026-01-05T23:30:00, 2026-01-06T00:00",
        "21:00, 00:00, 2026-01-06T00:00:00, ",
        "00:00, 06:00, 2026-01-06T00:00:00, 2026-01-06T06:00",
        "00:00, 06:00, 2026-01-05T23:59:59.999, ",
        // All but a minute.
        "08:01, 08:00, 2026-01-05T08:00:59, ",
        "08:01, 08:00, 2026-01-05T08:01:00, 2026-01-06T08:00"
    })
    void a_push_waits_from_the_start_to_the_end(String start, String end, String now, @Nullable String until) {
        assertThat(settings(new QuietHours(start, end), List.of())
                        .heldUntil(NoticeKind.CASE_FILED, false, at(now), HERE))
                .isEqualTo(java.util.Optional.ofNullable(until).map(NoticeSettingsTests::at));
    }

    @Test
    void it_is_the_clock_of_the_district_that_counts() {
        QuietHours night = new QuietHours("22:00", "07:00");
        assertThat(settings(night, List.of())
                        .heldUntil(NoticeKind.CASE_FILED, false, Instant.parse("2026-01-05T14:00:00Z"), HERE))
                .contains(Instant.parse("2026-01-05T23:00:00Z"));
        assertThat(settings(night, List.of())
                        .heldUntil(NoticeKind.CASE_FILED, false, Instant.parse("2026-01-05T23:00:00Z"), HERE))
                .isEmpty();
    }

    private static final NoticeSettings NOTHING_AT_NIGHT = settings(
            new QuietHours("22:00", "07:00"),
            Stream.of(NoticeGroup.values()).map(NoticeGroup::name).toList());

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void what_is_urgent_is_always_pushed_at_once(NoticeKind kind) {
        assertThat(NOTHING_AT_NIGHT.silences(kind, true)).isFalse();
        assertThat(NOTHING_AT_NIGHT.heldUntil(kind, true, at("2026-01-05T23:00:00"), HERE))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void of_the_rest_only_what_asks_for_something_is_pushed_at_once(NoticeKind kind) {
        boolean asks = switch (kind) {
            case VERIFICATION_ASKED,
                    CHECK_ASKED,
                    CASE_DISPATCHED,
                    CASE_REWORK,
                    CASE_UNHEARD,
                    TASKS_DUE,
                    HAZARD_RECHECK_DUE,
                    HAZARD_ACCEPTANCE_DUE -> true;
            default -> false;
        };
        assertThat(NOTHING_AT_NIGHT.silences(kind, false)).isEqualTo(!asks);
        assertThat(NOTHING_AT_NIGHT
                        .heldUntil(kind, false, at("2026-01-05T23:00:00"), HERE)
                        .isPresent())
                .isEqualTo(!asks);
    }

    @ParameterizedTest
    @CsvSource({
        "CASE_FILED, CASE",
        "REQUEST_WITHDRAWN, CASE",
        "HAZARD_OVERDUE, HAZARD",
        "TASKS_MISSED, TASK",
        "WEBHOOK_PAUSED, WEBHOOK"
    })
    void a_group_that_is_off_silences_its_own_kinds_alone(NoticeKind kind, NoticeGroup group) {
        assertThat(Stream.of(NoticeGroup.values())
                        .filter(off -> settings(null, List.of(off.name())).silences(kind, false)))
                .containsExactly(group);
    }

    @Test
    void a_group_that_a_newer_version_stored_disturbs_nothing() {
        assertThat(settings(null, List.of("TOMORROW", "CASE")).silences(NoticeKind.CASE_FILED, false))
                .isTrue();
        assertThat(settings(null, List.of("TOMORROW")).silences(NoticeKind.CASE_FILED, false))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // made | told
        "2026-01-05T17:59:59, 2026-01-05T18:00",
        "2026-01-05T18:00:00, 2026-01-06T18:00",
        "2026-12-31T19:00:00, 2027-01-01T18:00"
    })
    void what_can_wait_is_told_at_the_next_hour_of_telling(String made, String told) {
        NoticeSettings settings = new NoticeSettings(new UUID(0, 1), null, null, null, "18:00", 1);
        assertThat(settings.digestAfter(at(made), HERE)).contains(at(told));
        assertThat(settings(null, List.of()).digestAfter(at(made), HERE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void what_rings_or_asks_for_something_waits_for_no_digest(NoticeKind kind) {
        NoticeSettings settings = new NoticeSettings(new UUID(0, 1), null, null, null, "18:00", 1);
        assertThat(settings.digests(kind, PushWeight.URGENT)).isFalse();
        assertThat(settings.digests(kind, PushWeight.RINGING)).isFalse();
        assertThat(settings.digests(NoticeKind.CASE_DISPATCHED, PushWeight.QUIET))
                .isFalse();
        assertThat(settings.digests(NoticeKind.CASE_FILED, PushWeight.QUIET)).isTrue();
    }
}
