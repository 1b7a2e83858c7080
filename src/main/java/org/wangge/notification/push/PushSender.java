package org.wangge.notification.push;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
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

    private static final int BATCH = 64;
    private static final int MOST_DOUBLINGS = 12;
    private static final Logger log = LoggerFactory.getLogger(PushSender.class);

    private final NoticeStore notices;
    private final DeviceStore devices;
    private final Templates templates;
    private final PushGateway gateway;
    private final NotificationSettings settings;
    private final Clock clock;
    private final MeterRegistry metrics;
    private volatile Instant pausedUntil = Instant.EPOCH;

    PushSender(
            NoticeStore notices,
            DeviceStore devices,
            Templates templates,
            PushGateway gateway,
            NotificationSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.notices = notices;
        this.devices = devices;
        this.templates = templates;
        this.gateway = gateway;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
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
        return Optional.of(pausedUntil).filter(until -> clock.instant().isBefore(until));
    }

    @Override
    public Mono<Boolean> turn() {
        if (!gateway.isOn() || pausedUntil().isPresent()) {
            return Mono.just(false);
        }
        UUID token = Ids.next();
        return notices.claimDue(token, BATCH)
                .flatMap(claimed -> claimed.isEmpty()
                        ? Mono.just(false)
                        : devicesOf(claimed)
                                .flatMap(known -> Flux.fromIterable(claimed)
                                        .flatMap(
                                                notice -> push(
                                                        notice,
                                                        known.getOrDefault(notice.recipientId(), List.of()),
                                                        token),
                                                settings.pushThreads())
                                        .then(Mono.just(claimed.size() == BATCH))));
    }

    private Mono<Map<UUID, List<Device>>> devicesOf(List<Notice> claimed) {
        Set<UUID> recipients = claimed.stream().map(Notice::recipientId).collect(Collectors.toSet());
        return devices.of(recipients).collect(Collectors.groupingBy(Device::accountId));
    }

    /** Pushes one notice to all devices that have not had it, and writes down what came of it. */
    private Mono<Void> push(Notice notice, List<Device> known, UUID token) {
        Notice.Push push = notice.push();
        if (push == null) {
            return Mono.empty();
        }
        Set<String> done = push.deliveries().stream().map(Delivery::deviceId).collect(Collectors.toSet());
        List<Device> waiting =
                known.stream().filter(device -> !done.contains(device.id())).toList();
        if (!clock.instant().isBefore(push.expiresAt())) {
            List<Delivery> expired = waiting.stream()
                    .map(device -> delivery(device, Outcome.PARKED, "EXPIRED"))
                    .toList();
            expired.forEach(one -> count(Outcome.PARKED.name(), "EXPIRED"));
            return notices.record(notice.id(), token, expired, null, push.attempts());
        }
        return Flux.fromIterable(waiting)
                .flatMap(device -> attempt(notice, device, push), 4)
                .collectList()
                .flatMap(tried -> record(notice, push, token, tried));
    }

    /** What one try came to: an outcome for good, or the moment of the next try. */
    private record Tried(
            @Nullable Delivery delivery, @Nullable Instant again) {}

    private Mono<Tried> attempt(Notice notice, Device device, Notice.Push push) {
        Optional<Instant> paused = pausedUntil();
        if (paused.isPresent()) {
            return Mono.just(new Tried(null, paused.get()));
        }
        Instant sentAt = clock.instant();
        return gateway.send(message(notice, device)).flatMap(result -> settle(result, device, push, sentAt));
    }

    private PushGateway.Message message(Notice notice, Device device) {
        Locale locale = Locale.forLanguageTag(device.locale());
        Templates.Words words = templates.words(notice.kind(), notice.caseNumber(), notice.urgent(), locale);
        NoticeTemplate template = templates.get(notice.kind());
        Notice.Push push = notice.push();
        Duration left = push == null ? template.timeToLive() : Duration.between(clock.instant(), push.expiresAt());
        return new PushGateway.Message(
                device,
                words.title(),
                words.body(),
                Map.of(
                        "noticeId", notice.id().toString(),
                        "kind", notice.kind().name(),
                        "caseId", notice.caseId().toString(),
                        "caseNumber", notice.caseNumber()),
                notice.urgent() || template.rings(),
                left.compareTo(template.timeToLive()) > 0 ? template.timeToLive() : left,
                "case-" + notice.caseNumber());
    }

    private Mono<Tried> settle(PushResult result, Device device, Notice.Push push, Instant sentAt) {
        if (result instanceof PushResult.Accepted) {
            count(Outcome.SENT.name(), "");
            return Mono.just(new Tried(delivery(device, Outcome.SENT, null), null));
        }
        if (result instanceof PushResult.Unregistered gone) {
            count(Outcome.UNREGISTERED.name(), gone.code());
            return devices.removeIfUnchanged(device, sentAt)
                    .thenReturn(new Tried(delivery(device, Outcome.UNREGISTERED, gone.code()), null));
        }
        if (result instanceof PushResult.Rejected never) {
            count(Outcome.PARKED.name(), never.code());
            log.warn("device={} outcome=parked code={}", device.id(), never.code());
            return Mono.just(new Tried(delivery(device, Outcome.PARKED, never.code()), null));
        }
        PushResult.Later later = (PushResult.Later) result;
        count("LATER", later.code());
        Instant again = clock.instant().plus(waiting(later, push.attempts()));
        if (later.forAll()) {
            pausedUntil = again;
            log.warn("outcome=paused code={} until={}", later.code(), again);
        }
        return Mono.just(new Tried(null, again));
    }

    /** What FCM asked for, else doubling; with up to a fifth more at random, so that not all come back at once. */
    private Duration waiting(PushResult.Later later, int attempts) {
        Duration asked = later.after();
        Duration base;
        if (asked != null) {
            base = asked;
        } else if (later.code().equals("QUOTA_EXCEEDED")) {
            base = settings.quotaPause();
        } else {
            Duration doubled = settings.firstBackOff().multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
            base = doubled.compareTo(settings.longestBackOff()) > 0 ? settings.longestBackOff() : doubled;
        }
        return base.plusMillis(ThreadLocalRandom.current().nextLong(base.toMillis() / 5 + 1));
    }

    private Mono<Void> record(Notice notice, Notice.Push push, UUID token, List<Tried> tried) {
        List<Delivery> deliveries = new ArrayList<>();
        Instant next = null;
        for (Tried one : tried) {
            if (one.delivery() != null) {
                deliveries.add(one.delivery());
            }
            Instant again = one.again();
            if (again != null && (next == null || again.isBefore(next))) {
                next = again;
            }
        }
        return notices.record(
                notice.id(), token, deliveries, next, next == null ? push.attempts() : push.attempts() + 1);
    }

    private Delivery delivery(Device device, Outcome outcome, @Nullable String code) {
        return new Delivery(device.id(), outcome, code, clock.instant());
    }

    private void count(String outcome, String code) {
        metrics.counter("wangge.push.outcomes", "outcome", outcome, "code", code)
                .increment();
    }
}
