package org.wangge.webhook.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wangge.live.FeedEntry;
import org.wangge.live.LiveFeed;
import org.wangge.shared.Ids;
import org.wangge.webhook.PauseReason;
import org.wangge.webhook.WebhookSettings;
import org.wangge.webhook.model.Delivery;
import org.wangge.webhook.model.Message;
import org.wangge.webhook.model.Progress;
import org.wangge.webhook.model.Turn;
import org.wangge.webhook.model.Turn.Sent;
import org.wangge.webhook.model.WebhookFile;
import org.wangge.webhook.model.WebhookRules;
import org.wangge.webhook.store.DeliveryStore;
import org.wangge.webhook.store.ProgressStore;
import org.wangge.webhook.store.WebhookStore;
import org.wangge.work.Nudge;
import org.wangge.work.PolledWork;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends to each webhook what is new in its feed. One instance at a time sends for one; what it came to is written down after each
 * page, so an instance that dies has at most a page sent again by another, under the same ids.
 */
@Component
public class WebhookSender implements PolledWork {

    public static final String NAME = "webhook-sender";

    private static final int WEBHOOKS_AT_ONCE = 16;
    private static final int SUBJECTS_AT_ONCE = 4;
    private static final int PAGE = 64;

    /** Where nobody has a webhook, a minute passes between two looks for one that another instance made. */
    private static final int SKIPPED_WITHOUT_ANY = 60;

    /** Tells that somebody asked for a look, also while one was under way that may have come too early. */
    private static final int ASKED = -1;

    /** An event begins only while its answer can still come within the lease ({@link org.wangge.work.Leases#LENGTH}). */
    private static final Duration BEGIN_WITHIN = Duration.ofSeconds(20);

    /** So long a look waits for those it began with. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

    private final WebhookStore webhooks;
    private final ProgressStore progress;
    private final DeliveryStore deliveries;
    private final LiveFeed feed;
    private final Dispatch dispatch;
    private final WebhookSettings settings;
    private final Clock clock;

    private final Map<UUID, Mono<Boolean>> underWay = new ConcurrentHashMap<>();

    private final Nudge nudge;
    private final AtomicInteger looksToSkip = new AtomicInteger();

    /** Whether the last look found some to send to. */
    private volatile boolean wanted;

    WebhookSender(
            WebhookStore webhooks,
            ProgressStore progress,
            DeliveryStore deliveries,
            LiveFeed feed,
            Dispatch dispatch,
            WebhookSettings settings,
            Nudge nudge,
            Clock clock) {
        this.webhooks = webhooks;
        this.progress = progress;
        this.deliveries = deliveries;
        this.feed = feed;
        this.dispatch = dispatch;
        this.settings = settings;
        this.nudge = nudge;
        this.clock = clock;
        feed.whenGrown(name -> {
            if (wanted) {
                nudge.wake(NAME);
            }
        });
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(1);
    }

    /** There may be one to send to that was not there: looks at once. */
    public void lookAgain() {
        looksToSkip.set(ASKED);
        nudge.wake(NAME);
    }

    @Override
    public Mono<Boolean> turn() {
        return Mono.defer(() -> {
            if (looksToSkip.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return Mono.just(false);
            }
            return webhooks.active().collectList().flatMap(active -> {
                wanted = !active.isEmpty();
                if (wanted) {
                    return turn(active);
                }
                looksToSkip.compareAndSet(0, SKIPPED_WITHOUT_ANY);
                return Mono.just(false);
            });
        });
    }

    private Mono<Boolean> turn(List<WebhookFile> active) {
        return Mono.zip(
                        Flux.fromStream(active.stream().map(WebhookFile::feed).distinct())
                                .flatMap(name -> feed.head(name).map(head -> Map.entry(name, head)))
                                .collectMap(Map.Entry::getKey, Map.Entry::getValue),
                        progress.find(active.stream().map(WebhookFile::id).toList())
                                .collectMap(Progress::id))
                .flatMap(known -> Flux.fromIterable(active)
                        .filter(one -> known.getT2()
                                .getOrDefault(one.id(), Progress.at(one.id(), one.feed(), one.begin()))
                                .isDue(known.getT1().getOrDefault(one.feed(), 0L), clock.instant()))
                        .filter(one -> underWay.size() < WEBHOOKS_AT_ONCE)
                        .flatMap(this::begun)
                        .take(PATIENCE)
                        .reduce(false, Boolean::logicalOr));
    }

