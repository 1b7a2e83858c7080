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

    /** Does the work; an error is logged and counted, and the job comes again after its usual time. */
    Mono<Void> run();
}
