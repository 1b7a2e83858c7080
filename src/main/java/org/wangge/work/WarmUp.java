package org.wangge.work;

import reactor.core.publisher.Mono;

/**
 * A way through the code that phones take all day, driven many times before the instance says that it is ready: code that never
 * ran is slow, and a compiler looks at what runs often. Leaves no trace in the data.
 */
public interface WarmUp {

    /** Goes the way once; a failure ends it and is nobody's concern. */
    Mono<Void> once();

    /** Takes away what it needed; called once at the end. */
    default Mono<Void> end() {
        return Mono.empty();
    }
}