    /** Whether all that was begun here has come to its end. */
    boolean isIdle() {
        return underWay.isEmpty();
    }

    /** Goes on also when nobody waits for it any more: a slow receiver holds up no other. */
    private Mono<Boolean> begun(WebhookFile webhook) {
        return underWay.computeIfAbsent(
                webhook.id(),
                id -> serve(webhook)
                        .onErrorResume(failure -> leave(webhook, failure))
                        .doFinally(end -> underWay.remove(id))
                        .cache());
    }

    /** One that fails by itself stays leased, and is tried again when its lease ends. */
    private static Mono<Boolean> leave(WebhookFile webhook, Throwable failure) {
        log.warn("webhook={} outcome=left", webhook.id(), failure);
        return Mono.just(false);
    }

    /** Sends a page; true when there may be another one. */
    Mono<Boolean> serve(WebhookFile webhook) {
        UUID token = Ids.next();
        return progress.claim(webhook, token)
                .flatMap(claimed -> feed.after(claimed.feed(), claimed.seq(), PAGE)
                        .zipWith(feed.head(claimed.feed()))
                        .flatMap(read -> serve(new Turn(webhook, claimed, read.getT2(), read.getT1()), token)))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> serve(Turn turn, UUID token) {
        Mono<List<Sent>> sending =
                turn.hasGap() ? dispatch.send(turn.webhook(), resync(turn)).map(List::of) : page(turn);
        return sending.flatMap(sent -> {
            Instant now = clock.instant();
            Progress next = turn.hasGap() ? turn.afterGap(sent.get(0), now) : turn.after(sent, now);
            return deliveries
                    .record(lines(turn.webhook(), sent))
                    .then(progress.record(next, token))
                    .flatMap(kept -> kept ? settle(turn, sent, next) : Mono.just(true));
        });
    }

    private Message resync(Turn turn) {
        Progress from = turn.progress();
        return Message.resync(turn.webhook(), from.seq(), from.lastDeliveredAt(), clock.instant());
    }

    /** Subjects side by side, what is of one subject one after the other; when the receiver itself fails, nothing more begins. */
    private Mono<List<Sent>> page(Turn turn) {
        Instant beginUntil = clock.instant().plus(BEGIN_WITHIN);
        AtomicBoolean stopped = new AtomicBoolean();
        return Flux.fromIterable(turn.bySubject())
                .flatMap(
                        entries -> Flux.fromIterable(entries)
                                .concatMap(entry -> attempt(turn.webhook(), entry, stopped, beginUntil), 1)
                                .takeUntil(sent -> !sent.answer().isTaken()),
                        SUBJECTS_AT_ONCE,
                        1)
                .collectList();
    }

    private Mono<Sent> attempt(WebhookFile webhook, FeedEntry entry, AtomicBoolean stopped, Instant beginUntil) {
        return Mono.defer(() -> {
            if (stopped.get() || clock.instant().isAfter(beginUntil)) {
                return Mono.empty();
            }
            return dispatch.send(webhook, Message.of(entry)).doOnNext(sent -> {
                if (!sent.answer().isTaken() && !sent.answer().isOfThisEvent()) {
                    stopped.set(true);
                }
            });
        });
    }

    private static List<Delivery> lines(WebhookFile webhook, List<Sent> sent) {
        return sent.stream()
                .map(one -> Delivery.of(webhook.id(), one.message(), one.answer(), one.at()))
                .toList();
    }

    private Mono<Boolean> settle(Turn turn, List<Sent> sent, Progress next) {
        boolean gone = sent.stream().anyMatch(one -> one.answer().isGone());
        Instant failingSince = next.failingSince();
        boolean tooLong = failingSince != null && !clock.instant().isBefore(failingSince.plus(settings.giveUpAfter()));
        if (gone || tooLong) {
            return pause(turn.webhook(), gone ? PauseReason.GONE : PauseReason.FAILING);
        }
        return Mono.just(next.dueAt() == null && next.seq() != turn.head());
    }

    private Mono<Boolean> pause(WebhookFile webhook, PauseReason why) {
        log.warn("webhook={} outcome=paused reason={}", webhook.id(), why);
        return VersionedWrites.bySystem(
                        () -> webhooks.find(webhook.id()),
                        file -> WebhookRules.giveUp(file, why, clock.instant()),
                        (file, next) -> webhooks.change(file, next, null))
                .thenReturn(false);
    }
}
