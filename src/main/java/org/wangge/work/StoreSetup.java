package org.wangge.work;

import reactor.core.publisher.Mono;

/** Prepares a module's collections (indexes) at start, before anything is read or served. Repeatable. */
public interface StoreSetup {

    Mono<Void> prepare();
}
