package org.wangge.notification.push;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.Eventually.until;

import com.standardwebhooks.Webhook;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wangge.account.Callees;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseState;
import org.wangge.casework.events.CaseEvent;
import org.wangge.fixtures.TestClock;
import org.wangge.notification.Channel;
import org.wangge.notification.Device;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.NotificationSettings;
import org.wangge.notification.Telling;
import org.wangge.notification.Templates;
import org.wangge.notification.model.Ladder;
import org.wangge.notification.model.Ladder.Climb;
import org.wangge.notification.model.Ladder.Rung;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Subject;
import org.wangge.notification.store.ArrivalStore;
import org.wangge.notification.store.HeardStore;
import org.wangge.notification.store.LaneStore;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.LocalizedText;
import org.wangge.work.Blocking;
import org.wangge.work.Nudge;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The ladder over a store, with the fallback channel over HTTP. */
class LadderClimberTests {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final GridPath GRID = new GridPath("510703/510703013/510703013001/G01");

    /** The verifier of webhooks has a clock of its own. */
    private final TestClock clock =
            new TestClock(java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));

    private final PushDesk desk = new PushDesk(clock);
    private final UUID person = Ids.next();
    private final UUID deputy = Ids.next();
    private final UUID dispatcher = Ids.next();
    private final List<PushGateway.Message> sent = new CopyOnWriteArrayList<>();
    private final List<Received> called = new CopyOnWriteArrayList<>();
    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private boolean onDuty = true;
    private DisposableServer server;
    private PushSender sender;
    private NotificationSettings settings;

    private record Received(Map<String, List<String>> headers, String body) {}

    @BeforeEach
    void begin() {
        done(desk.store
                .template()
                .save(
                        new org.bson.Document("_id", person)
                                .append("username", "worker")
                                .append("name", "张三")
                                .append("phone", "13800000000")
                                .append("locale", "zh-CN")
                                .append("roles", List.of("GRID_WORKER"))
                                .append("scopes", List.of("510703"))
                                .append("departments", List.of())
                                .append("foldedName", "worker")
                                .append("demo", false)
                                .append("createdAt", clock.instant())
                                .append("updatedAt", clock.instant())
                                .append("state", "ACTIVE")
                                .append("version", 0L),
                        "accounts"));
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .httpRequestDecoder(spec -> spec.h2cMaxContentLength(64 * 1024))
                .route(routes -> routes.post(
                        "/hook",
                        (request, response) -> request.receive()
                                .aggregate()
                                .asString()
                                .flatMap(body -> {
                                    Map<String, List<String>> headers = new HashMap<>();
                                    request.requestHeaders()
                                            .forEach(
                                                    header -> headers.put(header.getKey(), List.of(header.getValue())));
                                    called.add(new Received(headers, body));
                                    int status = answers.isEmpty() ? 204 : answers.remove(0);
                                    response.status(status);
                                    if (status == 302) {
                                        response.header("Location", "http://127.0.0.1:" + server.port() + "/hook");
                                    }
                                    return response.send().then();
                                })))
                .bindNow();
        settings = new NotificationSettings(
                null,
                URI.create("http://127.0.0.1:1"),
                4,
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                30,
                Duration.ofMinutes(5),
                "http://127.0.0.1:" + server.port() + "/hook",
                SECRET,
                false);
        sender = desk.sender(gateway(), settings);
    }

    @AfterEach
    void close() {
        server.disposeNow();
        desk.close();
    }

    private PushGateway gateway() {
        return new PushGateway() {
            @Override
            public boolean isOn() {
                return true;
            }

            @Override
            public Mono<PushResult> send(Message message) {
                sent.add(message);
                return Mono.just(new PushResult.Accepted("m"));
            }
        };
    }

    private LadderClimber climber() {
        LadderPeople people = new LadderPeople() {
            @Override
            public Mono<Boolean> isOnDuty(Notice notice) {
                return Mono.just(onDuty);
            }

            @Override
            public Mono<List<UUID>> deputies(Notice notice) {
                return Mono.just(List.of(deputy));
            }

            @Override
            public Mono<List<UUID>> desk(Notice notice) {
                return Mono.just(List.of(dispatcher));
            }
        };
        return new LadderClimber(
                desk.notices(),
                desk.bean(HeardStore.class),
                desk.bean(LiveDevices.class),
                people,
                desk.bean(Telling.class),
                desk.bean(Templates.class),
                gateway(),
                fallback(),
                settings,
                desk.bean(Nudge.class),
                clock,
                desk.metrics);
    }

    private FallbackGateway fallback() {
        return new FallbackGateway(settings, desk.bean(Blocking.class), clock);
    }

    private FallbackSender fallbackSender() {
        return new FallbackSender(
                desk.notices(),
                desk.bean(ArrivalStore.class),
                desk.bean(LaneStore.class),
                fallback(),
                desk.bean(Templates.class),
                desk.bean(Callees.class),
                desk.bean(RecipientSettings.class),
                settings,
                clock,
                desk.metrics);
    }

    private Notice dispatched() {
        Notice.Push push = Notice.Push.due(clock.instant(), clock.instant().plus(Duration.ofHours(4)), true);
        Notice notice = Notice.of(
                        Ids.next(),
                        person,
                        NoticeKind.CASE_DISPATCHED,
                        new Subject.OfCase(Ids.next(), "CX-260105-0007", null),
                        false,
                        clock.instant(),
                        push)
                .in(GRID, LocalDate.of(2026, 1, 5))
                .climbing(Ladder.from(clock.instant(), Duration.ofMinutes(5), List.of(GRID.upTo(2))));
        done(desk.bean(Telling.class).tell(List.of(notice)));
        value(sender.turn());
        return notice;
    }

    private void climb() {
        clock.advance(Duration.ofMinutes(5));
        value(climber().turn());
        value(sender.turn());
    }

    private Notice kept(Notice notice) {
        return value(desk.notices().find(notice.id()));
    }

    private List<Rung> rungs(Notice notice) {
        return requireNonNull(kept(notice).ladder()).climbs().stream()
                .map(Climb::rung)
                .toList();
    }

    private List<NoticeKind> inbox(UUID who) {
        return value(desk.notices().inbox(who, false, 10, null, false)).items().stream()
                .map(Notice::kind)
                .toList();
    }

    private List<String> pushedTo() {
        return sent.stream().map(message -> message.device().id()).toList();
    }

    @Test
    void while_nobody_hears_one_rung_after_the_other_is_climbed_once() {
        desk.phone(person, "old");
        clock.advance(Duration.ofSeconds(1));
        desk.phone(person, "new");
        Notice notice = dispatched();
        assertThat(pushedTo()).containsExactlyInAnyOrder("old", "new");
        value(climber().turn());
        assertThat(rungs(notice)).as("it is not time yet").isEmpty();

        climb();
        assertThat(pushedTo()).hasSize(3).last().isEqualTo("new");
        assertThat(sent.get(2).title()).startsWith("【紧急】");
        value(climber().turn());
        assertThat(rungs(notice)).as("twice at once is once").containsExactly(Rung.AGAIN);

        climb();
        assertThat(pushedTo()).hasSize(4).last().isEqualTo("old");
        climb();
        assertThat(inbox(deputy)).containsExactly(NoticeKind.CASE_UNHEARD);
        climb();
        assertThat(inbox(dispatcher)).containsExactly(NoticeKind.CASE_UNHEARD);
        climb();
        value(fallbackSender().turn());
        assertThat(called).hasSize(1);
        climb();
        climb();
        value(fallbackSender().turn());
        assertThat(rungs(notice)).containsExactly(Rung.values());
        assertThat(called).hasSize(1);
        assertThat(inbox(deputy)).hasSize(1);
        assertThat(requireNonNull(kept(notice).ladder()).dueAt()).isNull();
    }

    @Test
    void several_instances_climb_a_rung_once() {
        desk.phone(person, "phone");
        Notice notice = dispatched();
        clock.advance(Duration.ofMinutes(5));
        value(Flux.range(0, 4).flatMap(i -> climber().turn(), 4).then(Mono.just(true)));
        assertThat(rungs(notice)).containsExactly(Rung.AGAIN);
        value(sender.turn());
        assertThat(sent).hasSize(2);
    }

    @Test
    void a_receipt_ends_it_also_between_the_claim_and_the_write() {
        desk.phone(person, "phone");
        Notice notice = dispatched();
        clock.advance(Duration.ofMinutes(5));
        UUID token = Ids.next();
        assertThat(value(desk.notices().ladders().claimDue(token, 10))).hasSize(1);
        HeardStore heard = desk.bean(HeardStore.class);
        assertThat(value(heard.receive(notice.id(), clock.instant(), Channel.FCM)))
                .isTrue();
        Ladder.Step step = new Ladder.Step(new Climb(Rung.AGAIN, clock.instant(), 1), null);
        assertThat(value(heard.climb(
                        desk.notices().ladders(),
                        notice,
                        token,
                        step,
                        new HeardStore.Effect.Again(clock.instant().plusSeconds(60), List.of("phone")))))
                .isFalse();
        climb();
        assertThat(rungs(notice)).isEmpty();
        assertThat(sent).hasSize(1);
    }

    @Test
    void of_several_receipts_the_earliest_counts_in_whatever_order() {
        Notice notice = dispatched();
        HeardStore heard = desk.bean(HeardStore.class);
        var first = clock.instant().plusSeconds(60);
        assertThat(value(heard.receive(notice.id(), first.plusSeconds(60), Channel.LIVE)))
                .isTrue();
        assertThat(value(heard.receive(notice.id(), first, Channel.FCM))).isFalse();
        assertThat(value(heard.receive(notice.id(), first.plusSeconds(30), Channel.FCM)))
                .isFalse();
        Notice.Heard kept = requireNonNull(kept(notice).heard());
        assertThat(kept.receivedAt()).isEqualTo(first);
        assertThat(kept.channel()).isEqualTo(Channel.LIVE);
    }

    @Test
    void a_step_of_the_case_ends_it_and_who_did_what_was_asked_has_accepted() {
        desk.phone(person, "phone");
        Notice notice = dispatched();
        clock.advance(Duration.ofMinutes(1));
        HeardStore heard = desk.bean(HeardStore.class);
        done(heard.settle(List.of(step(notice, CaseAction.COMMENT))));
        assertThat(requireNonNull(kept(notice).ladder()).dueAt()).isNotNull();
        CaseEvent accepted = step(notice, CaseAction.ACCEPT);
        done(heard.settle(List.of(accepted)));
        clock.advance(Duration.ofMinutes(1));
        done(heard.settle(List.of(accepted, step(notice, CaseAction.RETURN))));
        assertThat(requireNonNull(kept(notice).ladder()).dueAt()).isNull();
        assertThat(requireNonNull(kept(notice).heard()).acceptedAt()).isEqualTo(accepted.at());
        climb();
        assertThat(sent).hasSize(1);
    }

    private CaseEvent step(Notice notice, CaseAction action) {
        return new CaseEvent(
                Ids.next(),
                clock.instant(),
                action,
                requireNonNull(notice.caseId()),
                "CX-260105-0007",
                CaseState.HANDLING,
                3,
                GRID,
                "510703013",
                "G0201",
                new LocalizedText("占道", "Blocked"),
                false,
                false,
                person,
                Ids.next(),
                List.of(),
                null,
                person,
                null,
                null,
                null,
                null,
                null,
                0,
                false,
                List.of(),
                null,
                null,
                null);
    }

    @Test
    void who_is_not_on_duty_is_waited_for() {
        desk.phone(person, "phone");
        onDuty = false;
        Notice notice = dispatched();
        for (int i = 0; i < 3; i++) {
            climb();
        }
        assertThat(rungs(notice)).isEmpty();
        onDuty = true;
        climb();
        assertThat(rungs(notice)).containsExactly(Rung.AGAIN);
    }

    private Notice onlyByFallback() {
        Notice notice = dispatched();
        for (int i = 0; i < 3; i++) {
            climb();
        }
        assertThat(rungs(notice)).containsExactly(Rung.DEPUTY, Rung.DESK, Rung.FALLBACK);
        return notice;
    }

    @Test
    void the_fallback_channel_is_signed_says_nobodys_words_and_is_tried_again_under_the_same_id() throws Exception {
        answers.addAll(List.of(503, 429));
        Notice notice = onlyByFallback();
        value(fallbackSender().turn());
        value(fallbackSender().turn());
        assertThat(called).as("by its date, not at once").hasSize(1);
        clock.advance(Duration.ofSeconds(3));
        value(fallbackSender().turn());
        clock.advance(Duration.ofSeconds(5));
        value(fallbackSender().turn());
        value(fallbackSender().turn());
        assertThat(called).hasSize(3);
        List<String> ids = new ArrayList<>();
        for (Received one : called) {
            ids.addAll(requireNonNull(one.headers().get("webhook-id")));
            assertThat(one.body())
                    .contains("CX-260105-0007", "CASE_DISPATCHED", "\"telephone\":null")
                    .doesNotContain("张三", "13800000000");
        }
        assertThat(ids).containsOnly("notice-" + notice.id());
        assertThat(requireNonNull(called.get(0).headers().get("webhook-signature")))
                .hasSize(1);
        assertThat(requireNonNull(kept(notice).fallback()).deliveries())
                .extracting(Notice.Delivery::outcome)
                .containsExactly(Notice.Outcome.SENT);
    }

    @Test
    void the_public_verifier_takes_what_the_fallback_channel_sends() throws Exception {
        FallbackGateway gateway = fallback();
        PushResult result = value(gateway.send(new FallbackGateway.Message(
                "notice-1",
                "notice.unheard",
                clock.instant(),
                new FallbackGateway.Content(
                        "n", "CASE_DISPATCHED", "p", null, "新派遣", "案件", true, null, null, clock.instant()))));
        assertThat(result).isInstanceOf(PushResult.Accepted.class);
        until("it was called", () -> called.size() == 1);
        new Webhook(SECRET).verify(called.get(0).body(), called.get(0).headers());
    }

    @Test
    void a_redirect_is_not_followed() {
        answers.add(302);
        Notice notice = onlyByFallback();
        value(fallbackSender().turn());
        assertThat(called).hasSize(1);
        assertThat(requireNonNull(kept(notice).fallback()).deliveries())
                .singleElement()
                .satisfies(one -> assertThat(one.code()).isEqualTo("HTTP_302"));
    }

    @Test
    void who_heard_meanwhile_is_not_called() {
        Notice notice = onlyByFallback();
        value(desk.bean(HeardStore.class).receive(notice.id(), clock.instant(), Channel.INBOX));
        value(fallbackSender().turn());
        assertThat(called).isEmpty();
    }

    @Test
    void arrivals_are_counted_by_channel_and_kind_of_device() {
        desk.device(person, "tablet", Device.Platform.WEB, "zh-CN");
        dispatched();
        List<ArrivalStore.Counted> counted = value(desk.bean(ArrivalStore.class)
                .between("2026-01-05", "2026-01-05")
                .collectList());
        assertThat(counted).hasSize(2);
        assertThat(numbers(counted, Channel.INBOX, null).told()).isEqualTo(1);
        assertThat(numbers(counted, Channel.FCM, Device.Platform.WEB).accepted())
                .isEqualTo(1);
    }

    private static org.wangge.notification.model.Arrival.Numbers numbers(
            List<ArrivalStore.Counted> counted, Channel channel, Device.@Nullable Platform platform) {
        return counted.stream()
                .filter(one -> one.cell().channel() == channel && one.cell().platform() == platform)
                .findFirst()
                .orElseThrow()
                .numbers();
    }
}
