package org.wangge.notification.push;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wangge.notification.Device;
import org.wangge.notification.NoticeTemplate;
import org.wangge.notification.NotificationSettings;
import org.wangge.notification.Templates;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Delivery;
import org.wangge.notification.model.Notice.Outcome;
import org.wangge.notification.push.PushGateway.PushResult;
import org.wangge.notification.store.DeviceStore;
import org.wangge.notification.store.NoticeStore;
import org.wangge.shared.Ids;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Pushes what is due. Each device's outcome is written down before the next look, so that a restart sends again only what was on
 * its way at that moment (and with the same collapse key, so that the phone shows it once). When FCM asks to wait, everything
 * waits; when one address is bad, only that one is given up.
 */
@Component
public class PushSender implements PolledWork {

    public static final String NAME = "push-sender";

    private static final String OUTCOMES = "wangge.push.outcomes";
    private static final int BATCH = 64;

    /**
     * A message begins only while its answer can still come within the lease ({@link org.wangge.work.Leases#LENGTH}); what has
     * not begun by then is left for the next turn, or another instance would take it over and send it too.
     */
    private static final Duration BEGIN_WITHIN = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(PushSender.class);

    private final NoticeStore notices;
    private final DeviceStore devices;
    private final LiveDevices live;
    private final Templates templates;
    private final PushGateway gateway;
    private final NotificationSettings settings;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final PushLane lane;

