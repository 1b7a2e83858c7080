package org.wangge.work;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells a loop of this instance that there is work, so that it need not wait for its next look. Losing a nudge is harmless:
 * the loop looks by itself soon.
 */
@Component
public final class Nudge {

    /** The loop that tells events. */
    public static final String RELAY = "outbox-relay";

    private final Map<String, Sinks.Many<Boolean>> sinks = new ConcurrentHashMap<>();

    /** Wakes the loop of that name; does nothing when it is awake already. */
    public void wake(String loop) {
        sink(loop).emitNext(Boolean.TRUE, (signal, result) -> result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
    }

    /** Events were stored; the relay tells of them at once. */
    public void eventsStored() {
        wake(RELAY);
    }

    /** The nudges for a loop; many in a row may come as one. */
    public Flux<Boolean> of(String loop) {
        return sink(loop).asFlux();
    }

    private Sinks.Many<Boolean> sink(String loop) {
        return sinks.computeIfAbsent(loop, name -> Sinks.many().multicast().directBestEffort());
    }
}
