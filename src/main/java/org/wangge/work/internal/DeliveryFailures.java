package org.wangge.work.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** Tells people, in the log and by a count, of events that a consumer could not be told. */
@Component
final class DeliveryFailures {

    private static final Logger log = LoggerFactory.getLogger(DeliveryFailures.class);

    private final Counter parked;

    DeliveryFailures(MeterRegistry metrics) {
        this.parked = metrics.counter("wangge.outbox.events", "outcome", "parked");
    }

    /** What is left of the consumer after it failed. */
    void note(String collection, StoredEvents stored, ConsumerMark left, Throwable failure) {
        note(collection, stored, left.consumer(), left.attempts(), left.isParked(), failure);
    }

    void note(
            String collection, StoredEvents stored, String consumer, int attempts, boolean givenUp, Throwable failure) {
        log.atLevel(givenUp ? Level.ERROR : Level.WARN)
                .setCause(failure)
                .log(
                        "outbox={} id={} consumer={} attempts={} outcome={}",
                        collection,
                        stored.id(),
                        consumer,
                        attempts,
                        givenUp ? "parked" : "postponed");
        if (givenUp) {
            parked.increment();
        }
    }
}
