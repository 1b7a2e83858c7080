package org.wangge.work;

import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Keeps in memory what changes seldom. {@link #run} reads it: before the first request, within two seconds after somebody noted a
 * change ({@link Changes}), and every few minutes all the same, should a note have been lost with the instance that owed it.
 */
public interface Keeper extends StartupStep {

    /** What it keeps. */
    Set<Kept> keeps();

    /** Reads what is newer than what is in memory, or all of it. Repeatable, also several times at once. */
    @Override
    Mono<Void> run();
}
