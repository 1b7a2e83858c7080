package org.wangge.work;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Work that every instance looks for again and again. A turn never overlaps the one before it. */
public interface PolledWork {

    /** For logs and metrics, for example {@code outbox-relay}. */
    String name();

    /** How long to rest when a turn found nothing. */
    Duration rest();

    /** Does what is there to do; true when more is waiting and the next turn should follow at once. */
    Mono<Boolean> turn();
}