    PushSender(
            NoticeStore notices,
            DeviceStore devices,
            LiveDevices live,
            Templates templates,
            PushGateway gateway,
            NotificationSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.notices = notices;
        this.devices = devices;
        this.live = live;
        this.templates = templates;
        this.gateway = gateway;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        // There from the start, so that a chart shows nothing instead of missing.
        metrics.counter(OUTCOMES, "outcome", Outcome.SENT.name(), "code", "");
        this.lane = new PushLane(settings, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(1);
    }

    /** Until when FCM asked to send nothing; empty when it did not. */
    Optional<Instant> pausedUntil() {
        return lane.pausedUntil();
    }

    @Override
    public Mono<Boolean> turn() {
        if (!gateway.isOn() || pausedUntil().isPresent()) {
            return Mono.just(false);
        }
        int most = lane.isProbing() ? 1 : BATCH;
        Turn turn = new Turn(Ids.next(), clock.instant().plus(BEGIN_WITHIN));
        return notices.claimDue(turn.token(), most)
                .flatMap(claimed -> claimed.isEmpty()
                        ? Mono.just(false)
                        : devicesOf(claimed)
                                .flatMap(known -> pushAll(claimed, known, turn))
                                .thenReturn(claimed.size() == most));
    }

    /** One look at the queue: its lease, and until when messages may begin under it. */
    private record Turn(UUID token, Instant beginUntil) {}

    private Mono<Void> pushAll(List<Notice> claimed, Map<UUID, List<Device>> known, Turn turn) {
        return Flux.fromIterable(claimed)
                .flatMap(
                        notice -> push(notice, known.getOrDefault(notice.recipientId(), List.of()), turn)
                                .onErrorResume(failure -> leave(notice, failure)),
                        settings.pushThreads())
                .then();
    }

    /** One that fails by itself does not end those on their way; it stays leased, and is due again when its lease ends. */
    private static Mono<Void> leave(Notice notice, Throwable failure) {
        log.warn("notice={} kind={} outcome=left", notice.id(), notice.kind(), failure);
        return Mono.empty();
    }

    private Mono<Map<UUID, List<Device>>> devicesOf(List<Notice> claimed) {
        Set<UUID> recipients = claimed.stream().map(Notice::recipientId).collect(Collectors.toSet());
        return live.of(recipients).map(found -> found.stream().collect(Collectors.groupingBy(Device::accountId)));
    }

    /** Pushes one notice to all devices that have not had it, and writes down what came of it. */
    private Mono<Void> push(Notice notice, List<Device> known, Turn turn) {
        Notice.Push push = notice.push();
        if (push == null) {
            return Mono.empty();
        }
        if (notice.readAt() != null) {
            // Nobody's phone need ring for what was read meanwhile.
            return notices.record(notice.id(), turn.token(), List.of(), null, push.attempts());
        }
        Set<String> done = push.deliveries().stream().map(Delivery::deviceId).collect(Collectors.toSet());
        List<Device> waiting =
                known.stream().filter(device -> !done.contains(device.id())).toList();
        if (!clock.instant().isBefore(push.expiresAt())) {
            List<Delivery> expired = waiting.stream()
                    .map(device -> delivery(device, Outcome.PARKED, "EXPIRED"))
                    .toList();
            expired.forEach(one -> count(Outcome.PARKED.name(), "EXPIRED"));
            return notices.record(notice.id(), turn.token(), expired, null, push.attempts());
        }
        // One device after the other: each notice holds one of the SDK's threads, so that none waits for one under its
        // lease.
        return Flux.fromIterable(waiting)
                .concatMap(device -> attempt(notice, device, push, turn))
                .collectList()
                .flatMap(tried -> record(notice, push, turn.token(), tried));
    }

    /**
     * What one try came to: an outcome for good, or the moment of the next try.
     *
     * @param failed whether it counts against the notice; being held up with all others does not
     */
    private record Tried(
            @Nullable Delivery delivery, @Nullable Instant again, boolean failed) {

        static Tried ended(Delivery delivery) {
            return new Tried(delivery, null, false);
        }

        static Tried heldUp(Instant until) {
            return new Tried(null, until, false);
        }
    }

    private Mono<Tried> attempt(Notice notice, Device device, Notice.Push push, Turn turn) {
        Optional<Instant> paused = pausedUntil();
        if (paused.isPresent()) {
            return Mono.just(Tried.heldUp(paused.get()));
        }
        Instant sentAt = clock.instant();
        if (sentAt.isAfter(turn.beginUntil())) {
            return Mono.just(Tried.heldUp(sentAt));
        }
        return gateway.send(message(notice, device)).flatMap(result -> settle(result, device, push, sentAt));
    }

    private PushGateway.Message message(Notice notice, Device device) {
        Locale locale = Locale.forLanguageTag(device.locale());
        Templates.Words words = templates.words(notice.kind(), notice.subject(), notice.urgent(), locale);
        NoticeTemplate template = templates.get(notice.kind());
        Notice.Push push = notice.push();
        Duration left = push == null ? template.timeToLive() : Duration.between(clock.instant(), push.expiresAt());
        boolean rings = notice.urgent() || template.rings();
        return new PushGateway.Message(
                device,
                words.title(),
                words.body(),
                PushContents.data(notice),
                rings,
                left.compareTo(template.timeToLive()) > 0 ? template.timeToLive() : left,
                PushContents.collapseKey(notice, rings));
    }

    private Mono<Tried> settle(PushResult result, Device device, Notice.Push push, Instant sentAt) {
        if (result instanceof PushResult.Later later) {
            return Mono.just(later(later, device, push, sentAt));
        }
        lane.open(sentAt);
        if (result instanceof PushResult.Unregistered gone) {
            count(Outcome.UNREGISTERED.name(), gone.code());
            return devices.removeIfUnchanged(device, sentAt)
                    .thenReturn(Tried.ended(delivery(device, Outcome.UNREGISTERED, gone.code())));
        }
        if (result instanceof PushResult.Rejected never) {
            count(Outcome.PARKED.name(), never.code());
            log.warn("device={} outcome=parked code={}", device.id(), never.code());
            return Mono.just(Tried.ended(delivery(device, Outcome.PARKED, never.code())));
        }
        count(Outcome.SENT.name(), "");
        return Mono.just(Tried.ended(delivery(device, Outcome.SENT, null)));
    }

    private Tried later(PushResult.Later later, Device device, Notice.Push push, Instant sentAt) {
        count("LATER", later.code());
        if (later.forAll()) {
            Instant until = lane.pause(later, sentAt);
            log.warn("outcome=paused code={} until={}", later.code(), until);
            return Tried.heldUp(until);
        }
        Instant again = clock.instant().plus(lane.wait(later, push.attempts()));
        log.warn("device={} outcome=later code={} again={}", device.id(), later.code(), again);
        return new Tried(null, again, true);
    }

    private Mono<Void> record(Notice notice, Notice.Push push, UUID token, List<Tried> tried) {
        List<Delivery> deliveries =
                tried.stream().map(Tried::delivery).filter(Objects::nonNull).toList();
        Instant next = tried.stream()
                .map(Tried::again)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        boolean failed = tried.stream().anyMatch(Tried::failed);
        return notices.record(notice.id(), token, deliveries, next, failed ? push.attempts() + 1 : push.attempts());
    }

    private Delivery delivery(Device device, Outcome outcome, @Nullable String code) {
        return new Delivery(device.id(), outcome, code, clock.instant());
    }

    private void count(String outcome, String code) {
        metrics.counter(OUTCOMES, "outcome", outcome, "code", code).increment();
    }
}
