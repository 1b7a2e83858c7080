package org.wangge.notification.push;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.Eventually.until;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.fixtures.FcmAnswer;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.notification.Device;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Outcome;
import org.wangge.shared.Ids;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pushes through the real Admin SDK over HTTP, to a stand-in that checks them as strictly as FCM. */
class PushTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TestClock CLOCK = new TestClock(WanggeTestConfiguration.START);
    private static FcmStandIn fcm;
    private static FcmGateway gateway;

    private final UUID person = Ids.next();
    private PushDesk desk;
    private PushSender sender;

    @BeforeAll
    static void open() {
        fcm = FcmStandIn.start();
        gateway = FcmGateway.open(
                PushDesk.settings(fcm.endpoint(), 32),
                fcm.credentials().toString(),
                Schedulers.boundedElastic(),
                CLOCK);
    }

    @AfterAll
    static void shut() {
        gateway.close();
        fcm.close();
    }

    @BeforeEach
    void begin() {
        fcm.reset();
        desk = new PushDesk(CLOCK);
        sender = desk.sender(gateway, PushDesk.settings(fcm.endpoint(), 32));
    }

    @AfterEach
    void nothing_was_sent_that_fcm_would_not_take() {
        desk.close();
        assertThat(fcm.faults()).isEmpty();
    }

    private void turn() {
        value(sender.turn());
    }

    /** All that is due now. */
    private void turns() {
        while (value(sender.turn())) {
            // more is waiting
        }
    }

    @Test
    void a_ringing_push_carries_ids_and_a_caption_in_the_language_of_the_device() {
        Device chinese = desk.phone(person, "zh");
        Device english = desk.device(person, "en", Device.Platform.IOS, "en");
        Notice notice = desk.notice(person, NoticeKind.CASE_DISPATCHED, true);
        turn();
        assertThat(fcm.accepted(chinese.address()))
                .containsExactly(expected(notice, chinese, "【紧急】新派遣", "案件 CX-260105-0007 的通知", true, 14_400));
        assertThat(fcm.accepted(english.address()))
                .containsExactly(expected(
                        notice, english, "[Urgent] Dispatched to you", "Of case CX-260105-0007", true, 14_400));
        assertThat(desk.pushOf(notice).dueAt()).isNull();
        assertThat(desk.pushOf(notice).deliveries())
                .extracting(Notice.Delivery::outcome)
                .containsOnly(Outcome.SENT);
        assertThat(desk.counted("SENT", "")).isEqualTo(2);
    }

    @Test
    void a_quiet_push_does_not_wake_the_phone_and_lives_as_long_as_is_left() {
        Device phone = desk.phone(person, "quiet");
        Notice notice = desk.notice(person, NoticeKind.CASE_FILED, false);
        CLOCK.advance(Duration.ofHours(1));
        turn();
        assertThat(fcm.accepted(phone.address()))
                .containsExactly(expected(notice, phone, "已立案", "案件 CX-260105-0007 的通知", false, 10_800));
    }

    @Test
    void how_long_pushes_wait_is_told() {
        desk.phone(person, "waiting");
        desk.notice(person, NoticeKind.CASE_FILED, false);
        PushAge age = new PushAge(desk.notices(), gateway, sender, CLOCK, desk.metrics);
        CLOCK.advance(Duration.ofSeconds(30));
        value(age.turn());
        assertThat(desk.metrics.get("wangge.push.waiting.seconds").gauge().value())
                .isEqualTo(30);
        turn();
        value(age.turn());
        assertThat(desk.metrics.get("wangge.push.waiting.seconds").gauge().value())
                .isZero();
    }

    private static JsonNode expected(
            Notice notice, Device device, String title, String body, boolean rings, long seconds) {
        return JSON.readTree(
                """
                {"token":"%s",
                 "notification":{"title":"%s","body":"%s"},
                 "data":{"noticeId":"%s","kind":"%s","caseId":"%s","caseNumber":"CX-260105-0007"},
                 "android":{"priority":"%s","ttl":"%ds","collapse_key":"QUEUE",
                            "notification":{"tag":"KEY"}},
                 "apns":{"headers":{"apns-priority":"%s","apns-expiration":"%d","apns-collapse-id":"KEY"},
                         "payload":{"aps":{"thread-id":"KEY"}}},
                 "webpush":{"headers":{"TTL":"%d","Urgency":"%s","Topic":"KEY"}}}
                """.replace("QUEUE", rings ? PushContents.queueKey("case-CX-260105-0007-now", true) : "later")
                        .replace("KEY", rings ? "case-CX-260105-0007-now" : "case-CX-260105-0007")
                        .formatted(
                                device.address(),
                                title,
                                body,
                                notice.id(),
                                notice.kind(),
                                notice.caseId(),
                                rings ? "high" : "normal",
                                seconds,
                                rings ? "10" : "5",
                                CLOCK.instant().getEpochSecond() + seconds,
                                seconds,
                                rings ? "high" : "normal"));
    }

    @Test
    void what_was_read_meanwhile_rings_nowhere() {
        desk.phone(person, "reader");
        Notice notice = desk.dispatched(person);
        value(desk.notices().markRead(notice.id(), person));
        turn();
        assertThat(fcm.received()).isEmpty();
        assertThat(desk.pushOf(notice).dueAt()).isNull();
    }

    @Test
    void an_address_nobody_has_any_more_is_removed_and_the_other_phone_rings() {
        Device gone = desk.phone(person, "gone");
        Device foreign = desk.phone(person, "foreign");
        Device never = desk.phone(person, "never");
        Device good = desk.phone(person, "good");
        fcm.say(gone.address(), FcmAnswer.UNREGISTERED);
        fcm.say(foreign.address(), FcmAnswer.SENDER_ID_MISMATCH);
        fcm.say(never.address(), FcmAnswer.NO_ADDRESS);
        Notice notice = desk.dispatched(person);
        turn();
        assertThat(desk.find(gone)).isNull();
        assertThat(desk.find(foreign)).isNull();
        assertThat(desk.find(never)).isNull();
        assertThat(desk.find(good)).isNotNull();
        assertThat(fcm.accepted(good.address())).hasSize(1);
        assertThat(desk.pushOf(notice).dueAt()).isNull();
        assertThat(desk.counted("UNREGISTERED", "UNREGISTERED")).isEqualTo(1);
        assertThat(desk.counted("UNREGISTERED", "SENDER_ID_MISMATCH")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"address-of-same", "a-new-address"})
    void an_address_registered_anew_while_the_rejection_was_on_its_way_stays(String address) {
        Device phone = desk.phone(person, "same");
        fcm.say(phone.address(), FcmAnswer.UNREGISTERED.heldBack());
        desk.dispatched(person);
        CompletableFuture<Boolean> turn = sender.turn().toFuture();
        until("the message is on its way", () -> fcm.inFlight() == 1);
        CLOCK.advance(Duration.ofSeconds(1));
        value(desk.devices()
                .register(
                        new Device(
                                phone.id(),
                                person,
                                address,
                                phone.addressKind(),
                                phone.platform(),
                                "1.1",
                                phone.locale(),
                                CLOCK.instant(),
                                null,
                                null),
                        null));
        fcm.letGo();
        turn.join();
        assertThat(desk.find(phone)).isNotNull().extracting(Device::address).isEqualTo(address);
    }

    @Test
    void a_message_that_fcm_refuses_for_good_is_parked_and_blocks_nobody() {
        Device phone = desk.phone(person, "refused");
        fcm.say(phone.address(), FcmAnswer.INVALID_ARGUMENT);
        Notice refused = desk.dispatched(person);
        List<String> others = desk.crowd("other", 3);
        turn();
        assertThat(desk.pushOf(refused).dueAt()).isNull();
        assertThat(desk.pushOf(refused).deliveries()).singleElement().satisfies(parked -> {
            assertThat(parked.outcome()).isEqualTo(Outcome.PARKED);
            assertThat(parked.code()).isEqualTo("INVALID_ARGUMENT");
        });
        assertThat(desk.counted("PARKED", "INVALID_ARGUMENT")).isEqualTo(1);
        assertThat(desk.find(phone)).isNotNull();
        assertThat(others)
                .allSatisfy(address -> assertThat(fcm.accepted(address)).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"QUOTA, 120, 120", "UNAVAILABLE, 30, 30", "QUOTA, , 60", "UNAVAILABLE, , 2"})
    void when_fcm_asks_to_wait_all_wait_and_one_goes_first_afterwards(String answer, String retryAfter, long seconds) {
        FcmAnswer busy = answer.equals("QUOTA") ? FcmAnswer.QUOTA : FcmAnswer.UNAVAILABLE;
        Device phone = desk.phone(person, "busy");
        fcm.say(phone.address(), retryAfter == null ? busy : busy.retryAfter(retryAfter));
        Notice notice = desk.dispatched(person);
        turn();
        assertThat(fcm.received()).as("the SDK repeats nothing by itself").hasSize(1);
        Instant until = sender.pausedUntil().orElseThrow();
        assertThat(Duration.between(CLOCK.instant(), until).toMillis()).isBetween(seconds * 1000, seconds * 1200);
        assertThat(desk.pushOf(notice).attempts()).as("nobody is to blame").isZero();

        List<String> others = desk.crowd("patient", 40);
        turns();
        CLOCK.advance(Duration.between(CLOCK.instant(), until).minusMillis(1));
        turns();
        assertThat(fcm.received()).hasSize(1);

        CLOCK.advance(Duration.ofMillis(1));
        fcm.say(FcmAnswer.QUOTA.retryAfter("10"));
        turns();
        assertThat(fcm.received()).as("one probe").hasSize(2);

        fcm.say(FcmAnswer.ACCEPTED);
        CLOCK.advance(Duration.ofSeconds(12));
        turns();
        assertThat(fcm.accepted(phone.address())).hasSize(1);
        assertThat(others)
                .allSatisfy(address -> assertThat(fcm.accepted(address)).hasSize(1));
        assertThat(fcm.received()).hasSize(2 + 41);
    }

    @Test
    void retry_after_may_be_a_date() {
        Device phone = desk.phone(person, "dated");
        // A date in a header has no parts of a second.
        Instant later = CLOCK.instant().plusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
        fcm.say(
                phone.address(),
                FcmAnswer.UNAVAILABLE.retryAfter(
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(later.atOffset(ZoneOffset.UTC))));
        desk.dispatched(person);
        turn();
        assertThat(sender.pausedUntil().orElseThrow()).isBetween(later, later.plusSeconds(60));
    }

    @Test
    void without_a_word_how_long_the_waits_double_up_to_a_bound() {
        desk.phone(person, "doubling");
        desk.dispatched(person);
        fcm.say(FcmAnswer.UNAVAILABLE);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            turn();
            Duration wait =
                    Duration.between(CLOCK.instant(), sender.pausedUntil().orElseThrow());
            waits.add(wait.toSeconds());
            CLOCK.advance(wait);
        }
        for (int i = 0; i < waits.size(); i++) {
            long base = Math.min(600, 2L << i);
            assertThat(waits.get(i)).isBetween(base, base + base / 5);
        }
    }

    @ParameterizedTest
    @CsvSource({"INTERNAL", "RESET"})
    void a_failure_of_one_message_delays_that_one_alone(String answer) {
        Device phone = desk.phone(person, "failing");
        FcmAnswer failure = answer.equals("RESET") ? FcmAnswer.RESET : FcmAnswer.INTERNAL;
        fcm.say(phone.address(), failure, failure);
        Notice notice = desk.dispatched(person);
        List<String> others = desk.crowd("unharmed", 3);
        turn();
        assertThat(sender.pausedUntil()).isEmpty();
        assertThat(others)
                .allSatisfy(address -> assertThat(fcm.accepted(address)).hasSize(1));
        Notice.Push waiting = desk.pushOf(notice);
        assertThat(waiting.attempts()).isEqualTo(1);
        assertThat(Duration.between(CLOCK.instant(), requireNonNull(waiting.dueAt()))
                        .toMillis())
                .isBetween(2000L, 2400L);
        turn();
        assertThat(fcm.received(phone.address())).hasSize(1);
        CLOCK.advance(Duration.ofSeconds(3));
        turn();
        assertThat(Duration.between(
                                CLOCK.instant(),
                                requireNonNull(desk.pushOf(notice).dueAt()))
                        .toMillis())
                .isBetween(4000L, 4800L);
        CLOCK.advance(Duration.ofSeconds(5));
        turn();
        assertThat(fcm.accepted(phone.address())).hasSize(1);
        assertThat(fcm.received(phone.address())).hasSize(3);
        assertThat(desk.pushOf(notice).dueAt()).isNull();
    }

    @Test
    void when_our_own_credentials_are_refused_all_wait_and_nobody_is_blamed() {
        desk.phone(person, "locked-out");
        Notice notice = desk.dispatched(person);
        fcm.say(FcmAnswer.UNAUTHENTICATED);
        turn();
        assertThat(sender.pausedUntil()).isPresent();
        assertThat(fcm.received())
                .as("the SDK asks for new tokens a few times, then gives up")
                .hasSizeBetween(1, 5);
        assertThat(desk.pushOf(notice).attempts()).isZero();
        int before = fcm.received().size();
        desk.crowd("behind", 20);
        turns();
        assertThat(fcm.received()).hasSize(before);
        fcm.say(FcmAnswer.ACCEPTED);
        CLOCK.advance(Duration.ofSeconds(10));
        turns();
        assertThat(fcm.received()).hasSize(before + 21);
    }

    @Test
    void a_missing_key_for_apples_service_does_not_hold_up_android() {
        Device apple = desk.device(person, "apple", Device.Platform.IOS, "en");
        fcm.sayAlways(apple.address(), FcmAnswer.THIRD_PARTY);
        desk.dispatched(person);
        List<String> others = desk.crowd("android", 5);
        turn();
        assertThat(sender.pausedUntil()).isEmpty();
        assertThat(others)
                .allSatisfy(address -> assertThat(fcm.accepted(address)).hasSize(1));
    }

    @Test
    void an_access_token_that_ran_out_is_exchanged_for_a_new_one_within_the_same_send() {
        Device phone = desk.phone(person, "renewed");
        desk.phone(person, "renewed-too");
        desk.dispatched(person);
        turn();
        int exchanges = fcm.tokenExchanges();
        fcm.expireTokens();
        desk.dispatched(person);
        turn();
        assertThat(fcm.accepted(phone.address())).hasSize(2);
        assertThat(fcm.tokenExchanges()).isEqualTo(exchanges + 1);
    }

    @Test
    void when_no_access_token_can_be_had_all_wait() {
        desk.phone(person, "tokenless");
        Notice notice = desk.dispatched(person);
        fcm.sayToTokenExchanges(FcmAnswer.INVALID_ARGUMENT);
        try (FcmGateway fresh = FcmGateway.open(
                PushDesk.settings(fcm.endpoint(), 4),
                fcm.credentials().toString(),
                Schedulers.boundedElastic(),
                CLOCK)) {
            sender = desk.sender(fresh, PushDesk.settings(fcm.endpoint(), 4));
            turn();
            assertThat(fcm.received()).isEmpty();
            assertThat(sender.pausedUntil()).isPresent();
            assertThat(desk.pushOf(notice).attempts()).isZero();
            fcm.sayToTokenExchanges(FcmAnswer.ACCEPTED);
            CLOCK.advance(Duration.ofSeconds(10));
            turn();
            assertThat(fcm.received()).hasSize(1);
        }
    }

    @Test
    void what_is_of_no_use_any_more_is_parked_and_not_sent() {
        desk.phone(person, "late");
        Notice notice = desk.dispatched(person);
        CLOCK.advance(Duration.ofHours(4));
        turn();
        assertThat(fcm.received()).isEmpty();
        assertThat(desk.pushOf(notice).dueAt()).isNull();
        assertThat(desk.pushOf(notice).deliveries())
                .singleElement()
                .satisfies(parked -> assertThat(parked.code()).isEqualTo("EXPIRED"));
        assertThat(desk.counted("PARKED", "EXPIRED")).isEqualTo(1);
    }

    @Test
    void two_senders_over_one_store_send_each_message_once() {
        List<String> addresses = desk.crowd("raced", 400);
        PushSender other = desk.sender(gateway, PushDesk.settings(fcm.endpoint(), 32));
        value(Flux.just(sender, other)
                .flatMap(one -> one.turn().repeat(20), 2)
                .then(reactor.core.publisher.Mono.just(true)));
        assertThat(addresses)
                .allSatisfy(address -> assertThat(fcm.received(address)).hasSize(1));
        assertThat(fcm.received()).hasSize(400);
    }
}
