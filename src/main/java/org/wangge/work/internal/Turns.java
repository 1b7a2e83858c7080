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

/** Turns that one of all instances has at a time, each under its name. */
@Component
final class Turns {

    private static final String TURNS = "turns";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** Renewed three times as often; short, because who was killed while it started is often started again at once. */
    static final Duration WHILE_KEPT = Duration.ofSeconds(15);

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;
    private final Leases leases = new Leases("");

    Turns(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** A turn, or the knowledge that another instance has it. */
    record Turn(String name, UUID token, boolean isMine) {}

    /**
     * Takes the turn of this name for {@link Leases#LENGTH}, or says that another has it; never empty. Whoever dies with a turn
     * holds it up for that long.
     */
    Mono<Turn> take(String name) {
        return take(name, Leases.LENGTH);
    }

    Mono<Turn> take(String name, Duration length) {
        UUID token = Ids.next();
        Instant now = clock.instant();
        // Where another has the turn, the filter misses and inserting a second document of that id fails.
        Query free = Query.query(Criteria.where("_id").is(name).andOperator(leases.free(now)));
        return mongo.upsert(free, leases.take(token, now, length), TURNS)
                .thenReturn(new Turn(name, token, true))
                .onErrorReturn(DuplicateKeyException.class, new Turn(name, token, false));
    }

    /** Ends a turn; nothing happens when it is not mine or was lost. Repeatable. */
    Mono<Void> giveBack(Turn turn) {
        return turn.isMine()
                ? mongo.updateFirst(held(turn), leases.release(new Update()), TURNS)
                        .then()
                : Mono.empty();
    }

    /** Waits for the turn of this name and keeps it while the work goes on. */
    Mono<Void> alone(String name, Mono<Void> work) {
        Mono<Turn> mine = Mono.defer(() -> take(name, WHILE_KEPT))
                .filter(Turn::isMine)
                .repeatWhenEmpty(Integer.MAX_VALUE, looks -> looks.delayElements(LOOK_AGAIN));
        return Mono.usingWhen(
                mine, turn -> Mono.firstWithSignal(work, keep(turn).then(Mono.never())), this::giveBack);
    }

    /** For as long as somebody listens. A turn that cannot be renewed now is renewed a little later. */
    private Flux<Void> keep(Turn turn) {
        return Flux.interval(WHILE_KEPT.dividedBy(3))
                .concatMap(again -> mongo.updateFirst(
                                held(turn), leases.take(turn.token(), clock.instant(), WHILE_KEPT), TURNS)
                        .onErrorComplete()
                        .then());
    }

    private Query held(Turn turn) {
        return Query.query(Criteria.where("_id").is(turn.name()).andOperator(leases.heldBy(turn.token())));
    }
}
