package org.wangge.work.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.wangge.work.Consumer;

/**
 * Which consumers answer nothing at the moment, as this instance sees it. When one is silent about a document, it is asked about
 * one other. When it is silent about that too, it rests, and then is asked about one again. A document that takes long so makes
 * no consumer rest that goes on with others.
 */
final class ConsumerRest {

    /** A consumer that answered nothing is not asked so long. */
    static final Duration LENGTH = Duration.ofSeconds(30);

    private final Map<Consumer, Silence> silences = new ConcurrentHashMap<>();
    private final Clock clock;

    ConsumerRest(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param about documents, by their ids
     * @param until when it may be asked about one more
     * @param isTried whether it is being asked about one
     */
    private record Silence(Set<Object> about, Instant until, boolean isTried) {

        Silence and(Silence other) {
            Set<Object> both = ConcurrentHashMap.newKeySet();
            both.addAll(about);
            both.addAll(other.about);
            boolean isOneOnly = both.size() == 1;
            return new Silence(both, isOneOnly ? until : other.until.plus(LENGTH), false);
        }
    }

    void answered(Consumer consumer) {
        silences.remove(consumer);
    }

    void silent(Consumer consumer, Object about) {
        silences.merge(consumer, new Silence(Set.of(about), clock.instant(), false), Silence::and);
    }

    boolean isSilent(Consumer consumer) {
        return silences.containsKey(consumer);
    }

    boolean isResting(Consumer consumer) {
        Silence silence = silences.get(consumer);
        return silence != null && !silence.isTried() && silence.until().isAfter(clock.instant());
    }

    /** When it may be asked again; now when it answers. */
    Instant until(Consumer consumer) {
        Instant now = clock.instant();
        Silence silence = silences.get(consumer);
        return silence == null || silence.until().isBefore(now) ? now : silence.until();
    }

    /** True when it may be asked about one document now, and nobody else does; until the time it has for that has run out. */
    boolean mayTry(Consumer consumer, Duration time) {
        Instant now = clock.instant();
        Silence silence = silences.get(consumer);
        return silence != null
                && !silence.until().isAfter(now)
                && silences.replace(consumer, silence, new Silence(silence.about(), now.plus(time), true));
    }
}
