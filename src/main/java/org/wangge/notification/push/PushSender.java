package org.wangge.notification.push;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wangge.notification.Channel;
import org.wangge.notification.Device;
import org.wangge.notification.NotificationSettings;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Delivery;
import org.wangge.notification.model.Notice.Outcome;
import org.wangge.notification.model.NoticeSettings;
import org.wangge.notification.model.PushWeight;
import org.wangge.notification.push.Digests.Together;
import org.wangge.notification.push.PushSettling.Tried;
import org.wangge.notification.store.ArrivalStore;
import org.wangge.notification.store.DeviceStore;
import org.wangge.notification.store.LaneStore;
import org.wangge.notification.store.NoticeQueue;
import org.wangge.notification.store.NoticeStore;
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

    private static final int BATCH = 128;

    private static final Logger log = LoggerFactory.getLogger(PushSender.class);

    private final NoticeQueue queue;
    private final DeviceStore devices;
    private final ArrivalStore arrivals;
    private final LiveDevices live;
    private final RecipientSettings wishes;
    private final PushMessages messages;
    private final PushGateway gateway;
    private final NotificationSettings settings;
    private final Clock clock;
    private final PushLane lane;
    private final PushSettling settling;

    PushSender(
            NoticeStore notices,
            DeviceStore devices,
            LaneStore lanes,
            ArrivalStore arrivals,
            LiveDevices live,
            RecipientSettings wishes,
            PushMessages messages,
            PushGateway gateway,
            NotificationSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.queue = notices.pushes();
        this.devices = devices;
        this.arrivals = arrivals;
        this.live = live;
        this.wishes = wishes;
        this.messages = messages;
        this.gateway = gateway;
        this.settings = settings;
        this.clock = clock;
        this.lane = new PushLane(Channel.FCM, settings, lanes, clock);
        this.settling = new PushSettling(devices, lane, clock, metrics);
        metrics.gauge(
                "wangge.push.circuit",
                lane,
                seen -> PushLane.Circuit.of(seen.state()).ordinal());
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

    /** How the way to FCM stands, as this instance knows it. */
    LaneStore.Lane lane() {
        return lane.state();
    }

    /** Looks what other instances heard, also while nothing is due here. */
    Mono<Void> refresh() {
        return lane.refresh();
    }

    @Override
    public Mono<Boolean> turn() {
        if (!gateway.isOn() || pausedUntil().isPresent()) {
            return Mono.just(false);
        }
        return queue.due(BATCH)
                .flatMap(due -> due.isEmpty()
                        ? Mono.just(false)
                        : lane.allowed(due.size())
                                .flatMap(allowed -> allowed == 0
                                        ? Mono.just(false)
                                        : push(due.subList(0, allowed))
                                                .thenReturn(due.size() == BATCH || allowed < due.size())));
    }

    private Mono<Void> push(List<UUID> due) {
        boolean trial = lane.isProbing();
        PushTurn turn = new PushTurn(clock.instant());
        return queue.claim(due, turn.token())
                .flatMap(claimed -> recipientsOf(claimed).flatMap(known -> pushAll(claimed, known, turn)))
                .then(Mono.defer(() -> devices.count(turn.counted())))
                .then(Mono.defer(() -> arrivals.add(turn.arrivals())))
                .then(lane.save(trial));
    }

    private Mono<Void> pushAll(List<Notice> claimed, Known known, PushTurn turn) {
        Digests digests = digests(known.wishes());
        return Flux.fromIterable(PushOrder.of(digests.grouped(claimed), messages::weight))
                .flatMap(
                        line -> Flux.fromIterable(line)
                                .concatMap(together -> push(together, known, digests, turn)
                                        .onErrorResume(failure -> leave(together.first(), failure))),
                        settings.pushThreads())
                .then();
    }

    private Digests digests(RecipientSettings.Of of) {
        return new Digests(of, wishes.zone(), messages::weight, clock.instant());
    }

    /** One that fails by itself does not end those on their way; it stays leased, and is due again when its lease ends. */
    private static Mono<Void> leave(Notice notice, Throwable failure) {
        log.warn("notice={} kind={} outcome=left", notice.id(), notice.kind(), failure);
        return Mono.empty();
    }

    /** What is known of the recipients: what they have, and how they want to be called. */
    private record Known(Map<UUID, List<Device>> devices, RecipientSettings.Of wishes) {}

    private Mono<Known> recipientsOf(List<Notice> claimed) {
        Set<UUID> recipients = claimed.stream().map(Notice::recipientId).collect(Collectors.toSet());
        return Mono.zip(live.of(recipients), wishes.of(recipients))
                .map(read -> new Known(
                        read.getT1().stream().collect(Collectors.groupingBy(Device::accountId)), read.getT2()));
    }

    /** Pushes one notice, or several in one message, to all devices that have not had the first; writes down what came of it. */
    private Mono<Void> push(Together together, Known known, Digests digests, PushTurn turn) {
        Notice notice = together.first();
        Notice.Push push = notice.push();
        if (push == null) {
            return Mono.empty();
        }
        NoticeSettings wish = known.wishes().get(notice.recipientId());
        boolean urgent = messages.weight(notice) == PushWeight.URGENT;
        if (notice.readAt() != null || wish.silences(notice.kind(), urgent)) {
            // Nobody's phone need ring for what was read meanwhile, or what its owner does not want to hear of.
            return queue.record(notice, turn.token(), List.of(), null, push.attempts());
        }
        List<Device> waiting = known.devices().getOrDefault(notice.recipientId(), List.of()).stream()
                .filter(device -> push.waitsFor(device.id()))
                .toList();
        Instant now = clock.instant();
        Instant usefulUntil = digests.usefulUntil(notice, push);
        if (!now.isBefore(usefulUntil)) {
            List<Delivery> expired = waiting.stream()
                    .map(device -> settling.delivery(push, device, Outcome.PARKED, "EXPIRED"))
                    .toList();
            turn.count(notice, expired);
            return queue.record(notice, turn.token(), expired, null, push.attempts());
        }
        Optional<Instant> quiet = wish.heldUntil(notice.kind(), urgent, now, wishes.zone());
        Optional<Instant> held = quiet.or(() -> digests.waitsUntil(notice));
        if (held.isPresent()) {
            settling.count("HELD_UP", quiet.isPresent() ? "QUIET_HOURS" : "DIGEST");
            // What is of no use any more by then ends here: nothing failed that anybody need look at.
            Instant next = held.filter(usefulUntil::isAfter).orElse(null);
            return queue.record(notice, turn.token(), List.of(), next, push.attempts());
        }
        // One device after the other: each notice holds one of the SDK's threads, so that none waits for one under its
        // lease.
        return Flux.fromIterable(waiting)
                .concatMap(device -> attempt(together, device, push, wish, turn))
                .collectList()
                .flatMap(tried -> Flux.fromIterable(together.all())
                        .concatMap(each -> record(each, turn, tried))
                        .then());
    }

    private Mono<Tried> attempt(
            Together together, Device device, Notice.Push push, NoticeSettings wish, PushTurn turn) {
        Notice notice = together.first();
        Optional<Instant> paused = pausedUntil();
        if (paused.isPresent()) {
            return Mono.just(Tried.heldUp(paused.get()));
        }
        Instant sentAt = clock.instant();
        if (turn.isOver(sentAt)) {
            return Mono.just(Tried.heldUp(sentAt));
        }
        if (!turn.takes(device, messages.weight(notice), settings.perMinute())) {
            settling.count("HELD_UP", "BUDGET");
            return Mono.just(Tried.heldUp(turn.nextMinute()));
        }
        PushGateway.Message message = messages.of(notice, device, wish.language());
        return gateway.send(
                        together.all().size() == 1
                                ? message
                                : messages.digest(message, together.all().size(), wish.language()))
                .flatMap(result -> settling.of(result, device, push, sentAt));
    }

    private Mono<Void> record(Notice notice, PushTurn turn, List<Tried> tried) {
        Notice.Push push = Objects.requireNonNull(notice.push());
        return Flux.fromIterable(tried)
                .concatMap(one -> settling.confirmed(one, push))
                .collectList()
                .flatMap(settled -> {
                    List<Delivery> deliveries = settled.stream()
                            .map(Tried::delivery)
                            .filter(Objects::nonNull)
                            .toList();
                    Instant next = settled.stream()
                            .map(Tried::again)
                            .filter(Objects::nonNull)
                            .min(Comparator.naturalOrder())
                            .orElse(null);
                    boolean failed = settled.stream().anyMatch(Tried::failed);
                    turn.count(notice, deliveries);
                    return queue.record(
                            notice, turn.token(), deliveries, next, failed ? push.attempts() + 1 : push.attempts());
                });
    }
}
