package org.wangge.work;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

    /** The loop that runs recurring jobs. */
    public static final String JOBS = "jobs";

    private final Map<String, Sinks.Many<Boolean>> sinks = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> named = new ConcurrentHashMap<>();

    /** Wakes the loop of that name; does nothing when it is awake already. */
    public void wake(String loop) {
        sink(loop).emitNext(Boolean.TRUE, (signal, result) -> result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
    }

    /** Events were stored in this collection; the relay tells of them at once. */
    public void eventsStored(String collection) {
        wake(RELAY, collection);
    }

    /** There is something to do for this job, which therefore need not wait until it looks by itself. */
    public void jobNeeded(String job) {
        wake(JOBS, job);
    }

    private void wake(String loop, String what) {
        names(loop).add(what);
        wake(loop);
    }

    /** What this loop was woken for since it asked last. */
    public Set<String> taken(String loop) {
        Set<String> names = names(loop);
        Set<String> taken = new HashSet<>(names);
        // Whatever is named again meanwhile wakes the loop again.
        names.removeAll(taken);
        return taken;
    }

    private Set<String> names(String loop) {
        return named.computeIfAbsent(loop, name -> ConcurrentHashMap.newKeySet());
    }

    /** The nudges for a loop; many in a row may come as one. */
    public Flux<Boolean> of(String loop) {
        return sink(loop).asFlux();
    }

    private Sinks.Many<Boolean> sink(String loop) {
        return sinks.computeIfAbsent(loop, name -> Sinks.many().multicast().directBestEffort());
    }
}
