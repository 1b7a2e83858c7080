package org.wangge.work.internal;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import org.wangge.work.Counted;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Mono;

/** Shows on every instance what {@link Counting} found on one. */
@Component
class CountGauges implements PolledWork {

    private final ReactiveMongoTemplate mongo;
    private final Map<String, AtomicLong> values = new ConcurrentHashMap<>();

    CountGauges(ReactiveMongoTemplate mongo, ObjectProvider<Counted> all, MeterRegistry metrics) {
        this.mongo = mongo;
        all.orderedStream().forEach(one -> values.put(one.gauge(), metrics.gauge(one.gauge(), new AtomicLong())));
    }

    @Override
    public String name() {
        return "count-gauges";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Mono<Boolean> turn() {
        return mongo.findAll(Document.class, Counting.COUNTS)
                .doOnNext(found -> {
                    AtomicLong value = values.get(found.getString("_id"));
                    if (value != null) {
                        value.set(((Number) found.getOrDefault("value", 0L)).longValue());
                    }
                })
                .then(Mono.just(false));
    }
}
