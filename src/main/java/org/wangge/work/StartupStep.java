package org.wangge.work;

import reactor.core.publisher.Mono;

/**
 * Something that must be done before the first request is served, after every {@link StoreIndexes}. Steps go by their
 * {@code @Order}, those of one order side by side: reference data first, then what reads it into memory.
 */
public interface StartupStep {

    Mono<Void> run();
}
