package org.wangge.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.notification.Device;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.NotificationSettings;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Outcome;
import org.wangge.notification.model.PushWeight;
import org.wangge.notification.store.LaneStore.Lane;
import org.wangge.shared.Ids;
import reactor.core.publisher.Mono;

/** What holds for many pushes together: turns, budgets, refusals that all instances know of, addresses that are let go. */
class PushPipelineTests {

    private static final NotificationSettings SETTINGS = PushDesk.settings(URI.create("http://127.0.0.1:1"), 1);

    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private final PushDesk desk = new PushDesk(clock);
    private final UUID person = Ids.next();
    private final Answers fcm = new Answers();

    @AfterEach
    void close() {
        desk.close();
    }

    /** Says what the test told it to, then accepts. */
    private static final class Answers implements PushGateway {

        private final List<Message> sent = new ArrayList<>();
        private final Queue<PushResult> answers = new ArrayDeque<>();
        private PushResult standing = new PushResult.Accepted("m");

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public Mono<PushResult> send(Message message) {
            sent.add(message);
            PushResult next = answers.poll();
            return Mono.just(next == null ? standing : next);
        }

        private List<String> devices() {
            return sent.stream().map(message -> message.device().id()).toList();
        }
    }

    private PushSender sender() {
        return desk.sender(fcm, SETTINGS);
    }

    private void turns(PushSender sender) {
        while (value(sender.turn())) {
            // more is waiting
        }
    }

    private static PushResult refusal(String code) {
        return new PushResult.Later(code, null, true);
    }

    @Test
    void what_rings_overtakes_a_long_queue_that_does_not() {
        for (int i = 0; i < 300; i++) {
            UUID somebody = Ids.next();
            desk.phone(somebody, "quiet-" + i);
            desk.notice(somebody, NoticeKind.CASE_FILED, false);
        }
        clock.advance(Duration.ofSeconds(1));
        desk.phone(person, "ringing");
        desk.dispatched(person);
        value(sender().turn());
        assertThat(fcm.devices()).first().isEqualTo("ringing");
    }

    @Test
    void a_device_gets_so_much_in_a_minute_and_the_rest_in_the_next() {
        desk.phone(person, "flooded");
        IntStream.range(0, 10).forEach(i -> desk.notice(person, NoticeKind.CASE_FILED, false));
        PushSender sender = sender();
        turns(sender);
        assertThat(fcm.sent).as("half of %s".formatted(PushDesk.PER_MINUTE)).hasSize(6);
        PushSender other = sender();
        turns(other);
        assertThat(fcm.sent).as("other instances know").hasSize(6);
        Notice urgent = desk.notice(person, NoticeKind.CASE_FILED, true);
        turns(other);
        assertThat(fcm.sent).hasSize(7);
        assertThat(fcm.sent.get(6).data()).containsEntry("noticeId", urgent.id().toString());
        clock.advance(Duration.ofMinutes(1));
        turns(other);
        assertThat(fcm.sent).hasSize(11);
    }

    @ParameterizedTest
    @CsvSource({
        "URGENT, 1000, 10, true",
        "RINGING, 9, 10, true",
        "RINGING, 10, 10, false",
        "QUIET, 4, 10, true",
        "QUIET, 5, 10, false",
        "QUIET, 0, 1, true",
        "QUIET, 1, 1, false"
    })
    void a_budget_is_for_the_weight(PushWeight weight, int sent, int perMinute, boolean fits) {
        assertThat(weight.fits(sent, perMinute)).isEqualTo(fits);
    }

