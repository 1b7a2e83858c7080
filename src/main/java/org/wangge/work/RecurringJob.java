package org.wangge.work;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Work that one of all instances does at a time, at least this often apart. Must be repeatable. A job that works on many things
 * takes them through {@link JobItems}, so that one bad document does not stop it for all.
 */
public interface RecurringJob {

    /** The document in {@code jobs}; never reuse a name for something else. */
    String name();

    Duration every();

    /**
     * Whether there is anything to do, found out by looking only. Every instance asks, so that nobody claims a turn, which is written
     * to disk, for nothing. Where there is not it is asked again after {@link #every}, but not before a minute; who makes work for it
     * wakes it ({@link Nudge#jobNeeded}).
     */
    default Mono<Boolean> isNeeded() {
        return Mono.just(true);
    }

    /** Does the work; an error is logged and counted, and the job comes again after its usual time. */
    Mono<Void> run();
}
