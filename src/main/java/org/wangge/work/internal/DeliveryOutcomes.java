package org.wangge.work.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wangge.work.Consumer;
import org.wangge.work.EventHandler;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The outcomes of one batch: by document, then by consumer. Several threads note them. */
final class DeliveryOutcomes {

    private final Map<Object, Map<String, DeliveryOutcome>> byDocument = new HashMap<>();
    private final Map<Consumer, List<PendingEvents>> apart = new EnumMap<>(Consumer.class);
    private final Map<Consumer, List<PendingEvents>> waiting = new EnumMap<>(Consumer.class);
    private final Map<Consumer, Set<Object>> begun = new EnumMap<>(Consumer.class);
    private final Set<Consumer> left = EnumSet.noneOf(Consumer.class);
    private final Sinks.Empty<Void> written = Sinks.empty();

    synchronized Map<String, DeliveryOutcome> of(PendingEvents one) {
        return Map.copyOf(byDocument.getOrDefault(one.stored().id(), Map.of()));
    }

    /** False when it comes too late, because what the turn came to was left as it was then. */
    synchronized boolean note(PendingEvents one, EventHandler handler, DeliveryOutcome outcome) {
        if (left.contains(handler.consumer())) {
            return false;
        }
        put(one, handler, outcome);
        return true;
    }

    private void put(PendingEvents one, EventHandler handler, DeliveryOutcome outcome) {
        byDocument
                .computeIfAbsent(one.stored().id(), id -> new HashMap<>())
                .put(handler.consumer().name(), outcome);
    }

    synchronized void askApart(EventHandler handler, List<PendingEvents> documents) {
        if (!documents.isEmpty()) {
            apart.computeIfAbsent(handler.consumer(), consumer -> new ArrayList<>())
                    .addAll(documents);
        }
    }

    synchronized List<PendingEvents> apart(EventHandler handler) {
        return List.copyOf(apart.getOrDefault(handler.consumer(), List.of()));
    }

    /** Until it is known whether this consumer answers. */
    synchronized void letWait(EventHandler handler, List<PendingEvents> documents) {
        waiting.computeIfAbsent(handler.consumer(), consumer -> new ArrayList<>())
                .addAll(documents);
    }

    synchronized void begin(PendingEvents one, EventHandler handler) {
        begun.computeIfAbsent(handler.consumer(), consumer -> new HashSet<>())
                .add(one.stored().id());
    }

    /** Nobody waits for this consumer any more. What it did not answer is marked until then; that of it which it was asked. */
    synchronized List<PendingEvents> leave(EventHandler handler, Instant until) {
        left.add(handler.consumer());
        Set<Object> asked = begun.getOrDefault(handler.consumer(), Set.of());
        List<PendingEvents> silent = new ArrayList<>();
        for (PendingEvents one : apart(handler)) {
            if (!of(one).containsKey(handler.consumer().name())) {
                put(one, handler, new DeliveryOutcome.Left(until));
                if (asked.contains(one.stored().id())) {
                    silent.add(one);
                }
            }
        }
        return silent;
    }

    /** What waited to see whether this consumer answers waits until then. */
    synchronized void leaveWaiting(EventHandler handler, Instant until) {
        waiting.getOrDefault(handler.consumer(), List.of())
                .forEach(one -> put(one, handler, new DeliveryOutcome.Left(until)));
    }

    /** The marks are in the documents, or never will be: late answers may follow. */
    void areWritten() {
        written.tryEmitEmpty();
    }

    Mono<Void> whenWritten(Mono<Void> then) {
        return written.asMono().then(then);
    }
}