    @Test
    void a_device_has_four_keys_at_most_and_one_subject_always_the_same() {
        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> PushContents.queueKey("case-CX-" + i, i % 2 == 0))
                        .distinct())
                .hasSizeLessThanOrEqualTo(4)
                .hasSizeGreaterThan(2);
        assertThat(PushContents.queueKey("case-CX-1", true)).isEqualTo(PushContents.queueKey("case-CX-1", true));
    }

    @Test
    void what_one_instance_was_refused_the_others_do_not_ask_and_one_of_them_tries_again() {
        desk.crowd("shared", 30);
        fcm.standing = refusal("PERMISSION_DENIED");
        PushSender first = sender();
        PushSender second = sender();
        value(first.turn());
        int asked = fcm.sent.size();
        desk.crowd("came-later", 3);
        value(second.turn());
        assertThat(fcm.sent).as("the second knows").hasSize(asked);
        assertThat(second.pausedUntil()).isPresent();
        assertThat(PushLane.Circuit.of(second.lane())).isEqualTo(PushLane.Circuit.OPEN);
        assertThat(desk.metrics.get("wangge.push.circuit").gauge().value()).isEqualTo(2);

        clock.advance(Duration.ofSeconds(3));
        turns(first);
        turns(second);
        assertThat(fcm.sent).as("one trial of both").hasSize(asked + 1);

        fcm.standing = new PushResult.Accepted("m");
        clock.advance(Duration.ofSeconds(5));
        turns(second);
        assertThat(fcm.sent).hasSize(asked + 1 + 33);
        turns(first);
        assertThat(PushLane.Circuit.of(first.lane())).isEqualTo(PushLane.Circuit.OPEN);
        done(first.refresh());
        assertThat(PushLane.Circuit.of(first.lane())).isEqualTo(PushLane.Circuit.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({
        "0, , CLOSED",
        "1, QUOTA_EXCEEDED, WAITING",
        "3, UNAVAILABLE, WAITING",
        "1, UNAUTHENTICATED, OPEN",
        "1, PERMISSION_DENIED, OPEN",
        "1, TOKEN_UNKNOWN, OPEN",
        "1, SENDER_ID_MISMATCH, OPEN",
        "0, PERMISSION_DENIED, CLOSED"
    })
    void a_circuit_is_open_when_the_project_is_refused(int refusals, String code, PushLane.Circuit circuit) {
        assertThat(PushLane.Circuit.of(new Lane(clock.instant(), refusals, code)))
                .isEqualTo(circuit);
    }

    @Test
    void when_every_address_is_of_another_project_the_project_is_wrong_and_no_address_is_forgotten() {
        List<String> addresses = desk.crowd("wrong-project", 12);
        fcm.standing = new PushResult.Foreign("SENDER_ID_MISMATCH");
        PushSender sender = sender();
        turns(sender);
        assertThat(PushLane.Circuit.of(sender.lane())).isEqualTo(PushLane.Circuit.OPEN);
        assertThat(fcm.sent).hasSize(5);
        assertThat(value(desk.devices().all().count())).isEqualTo(addresses.size());

        clock.advance(Duration.ofMinutes(1));
        turns(sender);
        assertThat(fcm.sent).as("one trial").hasSize(6);
        fcm.standing = new PushResult.Accepted("m");
        clock.advance(Duration.ofMinutes(1));
        turns(sender);
        assertThat(fcm.sent).hasSize(6 + 12);
        assertThat(value(desk.devices().all().count())).isEqualTo(addresses.size());
    }

    @Test
    void who_registers_many_devices_gives_up_the_one_that_registered_first() {
        for (int i = 0; i < 12; i++) {
            desk.phone(person, "phone-" + i);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(value(desk.devices().of(List.of(person)).map(Device::id).collectList()))
                .hasSize(10)
                .doesNotContain("phone-0", "phone-1");
    }

    @Test
    void what_was_given_up_waits_for_somebody_and_can_be_sent_again() {
        desk.phone(person, "refused");
        fcm.answers.add(new PushResult.Rejected("INVALID_ARGUMENT"));
        Notice notice = desk.dispatched(person);
        PushSender sender = sender();
        turns(sender);
        assertThat(desk.pushOf(notice).parkedAt()).isEqualTo(clock.instant());
        clock.advance(Duration.ofHours(5));
        assertThat(value(desk.notices().parked().resend(notice.id(), Duration.ofHours(4))))
                .isTrue();
        assertThat(value(desk.notices().parked().resend(notice.id(), Duration.ofHours(4))))
                .as("it waits no more")
                .isFalse();
        turns(sender);
        assertThat(fcm.sent).hasSize(2);
        Notice.Push push = desk.pushOf(notice);
        assertThat(push.parkedAt()).isNull();
        assertThat(push.dueAt()).isNull();
        assertThat(push.deliveries())
                .extracting(Notice.Delivery::outcome)
                .containsExactly(Outcome.PARKED, Outcome.SENT);
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN_UNKNOWN, key was revoked",
        "UNAUTHENTICATED, does not accept our access token",
        "PERMISSION_DENIED, Firebase Cloud Messaging API Admin",
        "UNAVAILABLE, cannot be reached"
    })
    void what_is_wrong_with_credentials_is_said_in_plain_words(String code, String words) {
        assertThat(PushCheck.wrongWith(refusal(code)).orElseThrow()).contains(words, code);
        assertThat(PushCheck.wrongWith(new PushResult.Accepted(""))).isEqualTo(Optional.empty());
    }

    @Test
    void credentials_are_looked_at_until_they_are_good() {
        Queue<PushResult> answers =
                new ArrayDeque<>(List.of(refusal("PERMISSION_DENIED"), new PushResult.Accepted("")));
        PushCheck check = new PushCheck(new PushGateway() {
            @Override
            public boolean isOn() {
                return true;
            }

            @Override
            public Mono<PushResult> send(Message message) {
                return Mono.error(new IllegalStateException("not to be sent"));
            }

            @Override
            public Mono<PushResult> check() {
                return Mono.just(answers.remove());
            }
        });
        assertThat(check.fault()).isEmpty();
        value(check.turn());
        assertThat(check.fault()).isPresent();
        value(check.turn());
        assertThat(check.fault()).isEmpty();
        assertThat(check.isDone()).isTrue();
        value(check.turn());
        assertThat(answers).isEmpty();
    }

    @Test
    void a_clock_that_was_set_back_keeps_no_push_waiting_but_those_that_were_to_come_later() {
        desk.phone(person, "back");
        ClockSetBack watch = desk.bean(ClockSetBack.class);
        PushSender sender = desk.sender(fcm, SETTINGS);
        value(watch.turn());
        clock.advance(Duration.ofHours(1));
        value(watch.turn());
        Notice atOnce = desk.dispatched(person);
        Notice failed = desk.dispatched(person);
        desk.due(failed, clock.instant().plus(Duration.ofMinutes(10)));
        Notice tomorrow = desk.dispatched(person);
        desk.due(tomorrow, clock.instant().plus(Duration.ofHours(9)));

        clock.advance(Duration.ofHours(-1));
        value(sender.turn());
        assertThat(fcm.sent).as("nobody has looked yet").isEmpty();
        value(watch.turn());
        value(sender.turn());
        assertThat(desk.pushOf(atOnce).dueAt()).isNull();
        assertThat(desk.pushOf(failed).dueAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(desk.pushOf(tomorrow).dueAt()).isEqualTo(clock.instant().plus(Duration.ofHours(10)));
        clock.advance(Duration.ofMinutes(10));
        value(sender.turn());
        assertThat(desk.pushOf(failed).dueAt()).isNull();
        assertThat(fcm.sent).hasSize(2);
    }

    @Test
    void a_clock_that_was_set_back_before_the_start_is_seen_for_as_long_as_it_is_behind() {
        desk.phone(person, "before");
        clock.advance(Duration.ofHours(1));
        Notice before = desk.dispatched(person);
        clock.advance(Duration.ofHours(-1));
        ClockSetBack watch = desk.bean(ClockSetBack.class);
        PushSender sender = desk.sender(fcm, SETTINGS);
        value(watch.turn());
        value(sender.turn());
        assertThat(desk.pushOf(before).dueAt()).isNull();

        clock.advance(Duration.ofMinutes(30));
        Notice toldLate = desk.dispatched(person);
        desk.made(toldLate, clock.instant().plus(Duration.ofMinutes(29)));
        value(watch.turn());
        value(sender.turn());
        assertThat(desk.pushOf(toldLate).dueAt()).isNull();
    }
}
