package org.wangge.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.Eventually.until;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.notification.NotificationSettings;
import org.wangge.notification.model.Notice;
import org.wangge.shared.Ids;
import org.wangge.work.Leases;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** What a sender that dies leaves behind for the next one. */
class PushRestartTests {

    private static final NotificationSettings ONE_AT_A_TIME = PushDesk.settings(URI.create("http://127.0.0.1:1"), 1);

    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private final PushDesk desk = new PushDesk(clock);
    private final UUID person = Ids.next();
    private final List<PushGateway.Message> sent = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        desk.close();
    }

    /** Takes so many messages, and with the one after that the process is gone before it can write anything down. */
    private PushGateway dyingAfter(int messages) {
        return new Recording() {
            @Override
            public Mono<PushResult> send(Message message) {
                Mono<PushResult> taken = super.send(message);
                return sent.size() > messages ? Mono.never() : taken;
            }
        };
    }

    private class Recording implements PushGateway {

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public Mono<PushResult> send(Message message) {
            sent.add(message);
            return Mono.just(new PushResult.Accepted("m" + sent.size()));
        }
    }

    /** All of a process ends at once: what it would do next is never done. */
    private void diesAt(int message, PushSender sender) {
        Disposable process = sender.turn().subscribe();
        until("message " + message, () -> sent.size() == message);
        process.dispose();
    }

    @Test
    void nothing_is_lost_and_only_what_was_on_its_way_is_sent_again_with_the_same_collapse_key() {
        desk.crowd("restart", 10);
        diesAt(5, desk.sender(dyingAfter(4), ONE_AT_A_TIME));
        PushGateway.Message onItsWay = sent.get(4);

        PushSender next = desk.sender(new Recording(), ONE_AT_A_TIME);
        value(next.turn());
        assertThat(sent).as("the dead one still holds the lease").hasSize(5);
        clock.advance(Leases.LENGTH);
        value(next.turn());
        assertThat(sent).hasSize(11);
        assertThat(sent.stream().map(message -> message.device().id()).distinct())
                .hasSize(10);
        assertThat(sent.subList(5, 11))
                .filteredOn(message -> message.device().equals(onItsWay.device()))
                .singleElement()
                .satisfies(again -> {
                    assertThat(again.collapseKey()).isEqualTo(onItsWay.collapseKey());
                    assertThat(again.data()).isEqualTo(onItsWay.data());
                });
        value(next.turn());
        assertThat(sent).hasSize(11);
    }

    @Test
    void one_that_fails_in_our_own_hands_does_not_end_those_beside_it_and_is_tried_again() {
        desk.crowd("beside", 3);
        PushGateway firstFails = new Recording() {
            @Override
            public Mono<PushResult> send(Message message) {
                return sent.isEmpty()
                        ? super.send(message).then(Mono.error(new IllegalStateException("ours")))
                        : super.send(message);
            }
        };
        value(desk.sender(firstFails, ONE_AT_A_TIME).turn());
        assertThat(sent).hasSize(3);
        clock.advance(Leases.LENGTH);
        value(desk.sender(new Recording(), ONE_AT_A_TIME).turn());
        assertThat(sent).hasSize(4);
        assertThat(sent.get(3).device()).isEqualTo(sent.get(0).device());
    }

    @Test
    void who_lost_the_lease_writes_nothing_down() {
        desk.phone(person, "lost");
        Notice notice = desk.dispatched(person);
        UUID slow = Ids.next();
        assertThat(value(desk.notices().pushes().claimDue(slow, 10))).hasSize(1);
        clock.advance(Leases.LENGTH);
        UUID next = Ids.next();
        assertThat(value(desk.notices().pushes().claimDue(next, 10))).hasSize(1);
        done(desk.notices().pushes().record(notice, slow, List.of(), null, 7));
        assertThat(desk.pushOf(notice).dueAt()).isNotNull();
        assertThat(desk.pushOf(notice).attempts()).isZero();
        assertThat(value(desk.notices().pushes().claimDue(Ids.next(), 10))).isEmpty();
    }

    @Test
    void what_could_not_begin_within_the_lease_is_left_for_the_next_turn() {
        desk.crowd("slow", 3);
        PushGateway slow = new Recording() {
            @Override
            public Mono<PushResult> send(Message message) {
                return super.send(message).doOnNext(taken -> clock.advance(Duration.ofSeconds(15)));
            }
        };
        PushSender sender = desk.sender(slow, ONE_AT_A_TIME);
        value(sender.turn());
        assertThat(sent).hasSize(2);
        value(sender.turn());
        assertThat(sent).hasSize(3);
    }

    @Test
    void a_notice_half_delivered_goes_on_with_the_other_device_alone() {
        desk.phone(person, "first");
        desk.phone(person, "second");
        Notice notice = desk.dispatched(person);
        PushGateway oneFails = new Recording() {
            @Override
            public Mono<PushResult> send(Message message) {
                return sent.isEmpty()
                        ? super.send(message)
                        : super.send(message).thenReturn(new PushResult.Later("INTERNAL", null, false));
            }
        };
        value(desk.sender(oneFails, ONE_AT_A_TIME).turn());
        assertThat(sent).hasSize(2);
        assertThat(desk.pushOf(notice).deliveries()).hasSize(1);
        clock.advance(Duration.ofSeconds(3));
        value(desk.sender(new Recording(), ONE_AT_A_TIME).turn());
        assertThat(sent).hasSize(3);
        assertThat(sent.get(2).device()).isEqualTo(sent.get(1).device());
        assertThat(desk.pushOf(notice).deliveries()).hasSize(2);
    }
}
