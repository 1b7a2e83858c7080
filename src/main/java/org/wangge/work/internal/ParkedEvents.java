package org.wangge.work.internal;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.wangge.work.Outbox;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Events that were given up after too many failures, for people to look at and to have told again once the reason is gone.
 * Nothing of them is lost meanwhile: they stay in their document.
 */
@Component
public final class ParkedEvents implements PolledWork {

    /** When a parked document is due, so that the relay's index finds what is parked as well as what is not. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private static final String DUE_AT = "dispatch.dueAt";
    private static final String ATTEMPTS = "dispatch.attempts";
    private static final String PARKED_AT = "dispatch.parkedAt";

    private final ReactiveMongoTemplate mongo;
    private final List<Outbox.Source> sources;
    private final Clock clock;
    private final Map<String, Long> counted = new ConcurrentHashMap<>();

    ParkedEvents(
            ReactiveMongoTemplate mongo, ObjectProvider<Outbox.Source> sources, Clock clock, MeterRegistry metrics) {
        this.mongo = mongo;
        this.sources = sources.orderedStream().toList();
        this.clock = clock;
        metrics.gauge(
                "wangge.outbox.parked",
                counted,
                found -> found.values().stream().mapToLong(Long::longValue).sum());
    }

    /**
     * A document whose events wait for somebody.
     *
     * @param source the collection it is in
     * @param parkedAt null when it is not known any more
     */
    public record Parked(
            String source,
            String id,
            int events,
            int attempts,
            @Nullable Instant parkedAt) {}

    /** What has this document given up; part of the relay's update. */
    static Update park(Update update, Instant now) {
        return update.set(DUE_AT, NEVER).set(PARKED_AT, now);
    }

    /** Up to so many documents whose events are parked, source by source. */
    public Flux<Parked> list(int limit) {
        return Flux.fromIterable(sources)
                .concatMap(source -> {
                    Query parked = Query.query(isParked()).with(Sort.by(DUE_AT)).limit(limit);
                    parked.fields().include("outbox", "dispatch");
                    return mongo.find(parked, Document.class, source.collection())
                            .map(found -> parked(source, found));
                })
                .take(limit);
    }

    private static Parked parked(Outbox.Source source, Document found) {
        Document dispatch = found.get("dispatch", new Document());
        java.util.Date at = dispatch.getDate("parkedAt");
        return new Parked(
                source.collection(),
                String.valueOf(found.get("_id")),
                found.getList("outbox", Document.class, new ArrayList<>()).size(),
                dispatch.getInteger("attempts", 0),
                at == null ? null : at.toInstant());
    }

    /** Has all parked events told again, from the first try on; says in how many documents. Repeatable. */
    public Mono<Long> resume() {
        Update again = new Update().set(DUE_AT, clock.instant()).unset(ATTEMPTS).unset(PARKED_AT);
        return Flux.fromIterable(sources)
                .concatMap(source -> mongo.updateMulti(Query.query(isParked()), again, source.collection()))
                .reduce(0L, (sum, result) -> sum + result.getModifiedCount());
    }

    private static Criteria isParked() {
        return Criteria.where(DUE_AT).gte(NEVER);
    }

    @Override
    public String name() {
        return "parked-events";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(30);
    }

    /** Counts, for the gauge. */
    @Override
    public Mono<Boolean> turn() {
        return Flux.fromIterable(sources)
                .concatMap(source -> mongo.count(Query.query(isParked()), source.collection())
                        .doOnNext(found -> counted.put(source.collection(), found)))
                .then(Mono.just(false));
    }
}
