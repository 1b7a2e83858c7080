package org.wangge.work;

import java.time.Instant;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A number of things that whoever runs an installation watches. Each instance counts for itself. */
public interface Counted {

    /** The name of the gauge; never reuse one for something else. */
    String gauge();

    /** How many there are at that moment: cheap, by an index. Counted every minute. */
    Mono<Long> count(Instant now);

    static Counted of(String gauge, Function<Instant, Mono<Long>> counting) {
        return new Counted() {
            @Override
            public String gauge() {
                return gauge;
            }

            @Override
            public Mono<Long> count(Instant now) {
                return counting.apply(now);
            }
        };
    }
}
