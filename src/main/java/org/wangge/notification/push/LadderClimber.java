package org.wangge.notification.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wangge.notification.Device;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.NotificationSettings;
import org.wangge.notification.Telling;
import org.wangge.notification.Templates;
import org.wangge.notification.model.Ladder;
import org.wangge.notification.model.Ladder.Climb;
import org.wangge.notification.model.Ladder.Footing;
import org.wangge.notification.model.Ladder.Rung;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.NoticeBuilder;
import org.wangge.notification.store.HeardStore;
import org.wangge.notification.store.HeardStore.Effect;
import org.wangge.notification.store.NoticeQueue;
import org.wangge.notification.store.NoticeStore;
import org.wangge.shared.Ids;
import org.wangge.work.Nudge;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Goes on, rung by rung, until somebody is known to have heard. Each rung is one guarded write under a lease: whoever heard
 * meanwhile ends it, and of several instances one climbs.
 */
@Component
class LadderClimber implements PolledWork {

    private static final int BATCH = 32;
    private static final Logger log = LoggerFactory.getLogger(LadderClimber.class);

    private final NoticeQueue queue;
    private final HeardStore heard;
    private final LiveDevices live;
    private final LadderPeople people;
    private final Telling telling;
    private final Templates templates;
    private final PushGateway gateway;
    private final FallbackGateway fallback;
    private final NotificationSettings settings;
    private final Nudge nudge;
    private final Clock clock;
    private final MeterRegistry metrics;

    LadderClimber(
            NoticeStore notices,
            HeardStore heard,
            LiveDevices live,
            LadderPeople people,
            Telling telling,
            Templates templates,
            PushGateway gateway,
            FallbackGateway fallback,
            NotificationSettings settings,
            Nudge nudge,
            Clock clock,
            MeterRegistry metrics) {
        this.queue = notices.ladders();
        this.heard = heard;
        this.live = live;
        this.people = people;
        this.telling = telling;
        this.templates = templates;
        this.gateway = gateway;
        this.fallback = fallback;
        this.settings = settings;
        this.nudge = nudge;
        this.clock = clock;
        this.metrics = metrics;
        for (Rung rung : Rung.values()) {
            climbs(rung.name());
        }
    }

    private Counter climbs(String rung) {
        return metrics.counter("wangge.ladder.climbs", "rung", rung);
    }

    @Override
    public String name() {
        return "ladder-climber";
    }

    /** A rung takes minutes, and each look is a command. */
    @Override
    public Duration rest() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Boolean> turn() {
        UUID token = Ids.next();
        return queue.claimDue(token, BATCH)
                .flatMap(claimed -> Flux.fromIterable(claimed)
                        .concatMap(notice -> climb(notice, token).onErrorResume(failure -> {
                            log.warn("notice={} ladder=left", notice.id(), failure);
                            return Mono.empty();
                        }))
                        .then(Mono.just(claimed.size() == BATCH)));
    }

    /** All that a rung may need. */
    private record Around(boolean onDuty, List<Device> devices, List<UUID> deputies, List<UUID> desk) {}

    private Mono<Void> climb(Notice notice, UUID token) {
        Ladder ladder = notice.ladder();
        if (ladder == null) {
            return Mono.empty();
        }
        return around(notice).flatMap(around -> {
            Ladder.Step step = ladder.next(footing(notice, around), clock.instant(), settings.receiptWithin());
            Climb climb = step.climb();
            return climb == null
                    ? heard.climb(queue, notice, token, step, new Effect.None()).then()
                    : take(notice, token, step, climb.rung(), around);
        });
    }

    private Mono<Around> around(Notice notice) {
        return people.isOnDuty(notice)
                .flatMap(onDuty -> onDuty
                        ? Mono.zip(live.of(List.of(notice.recipientId())), people.deputies(notice), people.desk(notice))
                                .map(read -> new Around(
                                        true,
                                        read.getT1().stream()
                                                .sorted(Comparator.comparing(Device::registeredAt)
                                                        .reversed())
                                                .toList(),
                                        read.getT2(),
                                        read.getT3()))
                        : Mono.just(new Around(false, List.of(), List.of(), List.of())));
    }

    private Footing footing(Notice notice, Around around) {
        Notice.Push push = notice.push();
        boolean pushing = push == null || push.dueAt() != null || !gateway.isOn();
        return new Footing(
                around.onDuty(),
                pushing,
                around.devices().size(),
                around.deputies().size(),
                around.desk().size(),
                fallback.isOn() && notice.mayFallBack());
    }

    private Mono<Void> take(Notice notice, UUID token, Ladder.Step step, Rung rung, Around around) {
        Instant now = clock.instant();
        List<String> devices = around.devices().stream().map(Device::id).toList();
        Instant expires = now.plus(templates.timeToLive(notice.kind()));
        return switch (rung) {
            case AGAIN -> written(notice, token, step, new Effect.Again(expires, devices.subList(0, 1)));
            case OTHER_DEVICE ->
                written(notice, token, step, new Effect.Again(expires, devices.subList(1, devices.size())));
            case DEPUTY -> told(notice, token, step, around.deputies());
            case DESK -> told(notice, token, step, around.desk());
            case FALLBACK -> written(notice, token, step, new Effect.Fallback(Notice.Push.due(now, expires, false)));
        };
    }

    /** Told first: a process that dies before the rung is written tells them again under the same id, which is once. */
    private Mono<Void> told(Notice notice, UUID token, Ladder.Step step, Collection<UUID> others) {
        List<Notice> made =
                others.stream().map(other -> unheard(notice, step, other)).toList();
        return telling.tell(made).then(written(notice, token, step, new Effect.None()));
    }

    private Mono<Void> written(Notice notice, UUID token, Ladder.Step step, Effect effect) {
        return heard.climb(queue, notice, token, step, effect)
                .filter(climbed -> climbed)
                .doOnNext(climbed -> {
                    Climb climb = step.climb();
                    String rung = climb == null ? "" : climb.rung().name();
                    climbs(rung).increment();
                    log.info("notice={} kind={} ladder={}", notice.id(), notice.kind(), rung);
                    nudge.wake(effect instanceof Effect.Fallback ? FallbackSender.NAME : PushSender.NAME);
                })
                .then();
    }

    /** One for each person and occasion, also when it concerned several who did not hear. */
    private Notice unheard(Notice notice, Ladder.Step step, UUID other) {
        Instant now = clock.instant();
        Climb climb = step.climb();
        String occasion =
                "unheard:" + (climb == null ? "" : climb.rung()) + ":" + notice.caseId() + ":" + notice.createdAt();
        Notice.Push push = gateway.isOn()
                ? Notice.Push.due(now, now.plus(templates.timeToLive(NoticeKind.CASE_UNHEARD)), true)
                : null;
        Notice made = Notice.of(
                Notice.idOf(notice.createdAt(), occasion, other),
                other,
                NoticeKind.CASE_UNHEARD,
                notice.subject(),
                notice.urgent(),
                now,
                push);
        return NoticeBuilder.builder(made)
                .areas(notice.areas())
                .day(notice.day())
                .build();
    }
}
