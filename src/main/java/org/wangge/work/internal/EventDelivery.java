package org.wangge.work.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import org.wangge.work.Outbox;
import org.wangge.work.internal.DeliveryOutcome.Failed;
import org.wangge.work.internal.DeliveryOutcome.Told;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells the consumers, in their order, of the events of many documents. All of them are asked about all documents first. Only
 * then those that failed are asked about each document apart. A turn waits for these only a moment: who takes longer gets a mark,
 * which keeps other instances from asking the same, and its answer is written when it comes.
 */
@Component
final class EventDelivery {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** How long a mark keeps others from asking what is being asked. */
    static final Duration HELD = Duration.ofSeconds(30);

    /** How many documents a turn asks one consumer apart about at the same time. */
    private static final int AT_ONCE = 4;

    private static final Logger log = LoggerFactory.getLogger(EventDelivery.class);

    private final Map<Consumer, EventHandler> handlers = new EnumMap<>(Consumer.class);
    private final Map<Consumer, Timer> lags = new EnumMap<>(Consumer.class);
    private final LateAnswers late;
    private final ConsumerRest rest;
    private final Patience patience;
    private final Clock clock;

    /**
     * How long a turn waits.
     *
     * @param together for a consumer that is asked about a whole batch
     * @param apart for those that are asked about one document
     */
    record Patience(Duration together, Duration apart) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(3), Duration.ofMillis(500));
    }

    @Autowired
    EventDelivery(ObjectProvider<EventHandler> handlers, LateAnswers late, Clock clock, MeterRegistry metrics) {
        this(handlers, late, Patience.USUAL, clock, metrics);
    }

    EventDelivery(
            ObjectProvider<EventHandler> handlers,
            LateAnswers late,
            Patience patience,
            Clock clock,
            MeterRegistry metrics) {
        this.late = late;
        this.rest = new ConsumerRest(clock);
        this.patience = patience;
        this.clock = clock;
        handlers.forEach(handler -> {
            EventHandler other = this.handlers.put(handler.consumer(), handler);
            if (other != null) {
                throw new IllegalStateException(handler.consumer() + " has two handlers");
            }
            Consumer consumer = handler.consumer();
            Tags tags = Tags.of("consumer", consumer.name());
            lags.put(consumer, metrics.timer("wangge.outbox.lag", tags));
            metrics.gauge("wangge.outbox.silent", tags, rest, silences -> silences.isSilent(consumer) ? 1 : 0);
        });
    }

    /** In their order. */
    Collection<EventHandler> handlers() {
        return handlers.values();
    }

    /** Never fails. Who asked writes the outcomes, and then says {@link DeliveryOutcomes#areWritten}. */
    Mono<DeliveryOutcomes> deliver(Outbox.Source source, List<PendingEvents> batch) {
        DeliveryOutcomes outcomes = new DeliveryOutcomes();
        return Flux.fromIterable(handlers())
                .concatMap(handler -> together(handler, batch, outcomes))
                .then(Mono.defer(() -> apart(source, outcomes)))
                .thenReturn(outcomes);
    }

    private Mono<Void> together(EventHandler handler, List<PendingEvents> batch, DeliveryOutcomes outcomes) {
        Instant now = clock.instant();
        List<PendingEvents> concerned = batch.stream()
                .filter(one -> one.isDue(handler, now))
                .filter(one -> one.mark(handler) != null || !one.owed(handler).isEmpty())
                .toList();
        if (concerned.isEmpty()) {
            return Mono.empty();
        }
        if (rest.isResting(handler.consumer())) {
            outcomes.letWait(handler, concerned);
            return Mono.empty();
        }
        List<PendingEvents> fresh =
                concerned.stream().filter(one -> one.isHarmless(handler)).toList();
        outcomes.askApart(
                handler,
                concerned.stream().filter(one -> !one.isHarmless(handler)).toList());
        if (fresh.isEmpty()) {
            return Mono.empty();
        }
        if (rest.isSilent(handler.consumer())) {
            tryAgain(handler, fresh, outcomes);
            return Mono.empty();
        }
        return pass(handler, fresh, patience.together())
                .doOnSuccess(told -> fresh.forEach(one -> outcomes.note(one, handler, new Told())))
                .onErrorResume(failure -> Mono.fromRunnable(() -> {
                    if (fresh.size() == 1 && !(failure instanceof TimeoutException)) {
                        outcomes.note(fresh.get(0), handler, new Failed(failure));
                    } else {
                        outcomes.askApart(handler, fresh);
                    }
                }));
    }

    /** One document shows whether it answers again; the others wait for that. */
    private void tryAgain(EventHandler handler, List<PendingEvents> fresh, DeliveryOutcomes outcomes) {
        int tried = rest.mayTry(handler.consumer(), TIMEOUT) ? 1 : 0;
        outcomes.askApart(handler, fresh.subList(0, tried));
        outcomes.letWait(handler, fresh.subList(tried, fresh.size()));
    }

    /** Goes on when the turn is over, also when nobody waits for that. */
    private Mono<Void> apart(Outbox.Source source, DeliveryOutcomes outcomes) {
        // As precise as it is stored.
        Instant until = clock.instant().plus(HELD).truncatedTo(ChronoUnit.MILLIS);
        var asked = Flux.fromIterable(handlers())
                .flatMap(handler -> Flux.fromIterable(outcomes.apart(handler))
                        .flatMap(one -> alone(source, handler, one, until, outcomes), AT_ONCE))
                .then()
                .toFuture();
        return Mono.fromFuture(asked, true)
                .timeout(patience.apart(), Mono.empty())
                .then(Mono.fromRunnable(() -> handlers().forEach(handler -> {
                    outcomes.leave(handler, until).forEach(one -> silent(handler, one));
                    outcomes.leaveWaiting(handler, rest.until(handler.consumer()));
                })));
    }

    /** One that failed before says nothing of the consumer. */
    private void silent(EventHandler handler, PendingEvents about) {
        if (about.isHarmless(handler)) {
            rest.silent(handler.consumer(), about.stored().id());
        }
    }

    private Mono<Void> alone(
            Outbox.Source source, EventHandler handler, PendingEvents one, Instant until, DeliveryOutcomes outcomes) {
        return Mono.defer(() -> {
            boolean isTooLate = clock.instant().plus(TIMEOUT).isAfter(until);
            if (isTooLate || rest.isResting(handler.consumer())) {
                return Mono.empty();
            }
            outcomes.begin(one, handler);
            return pass(handler, List.of(one), TIMEOUT)
                    .<DeliveryOutcome>thenReturn(new Told())
                    .onErrorResume(failure -> Mono.just(new Failed(failure)))
                    .flatMap(outcome -> {
                        if (outcomes.note(one, handler, outcome)) {
                            if (outcome instanceof Failed failed && failed.why() instanceof TimeoutException) {
                                silent(handler, one);
                            }
                            return Mono.empty();
                        }
                        var answer = new LateAnswers.Answer(
                                source, one.stored().id(), handler.consumer(), one.owedIds(handler), until, outcome);
                        return outcomes.whenWritten(late.note(answer));
                    });
        });
    }

    private Mono<Void> pass(EventHandler handler, List<PendingEvents> documents, Duration time) {
        return Mono.defer(() -> handle(handler, documents))
                .timeout(time)
                .doOnSuccess(told -> {
                    rest.answered(handler.consumer());
                    documents.forEach(one -> noteLag(handler, one));
                })
                .doOnError(failure -> {
                    if (!(failure instanceof TimeoutException)) {
                        rest.answered(handler.consumer());
                        return;
                    }
                    log.warn("consumer={} documents={} outcome=slow", handler.consumer(), documents.size());
                });
    }

    /** From what happened first until it was told, for each document. */
    private void noteLag(EventHandler handler, PendingEvents told) {
        told.owed(handler).stream()
                .flatMap(entry -> entry.events().stream())
                .map(DomainEvent::at)
                .min(Comparator.naturalOrder())
                .map(first -> Duration.between(first, clock.instant()))
                .ifPresent(late -> Objects.requireNonNull(lags.get(handler.consumer()))
                        .record(late.isNegative() ? Duration.ZERO : late));
    }

    private static Mono<Void> handle(EventHandler handler, List<PendingEvents> documents) {
        List<DomainEvent> events = documents.stream()
                .flatMap(one -> one.owed(handler).stream())
                .flatMap(entry -> entry.events().stream())
                .filter(handler::handles)
                .toList();
        return events.isEmpty() ? Mono.empty() : handler.handle(events);
    }
}
