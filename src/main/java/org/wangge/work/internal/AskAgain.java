package org.wangge.work.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.springframework.stereotype.Component;

/**
 * By source, when consumers that are behind are to be asked again. Only what this instance left: another one finds it at its next look
 * at everything.
 */
@Component
final class AskAgain {

    private final Map<String, NavigableSet<Instant>> bySource = new ConcurrentHashMap<>();
    private final Clock clock;

    AskAgain(Clock clock) {
        this.clock = clock;
    }

    /** To the second, so that there are few of them, however many documents wait. */
    void at(String collection, Instant due) {
        of(collection).add(due.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether a time has come since this was asked last. */
    boolean isDue(String collection) {
        var passed = of(collection).headSet(clock.instant(), true);
        boolean any = !passed.isEmpty();
        passed.clear();
        return any;
    }

    private NavigableSet<Instant> of(String collection) {
        return bySource.computeIfAbsent(collection, first -> new ConcurrentSkipListSet<>());
    }
}
