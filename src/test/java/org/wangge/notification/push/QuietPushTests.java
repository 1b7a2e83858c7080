package org.wangge.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.fixtures.TestClock;
import org.wangge.notification.Device;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.NoticeSettings;
import org.wangge.notification.model.NoticeSettings.QuietHours;
import org.wangge.notification.store.NoticeSettingsStore;
import org.wangge.shared.Ids;
import reactor.core.publisher.Mono;

/** What people set for themselves counts at each try of a push. */
class QuietPushTests {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    /** 22:30 in the district. */
    private final TestClock clock = new TestClock(Instant.parse("2026-01-05T14:30:00Z"));

    private final PushDesk desk = new PushDesk(clock);
    private final UUID person = Ids.next();
    private final List<PushGateway.Message> sent = new CopyOnWriteArrayList<>();
    private final List<PushResult> answers = new CopyOnWriteArrayList<>();
    private PushSender sender;

    @BeforeEach
    void begin() {
        sender = desk.sender(
                new PushGateway() {
                    @Override
                    public boolean isOn() {
                        return true;
                    }

                    @Override
                    public Mono<PushResult> send(Message message) {
                        sent.add(message);
                        return Mono.just(answers.isEmpty() ? new PushResult.Accepted("m") : answers.remove(0));
                    }
                },
                PushDesk.settings(URI.create("http://127.0.0.1:1"), 4));
        desk.phone(person, "phone");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void set(@Nullable QuietHours quiet, @Nullable String language, String... off) {
        value(desk.bean(NoticeSettingsStore.class)
                .replace(new NoticeSettings(person, quiet, language, List.of(off), null, 0), null));
    }

    /** From now on. */
    private QuietHours quietFor(Duration time) {
        return new QuietHours(
                TIME.format(clock.instant()), TIME.format(clock.instant().plus(time)));
    }

    private void turn() {
        value(sender.turn());
    }

    @Test
    void a_push_waits_for_the_end_of_quiet_hours_past_midnight_and_goes_once() {
        set(quietFor(Duration.ofHours(2)), null);
        Notice notice = desk.notice(person, NoticeKind.CASE_FILED, false);
        turn();
        assertThat(sent).isEmpty();
        assertThat(desk.pushOf(notice).dueAt()).isEqualTo(clock.instant().plus(Duration.ofHours(2)));
        assertThat(desk.pushOf(notice).attempts()).isZero();
        assertThat(desk.counted("HELD_UP", "QUIET_HOURS")).isEqualTo(1);
        clock.advance(Duration.ofHours(2).minusMillis(1));
        turn();
        assertThat(sent).isEmpty();
        clock.advance(Duration.ofMillis(1));
        turn();
        turn();
        assertThat(sent).hasSize(1);
        assertThat(desk.pushOf(notice).dueAt()).isNull();
    }

    @Test
    void what_is_of_no_use_any_more_by_then_ends_silently() {
        set(quietFor(Duration.ofHours(4)), null);
        Notice notice = desk.notice(person, NoticeKind.CASE_FILED, false);
        turn();
        clock.advance(Duration.ofHours(5));
        turn();
        assertThat(sent).isEmpty();
        Notice.Push push = desk.pushOf(notice);
        assertThat(push.dueAt()).isNull();
        assertThat(push.deliveries()).isEmpty();
        assertThat(push.parkedAt()).isNull();
    }

    @Test
    void a_try_that_failed_before_quiet_hours_is_not_repeated_in_them() {
        set(new QuietHours("22:31", "23:31"), null);
        answers.add(new PushResult.Later("INTERNAL", null, false));
        Notice notice = desk.notice(person, NoticeKind.CASE_FILED, false);
        turn();
        assertThat(sent).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        turn();
        assertThat(sent).hasSize(1);
        assertThat(desk.pushOf(notice).dueAt()).isEqualTo(Instant.parse("2026-01-05T15:31:00Z"));
        assertThat(desk.pushOf(notice).attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        // kind, urgent | whether it is pushed
        "CASE_FILED, false, false",
        "CASE_FILED, true, true",
        "CASE_DISPATCHED, false, true",
        "CASE_UNHEARD, false, true"
    })
    void what_is_urgent_or_asks_for_something_is_neither_held_up_nor_off(
            NoticeKind kind, boolean urgent, boolean pushed) {
        set(quietFor(Duration.ofHours(2)), null, "CASE");
        Notice notice = desk.notice(person, kind, urgent);
        turn();
        assertThat(sent).hasSize(pushed ? 1 : 0);
        Notice.Push push = desk.pushOf(notice);
        assertThat(push.dueAt()).isNull();
        assertThat(push.deliveries()).hasSize(pushed ? 1 : 0);
        assertThat(push.parkedAt()).isNull();
    }

    @Test
    void what_was_turned_off_is_not_pushed_later_and_others_are_not_concerned() {
        set(null, null, "CASE");
        UUID other = Ids.next();
        desk.phone(other, "other");
        desk.notice(person, NoticeKind.CASE_FILED, false);
        desk.notice(other, NoticeKind.CASE_FILED, false);
        turn();
        set(null, null);
        clock.advance(Duration.ofMinutes(10));
        turn();
        assertThat(sent).extracting(message -> message.device().accountId()).containsExactly(other);
    }

    @Test
    void a_chosen_language_counts_before_that_of_the_device() {
        desk.device(person, "english", Device.Platform.IOS, "en");
        desk.notice(person, NoticeKind.CASE_FILED, false);
        turn();
        assertThat(sent).extracting(PushGateway.Message::title).containsExactlyInAnyOrder("已立案", "Filed");
        sent.clear();
        set(null, "en");
        desk.notice(person, NoticeKind.CASE_FILED, false);
        turn();
        assertThat(sent).extracting(PushGateway.Message::title).containsExactly("Filed", "Filed");
    }

    /** It is 22:30. */
    private void digestAt(String hour, @Nullable QuietHours quiet) {
        value(desk.bean(NoticeSettingsStore.class)
                .replace(new NoticeSettings(person, quiet, "en", List.of(), hour, 0), null));
    }

    @Test
    void what_can_wait_is_one_push_with_its_number_at_the_chosen_hour() {
        digestAt("23:30", null);
        List<Notice> notices = List.of(
                desk.notice(person, NoticeKind.CASE_FILED, false),
                desk.notice(person, NoticeKind.CASE_ACCEPTED, false),
                desk.notice(person, NoticeKind.CASE_CLOSED, false));
        desk.notice(person, NoticeKind.CASE_RETURNED, false);
        desk.notice(person, NoticeKind.CASE_FILED, true);
        turn();
        assertThat(sent).extracting(PushGateway.Message::title).containsExactlyInAnyOrder("Returned", "[Urgent] Filed");
        sent.clear();
        clock.advance(Duration.ofHours(1).minusMillis(1));
        turn();
        assertThat(sent).isEmpty();
        clock.advance(Duration.ofMillis(1));
        turn();
        turn();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).body()).isEqualTo("3 new messages wait in your inbox.");
        assertThat(sent.get(0).data()).containsEntry("kind", "DIGEST").containsEntry("noticeCount", "3");
        assertThat(notices).allSatisfy(notice -> {
            assertThat(desk.pushOf(notice).dueAt()).isNull();
            assertThat(desk.pushOf(notice).deliveries()).hasSize(1);
        });
    }

    @Test
    void a_digest_that_failed_is_tried_again_with_all_of_it() {
        digestAt("22:31", null);
        desk.notice(person, NoticeKind.CASE_FILED, false);
        desk.notice(person, NoticeKind.CASE_CLOSED, false);
        turn();
        clock.advance(Duration.ofMinutes(1));
        answers.add(new PushResult.Later("INTERNAL", null, false));
        turn();
        clock.advance(Duration.ofMinutes(10));
        turn();
        assertThat(sent).hasSize(2);
        assertThat(sent)
                .extracting(message -> message.data().get("noticeCount"))
                .containsOnly("2");
    }

    @Test
    void a_single_one_is_told_by_its_own_words_though_a_push_at_once_would_have_been_over() {
        digestAt("22:00", null);
        desk.notice(person, NoticeKind.CASE_ACCEPTED, false);
        turn();
        clock.advance(Duration.ofHours(23).plusMinutes(30));
        turn();
        assertThat(sent).extracting(PushGateway.Message::title).containsExactly("Accepted");
    }

    @Test
    void a_digest_in_quiet_hours_is_told_at_their_end_and_then_goes_once() {
        digestAt("23:00", new QuietHours("22:00", "07:00"));
        desk.notice(person, NoticeKind.CASE_FILED, false);
        desk.notice(person, NoticeKind.CASE_CLOSED, false);
        turn();
        clock.advance(Duration.ofHours(2));
        turn();
        assertThat(sent).isEmpty();
        clock.advance(Duration.ofMinutes(6 * 60 + 30));
        turn();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).data()).containsEntry("noticeCount", "2");
    }

    @Test
    void what_was_read_meanwhile_is_not_counted() {
        digestAt("23:30", null);
        Notice read = desk.notice(person, NoticeKind.CASE_FILED, false);
        desk.notice(person, NoticeKind.CASE_CLOSED, false);
        turn();
        desk.read(read);
        clock.advance(Duration.ofHours(1));
        turn();
        assertThat(sent).extracting(PushGateway.Message::title).containsExactly("Closed");
    }

    @Test
    void a_digest_in_quiet_hours_of_almost_a_day_is_told_all_the_same() {
        digestAt("22:45", new QuietHours("22:00", "21:30"));
        desk.notice(person, NoticeKind.CASE_FILED, false);
        turn();
        clock.advance(Duration.ofHours(22));
        turn();
        assertThat(sent).isEmpty();
        clock.advance(Duration.ofHours(1));
        turn();
        assertThat(sent).extracting(PushGateway.Message::title).containsExactly("Filed");
    }
}
