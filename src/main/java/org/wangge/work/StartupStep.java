package org.wangge.work;

import reactor.core.publisher.Mono;

/**
 * Something that must be done before the first request is served, after every {@link StoreSetup}. Steps run one after the
 * other by their {@code @Order}: reference data first, then what reads it into memory.
 */
public interface StartupStep {

    Mono<Void> run();
}
