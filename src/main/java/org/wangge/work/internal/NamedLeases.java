package org.wangge.work.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.wangge.shared.Ids;
import org.wangge.work.Leases;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Leases that one of all instances holds at a time, each under its name: the lease at a source of events, the start. */
@Component
final class NamedLeases {

    private static final String LEASES = "turns";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** Renewed three times as often; short, because who was killed while it started is often started again at once. */
    static final Duration WHILE_KEPT = Duration.ofSeconds(15);

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;
    private final Leases fields = new Leases("");

    NamedLeases(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** A lease, or the knowledge that another instance has it. */
    record Lease(String name, UUID token, boolean isMine) {}

    /**
     * Takes the lease of this name for {@link Leases#LENGTH}, or says that another has it; never empty. Whoever dies with a lease
     * holds it up for that long.
     */
    Mono<Lease> take(String name) {
        return take(name, Leases.LENGTH);
    }

    Mono<Lease> take(String name, Duration length) {
        UUID token = Ids.next();
        Instant now = clock.instant();
        // Where another has the lease, the filter misses and inserting a second document of that id fails.
        Query free = Query.query(Criteria.where("_id").is(name).andOperator(fields.free(now)));
        return mongo.upsert(free, fields.take(token, now, length), LEASES)
                .thenReturn(new Lease(name, token, true))
                .onErrorReturn(DuplicateKeyException.class, new Lease(name, token, false));
    }

    /** Ends a lease; nothing happens when it is not mine or was lost. Repeatable. */
    Mono<Void> giveBack(Lease lease) {
        return lease.isMine()
                ? mongo.updateFirst(held(lease), fields.release(new Update()), LEASES)
                        .then()
                : Mono.empty();
    }

    /** Waits for the lease of this name and keeps it while the work goes on. */
    Mono<Void> alone(String name, Mono<Void> work) {
        Mono<Lease> mine = Mono.defer(() -> take(name, WHILE_KEPT))
                .filter(Lease::isMine)
                .repeatWhenEmpty(Integer.MAX_VALUE, looks -> looks.delayElements(LOOK_AGAIN));
        return Mono.usingWhen(
                mine, lease -> Mono.firstWithSignal(work, keep(lease).then(Mono.never())), this::giveBack);
    }

    /** For as long as somebody listens. A lease that cannot be renewed now is renewed a little later. */
    private Flux<Void> keep(Lease lease) {
        return renewals(Schedulers.parallel())
                .concatMap(again -> mongo.updateFirst(
                                held(lease), fields.take(lease.token(), clock.instant(), WHILE_KEPT), LEASES)
                        .onErrorComplete()
                        .then());
    }

    /** A store that builds an index answers late: what would have been due meanwhile is left out, and the work goes on. */
    static Flux<Long> renewals(Scheduler scheduler) {
        return Flux.interval(WHILE_KEPT.dividedBy(3), scheduler).onBackpressureDrop();
    }

    private Query held(Lease lease) {
        return Query.query(Criteria.where("_id").is(lease.name()).andOperator(fields.heldBy(lease.token())));
    }
}
