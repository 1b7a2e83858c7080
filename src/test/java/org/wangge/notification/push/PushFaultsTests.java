package org.wangge.notification.push;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.Eventually.until;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.wangge.fixtures.FcmAnswer;
import org.wangge.fixtures.FcmAnswer.Form;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.FcmStandIn.Received;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.notification.Device;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Outcome;
import org.wangge.shared.Ids;
import reactor.core.scheduler.Schedulers;

/** A service that answers rubbish, cuts its answers off, holds them back or refuses in waves: nothing is lost for that. */
class PushFaultsTests {

    private static final int THREADS = 16;

    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private static FcmStandIn fcm;

    private final UUID person = Ids.next();
    /** Not before logging is set up, which the first class of all may have to wait for. */
    private Logger pushing;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final PushDesk desk = new PushDesk(clock);
    private FcmGateway gateway;
    private PushSender sender;

    @BeforeAll
    static void open() {
        fcm = FcmStandIn.start();
    }

    @AfterAll
    static void shut() {
        fcm.close();
    }

    @BeforeEach
    void begin() {
        fcm.reset();
        logged.start();
        pushing = (Logger) LoggerFactory.getLogger("org.wangge.notification.push");
        pushing.addAppender(logged);
        gateway = FcmGateway.open(
                PushDesk.settings(fcm.endpoint(), THREADS),
                fcm.credentials().toString(),
                Schedulers.boundedElastic(),
                clock);
        sender = desk.sender(gateway, PushDesk.settings(fcm.endpoint(), THREADS));
    }

    @AfterEach
    void nobody_is_shown_a_stack_trace_for_what_others_do_wrong() {
        pushing.detachAppender(logged);
        gateway.close();
        Set<String> own = desk.noticeIds();
        desk.close();
        assertThat(fcm.faults()).isEmpty();
        assertThat(logged.list)
                // Other classes push beside this one, and log by the same name.
                .filteredOn(line -> !line.getFormattedMessage().startsWith("notice=")
                        || own.contains(line.getFormattedMessage().substring(7, 43)))
                .allSatisfy(line -> assertThat(line.getThrowableProxy())
                        .as(line.getFormattedMessage())
                        .isNull());
    }

    private void turn() {
        value(sender.turn());
    }

    private void turns() {
        while (value(sender.turn())) {
            // more is waiting
        }
    }

