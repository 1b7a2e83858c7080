package org.wangge.work.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells the consumers, in their order, of the events of many documents. All of them are asked about all documents first. Only
 * then those that failed are asked about each document alone, so that nobody waits for them.
 */
@Component
final class EventDelivery {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A consumer that did not answer about one document in time is not asked so long, or it would take the time of the others. */
    static final Duration REST_OF_THE_SLOW = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(EventDelivery.class);

    private final Map<Consumer, EventHandler> handlers = new EnumMap<>(Consumer.class);
    private final Map<Consumer, Instant> resting = new ConcurrentHashMap<>();
    private final Clock clock;

    EventDelivery(ObjectProvider<EventHandler> handlers, Clock clock) {
        this.clock = clock;
        handlers.forEach(handler -> {
            EventHandler other = this.handlers.put(handler.consumer(), handler);
            if (other != null) {
                throw new IllegalStateException(handler.consumer() + " has two handlers");
            }
        });
    }

    /** In their order. */
    Collection<EventHandler> handlers() {
        return handlers.values();
    }

    /** The outcomes of one batch: by document, then by consumer. */
    static final class Outcomes {

        private final Map<Object, Map<String, DeliveryOutcome>> byDocument = new HashMap<>();
        private final Map<Consumer, List<PendingEvents>> alone = new EnumMap<>(Consumer.class);

        Map<String, DeliveryOutcome> of(PendingEvents one) {
            return byDocument.getOrDefault(one.stored().id(), Map.of());
        }

        private void note(PendingEvents one, EventHandler handler, DeliveryOutcome outcome) {
            byDocument
                    .computeIfAbsent(one.stored().id(), id -> new HashMap<>())
                    .put(handler.consumer().name(), outcome);
        }

        private void askAlone(EventHandler handler, List<PendingEvents> documents) {
            alone.computeIfAbsent(handler.consumer(), consumer -> new ArrayList<>())
                    .addAll(documents);
        }
    }

    /** Never fails; after {@code end} nobody is asked alone any more, and what is left is due at once. */
    Mono<Outcomes> deliver(List<PendingEvents> batch, Instant end) {
        Outcomes outcomes = new Outcomes();
        return Flux.fromIterable(handlers())
                .concatMap(handler -> together(handler, batch, outcomes))
                .thenMany(Flux.fromIterable(handlers()))
                .concatMap(handler -> Flux.fromIterable(outcomes.alone.getOrDefault(handler.consumer(), List.of()))
                        .concatMap(one -> alone(handler, one, end, outcomes)))
                .then(Mono.just(outcomes));
    }

    private Mono<Void> together(EventHandler handler, List<PendingEvents> batch, Outcomes outcomes) {
        Instant now = clock.instant();
        List<PendingEvents> concerned = batch.stream()
                .filter(one -> one.isDue(handler, now))
                .filter(one -> one.mark(handler) != null || !one.owed(handler).isEmpty())
                .toList();
        outcomes.askAlone(
                handler,
                concerned.stream().filter(one -> one.mark(handler) != null).toList());
        List<PendingEvents> fresh =
                concerned.stream().filter(one -> one.mark(handler) == null).toList();
        if (fresh.isEmpty() || isResting(handler, now)) {
            outcomes.askAlone(handler, fresh);
            return Mono.empty();
        }
        return pass(handler, fresh)
                .doOnSuccess(told -> fresh.forEach(one -> outcomes.note(one, handler, new DeliveryOutcome.Told())))
                .onErrorResume(failure -> Mono.fromRunnable(() -> {
                    if (fresh.size() == 1) {
                        outcomes.note(fresh.get(0), handler, new DeliveryOutcome.Failed(failure));
                    } else {
                        outcomes.askAlone(handler, fresh);
                    }
                }));
    }

    private Mono<Void> alone(EventHandler handler, PendingEvents one, Instant end, Outcomes outcomes) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            if (isResting(handler, now) || !now.isBefore(end)) {
                Instant rested = resting.getOrDefault(handler.consumer(), now);
                outcomes.note(one, handler, new DeliveryOutcome.Left(rested.isAfter(now) ? rested : now));
                return Mono.empty();
            }
            return pass(handler, List.of(one))
                    .<DeliveryOutcome>thenReturn(new DeliveryOutcome.Told())
                    .onErrorResume(failure -> Mono.just(new DeliveryOutcome.Failed(failure)))
                    .doOnNext(outcome -> outcomes.note(one, handler, outcome))
                    .then();
        });
    }

    private boolean isResting(EventHandler handler, Instant now) {
        return resting.getOrDefault(handler.consumer(), Instant.MIN).isAfter(now);
    }

    private Mono<Void> pass(EventHandler handler, List<PendingEvents> documents) {
        return Mono.defer(() -> {
                    List<DomainEvent> events = documents.stream()
                            .flatMap(one -> one.owed(handler).stream())
                            .flatMap(entry -> entry.events().stream())
                            .filter(handler::handles)
                            .toList();
                    return events.isEmpty() ? Mono.empty() : handler.handle(events);
                })
                .timeout(TIMEOUT)
                .doOnError(TimeoutException.class, slow -> {
                    log.warn("consumer={} documents={} outcome=slow", handler.consumer(), documents.size());
                    // Many at once may take long on a busy machine; then each is tried alone.
                    if (documents.size() == 1) {
                        resting.put(handler.consumer(), clock.instant().plus(REST_OF_THE_SLOW));
                    }
                });
    }
}
