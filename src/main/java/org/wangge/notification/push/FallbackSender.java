package org.wangge.notification.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wangge.account.Callees;
import org.wangge.notification.Channel;
import org.wangge.notification.NotificationSettings;
import org.wangge.notification.Templates;
import org.wangge.notification.model.Arrival;
import org.wangge.notification.model.Arrival.What;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Delivery;
import org.wangge.notification.model.Notice.Outcome;
import org.wangge.notification.store.ArrivalStore;
import org.wangge.notification.store.LaneStore;
import org.wangge.notification.store.NoticeQueue;
import org.wangge.notification.store.NoticeStore;
import org.wangge.shared.Ids;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Says by the fallback channel what is due there; retried by a date in the notice until it is of no use any more. */
@Component
class FallbackSender implements PolledWork {

    static final String NAME = "fallback-sender";

    private static final int BATCH = 16;
    private static final String ADDRESS = "fallback";
    private static final Logger log = LoggerFactory.getLogger(FallbackSender.class);

    private final NoticeQueue queue;
    private final ArrivalStore arrivals;
    private final FallbackGateway gateway;
    private final Templates templates;
    private final Callees callees;
    private final RecipientSettings wishes;
    private final NotificationSettings settings;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final PushLane lane;

    FallbackSender(
            NoticeStore notices,
            ArrivalStore arrivals,
            LaneStore lanes,
            FallbackGateway gateway,
            Templates templates,
            Callees callees,
            RecipientSettings wishes,
            NotificationSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.queue = notices.fallbacks();
        this.arrivals = arrivals;
        this.gateway = gateway;
        this.templates = templates;
        this.callees = callees;
        this.wishes = wishes;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        this.lane = new PushLane(Channel.FALLBACK, settings, lanes, clock);
        outcomes(Outcome.SENT.name(), "");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Mono<Boolean> turn() {
        if (!gateway.isOn()) {
            return Mono.just(false);
        }
        UUID token = Ids.next();
        return queue.claimDue(token, BATCH)
                .flatMap(claimed -> Flux.fromIterable(claimed)
                        .flatMap(
                                notice -> say(notice, token).onErrorResume(failure -> {
                                    log.warn("notice={} fallback=left", notice.id(), failure);
                                    return Mono.empty();
                                }),
                                BATCH)
                        .then(Mono.just(claimed.size() == BATCH)));
    }

    private Mono<Void> say(Notice notice, UUID token) {
        Notice.Push waiting = notice.fallback();
        if (waiting == null) {
            return Mono.empty();
        }
        if (isHeard(notice)) {
            return queue.record(notice, token, List.of(), null, waiting.attempts());
        }
        if (!clock.instant().isBefore(waiting.expiresAt())) {
            return end(notice, token, waiting, Outcome.PARKED, "EXPIRED");
        }
        return message(notice)
                .flatMap(gateway::send)
                .defaultIfEmpty(new PushResult.Rejected("LEFT"))
                .flatMap(result -> {
                    if (result instanceof PushResult.Later later) {
                        count("LATER", later.code());
                        Instant again = clock.instant().plus(lane.wait(later, waiting.attempts()));
                        return queue.record(notice, token, List.of(), again, waiting.attempts() + 1);
                    }
                    return result instanceof PushResult.Accepted
                            ? end(notice, token, waiting, Outcome.SENT, null)
                            : end(
                                    notice,
                                    token,
                                    waiting,
                                    Outcome.PARKED,
                                    result instanceof PushResult.Rejected never ? never.code() : "REFUSED");
                });
    }

    private static boolean isHeard(Notice notice) {
        Notice.Heard heard = notice.heard();
        return notice.readAt() != null || heard != null && (heard.receivedAt() != null || heard.acceptedAt() != null);
    }

    private Mono<Void> end(Notice notice, UUID token, Notice.Push waiting, Outcome outcome, @Nullable String code) {
        count(outcome.name(), code == null ? "" : code);
        if (code != null) {
            log.warn("notice={} fallback={} code={}", notice.id(), outcome, code);
        }
        List<Delivery> delivery = List.of(new Delivery(ADDRESS, outcome, code, clock.instant(), null, null));
        What what = outcome == Outcome.SENT ? What.ACCEPTED : What.REFUSED;
        return queue.record(notice, token, delivery, null, waiting.attempts())
                .then(arrivals.add(new Arrival.Tally().add(notice, Channel.FALLBACK, null, what, 1)));
    }

    /**
     * Empty when the recipient has left. In the language that the recipient chose, else in that of the account. Only what asks
     * somebody to act comes here, which quiet hours do not hold up.
     */
    private Mono<FallbackGateway.Message> message(Notice notice) {
        UUID recipient = notice.recipientId();
        return Mono.zip(callees.find(recipient), wishes.of(List.of(recipient))).map(read -> {
            Callees.Callee callee = read.getT1();
            String chosen = read.getT2().get(recipient).language();
            Locale locale = Locale.forLanguageTag(chosen == null ? callee.locale() : chosen);
            Templates.Words words = templates.words(notice.kind(), notice.subject(), notice.urgent(), locale);
            UUID caseId = notice.caseId();
            return new FallbackGateway.Message(
                    "notice-" + notice.id(),
                    "notice.unheard",
                    clock.instant(),
                    new FallbackGateway.Content(
                            notice.id().toString(),
                            notice.kind().name(),
                            notice.recipientId().toString(),
                            settings.fallbackTelephone() ? callee.telephone() : null,
                            words.title(),
                            words.body(),
                            notice.urgent(),
                            caseId == null ? null : caseId.toString(),
                            notice.caseNumber(),
                            notice.createdAt()));
        });
    }

    private void count(String outcome, String code) {
        outcomes(outcome, code).increment();
    }

    private Counter outcomes(String outcome, String code) {
        return metrics.counter("wangge.fallback.outcomes", "outcome", outcome, "code", code);
    }
}