    private Notice.Push pushOf(Notice notice) {
        return desk.pushOf(notice);
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WHOLE", "STALLED"})
    void an_answer_that_does_not_say_that_the_message_was_taken_is_asked_for_again(Form form) {
        Device phone = desk.phone(person, "doubtful");
        fcm.say(phone.address(), FcmAnswer.ACCEPTED.as(form));
        Notice notice = desk.dispatched(person);
        List<String> others = desk.crowd("beside", 3);
        turn();
        assertThat(sender.pausedUntil()).isEmpty();
        assertThat(pushOf(notice).attempts()).isEqualTo(1);
        assertThat(Duration.between(
                                clock.instant(), requireNonNull(pushOf(notice).dueAt()))
                        .toMillis())
                .isBetween(2000L, 2400L);
        assertThat(others)
                .allSatisfy(address -> assertThat(fcm.accepted(address)).hasSize(1));
        clock.advance(Duration.ofSeconds(3));
        turn();
        assertThat(fcm.received(phone.address()))
                .extracting(Received::understood)
                .containsExactly(false, true);
        assertThat(fcm.accepted(phone.address()))
                .as("twice, because the first answer was lost; the phone shows one")
                .hasSize(2)
                .extracting(message -> message.at("/android/notification/tag").stringValue())
                .containsOnly("case-CX-260105-0007-now");
        assertThat(pushOf(notice).dueAt()).isNull();
        assertThat(pushOf(notice).deliveries())
                .singleElement()
                .satisfies(sent -> assertThat(sent.outcome()).isEqualTo(Outcome.SENT));
    }

    @ParameterizedTest
    @CsvSource({
        "QUOTA, PAGE",
        "QUOTA, EMPTY",
        "UNAVAILABLE, PAGE",
        "UNAVAILABLE, BROKEN",
        "UNAVAILABLE, NOTHING_SAID",
        "UNAUTHENTICATED, PAGE",
        "UNAUTHENTICATED, EMPTY"
    })
    void a_refusal_of_everything_is_understood_by_its_status_alone(String answer, Form form) {
        FcmAnswer refusal = switch (answer) {
            case "QUOTA" -> FcmAnswer.QUOTA;
            case "UNAVAILABLE" -> FcmAnswer.UNAVAILABLE;
            default -> FcmAnswer.UNAUTHENTICATED;
        };
        Device phone = desk.phone(person, "refused");
        Notice notice = desk.dispatched(person);
        fcm.say(refusal.as(form));
        turn();
        assertThat(sender.pausedUntil()).isPresent();
        assertThat(pushOf(notice).attempts()).isZero();
        fcm.say(FcmAnswer.ACCEPTED);
        clock.advance(Duration.ofMinutes(2));
        turns();
        assertThat(fcm.accepted(phone.address())).hasSize(1);
        assertThat(pushOf(notice).dueAt()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WHOLE", "STALLED"})
    void a_failure_without_a_readable_body_delays_one_message_alone(Form form) {
        Device phone = desk.phone(person, "failing");
        fcm.say(phone.address(), FcmAnswer.INTERNAL.as(form));
        Notice notice = desk.dispatched(person);
        List<String> others = desk.crowd("beside", 3);
        turn();
        assertThat(sender.pausedUntil()).isEmpty();
        assertThat(others)
                .allSatisfy(address -> assertThat(fcm.accepted(address)).hasSize(1));
        assertThat(pushOf(notice).attempts()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(3));
        turn();
        assertThat(fcm.accepted(phone.address())).hasSize(1);
        assertThat(pushOf(notice).dueAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, BROKEN",
        "ACCEPTED, PAGE",
        "ACCEPTED, NOTHING_SAID",
        "ACCEPTED, EMPTY",
        "INVALID_ARGUMENT, PAGE"
    })
    void a_token_service_that_talks_rubbish_holds_all_up_and_is_nobodys_fault(String answer, Form form) {
        FcmAnswer said = switch (answer) {
            case "ACCEPTED" -> FcmAnswer.ACCEPTED;
            case "RESET" -> FcmAnswer.RESET;
            default -> FcmAnswer.INVALID_ARGUMENT;
        };
        fcm.sayToTokenExchanges(said.as(form));
        desk.phone(person, "tokenless");
        Notice notice = desk.dispatched(person);
        turn();
        assertThat(fcm.received()).isEmpty();
        assertThat(sender.pausedUntil()).isPresent();
        assertThat(PushLane.Circuit.of(sender.lane())).isEqualTo(PushLane.Circuit.OPEN);
        assertThat(pushOf(notice).attempts()).isZero();
        fcm.sayToTokenExchanges(FcmAnswer.ACCEPTED);
        clock.advance(Duration.ofSeconds(10));
        turns();
        assertThat(fcm.received()).hasSize(1);
        assertThat(pushOf(notice).dueAt()).isNull();
    }

    @Test
    void an_answer_that_never_ends_is_waited_for_no_longer_than_one_that_never_begins() throws IOException {
        fcm.sayToTokenExchanges(FcmAnswer.ACCEPTED.as(Form.STALLED));
        var request = new FcmTransport(fcm.endpoint(), Duration.ofMillis(300))
                .buildRequest("POST", fcm.endpoint() + "/token");
        assertThatThrownBy(request::execute).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void while_the_first_token_is_on_its_way_all_wait_for_that_one() {
        List<String> addresses = desk.crowd("waiting", 40);
        fcm.sayToTokenExchanges(FcmAnswer.ACCEPTED.heldBack());
        int before = fcm.tokenExchanges();
        CompletableFuture<Boolean> turn = sender.turn().toFuture();
        until("a token is asked for", () -> fcm.exchangesHeld() > 0);
        assertThat(fcm.exchangesHeld()).isEqualTo(1);
        assertThat(fcm.received()).isEmpty();
        fcm.letGo();
        turn.join();
        assertThat(fcm.tokenExchanges() - before).isEqualTo(1);
        assertThat(addresses)
                .allSatisfy(address -> assertThat(fcm.received(address)).hasSize(1));
    }

    @Test
    void a_slow_service_gets_no_more_messages_at_a_time_than_were_meant_for_it() {
        List<String> addresses = desk.crowd("slow", 3 * THREADS);
        fcm.say(FcmAnswer.ACCEPTED.heldBack());
        CompletableFuture<Boolean> turn = sender.turn().toFuture();
        until("as many as may are on their way", () -> fcm.inFlight() >= THREADS);
        assertThat(fcm.inFlight()).isEqualTo(THREADS);
        fcm.say(FcmAnswer.ACCEPTED);
        fcm.letGo();
        turn.join();
        assertThat(addresses)
                .allSatisfy(address -> assertThat(fcm.received(address)).hasSize(1));
    }

    @Test
    void what_a_person_is_told_of_one_case_comes_in_its_order_and_holds_nobody_else_up() {
        Device phone = desk.phone(person, "ordered");
        Notice first = desk.dispatched(person);
        Notice second = desk.after(first);
        Notice third = desk.after(second);
        List<String> others = desk.crowd("beside", 3);
        fcm.say(phone.address(), FcmAnswer.ACCEPTED.heldBack());
        CompletableFuture<Boolean> turn = sender.turn().toFuture();
        until("the others have theirs", () -> fcm.received().size() == others.size() + 1);
        assertThat(fcm.received(phone.address())).hasSize(1);
        fcm.letGo();
        turn.join();
        assertThat(fcm.received(phone.address()))
                .extracting(Received::noticeId)
                .containsExactly(
                        first.id().toString(),
                        second.id().toString(),
                        third.id().toString());
    }

    @Test
    void waves_of_every_fault_lose_nothing_and_repeat_only_what_was_answered_in_vain() {
        List<String> addresses = desk.crowd("wave", 60);
        fcm.sayInWaves(
                5,
                FcmAnswer.ACCEPTED,
                FcmAnswer.INTERNAL,
                FcmAnswer.RESET,
                FcmAnswer.ACCEPTED.as(Form.BROKEN),
                FcmAnswer.ACCEPTED,
                FcmAnswer.QUOTA.retryAfter("5"),
                FcmAnswer.ACCEPTED.as(Form.CUT),
                FcmAnswer.INTERNAL.as(Form.PAGE),
                FcmAnswer.ACCEPTED,
                FcmAnswer.UNAVAILABLE.as(Form.EMPTY));
        for (int rounds = 0;
                rounds < 150 && value(desk.notices().pushes().oldestDue().hasElement()) | rounds == 0; ) {
            turns();
            clock.advance(Duration.ofSeconds(7));
            rounds++;
        }
        clock.advance(Duration.ofMinutes(11));
        fcm.say(FcmAnswer.ACCEPTED);
        turns();
        assertThat(addresses).allSatisfy(address -> {
            List<Received> all = fcm.received(address);
            assertThat(all.stream().filter(Received::understood)).as(address).hasSize(1);
            assertThat(all.get(all.size() - 1).understood()).as(address).isTrue();
        });
        assertThat(desk.counted("SENT", "")).isEqualTo(60);
    }
}
