package org.wangge.rehearsal.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.rehearsal.ReplayState;
import org.wangge.rehearsal.model.ReplayFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.work.Decision;
import org.wangge.work.Nudge;
import org.wangge.work.Unread;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rehearsals, those that ended for a while. */
@Repository
public class ReplayStore {

    static final String REPLAYS = "routing_replays";

    /** Which brings them on. */
    public static final String JOB = "routing-replays";

    private final ReactiveMongoTemplate mongo;
    private final VersionedStore<ReplayFile> replays;
    private final Nudge nudge;

    ReplayStore(ReactiveMongoTemplate mongo, VersionedStores stores, Nudge nudge) {
        this.nudge = nudge;
        this.mongo = mongo;
        this.replays = stores.of(ReplayFile.class, REPLAYS);
    }

    /** Those that are to go on, not read yet. */
    public Flux<Unread<ReplayFile>> running() {
        return Unread.find(mongo, Query.query(isRunning()), ReplayFile.class, REPLAYS);
    }

    /** Whether any is to go on, or ended before this. */
    public Mono<Boolean> isAnyToDo(Instant endedBefore) {
        return replays.exists(
                new Criteria().orOperator(isRunning(), Criteria.where("endedAt").lt(endedBefore)));
    }

    private static Criteria isRunning() {
        return Criteria.where("state").is(ReplayState.RUNNING);
    }

    /** How many go on in an area. */
    public Mono<Long> running(GridPath area) {
        return replays.count(Query.query(isRunning().and("ancestry").is(area.district())));
    }

    /** The newest first, without what was counted by desk, row and case. */
    public Flux<ReplayFile> visible(Actor actor, int limit, @Nullable UUID below) {
        Criteria asked = visibleTo(actor);
        Query query = Query.query(
                        below == null
                                ? asked
                                : new Criteria()
                                        .andOperator(
                                                asked, Criteria.where("_id").lt(below)))
                .with(Sort.by(Sort.Direction.DESC, "_id"))
                .limit(limit);
        return replays.find(query);
    }

    private static Criteria visibleTo(Actor actor) {
        return Criteria.where("ancestry")
                .in(actor.scopes().stream().map(GridPath::value).toList());
    }

    public Mono<ReplayFile> findVisible(UUID id, Actor actor) {
        return replays.findVisible(id, visibleTo(actor));
    }

    /** The shadow run of a rule set; empty when it never had one. */
    public Mono<ReplayFile> findShadow(int ruleSet, Actor actor) {
        return replays.find(Query.query(Criteria.where("shadowOf").is(ruleSet).andOperator(visibleTo(actor))))
                .next();
    }

    public Mono<ReplayFile> findByOperation(String operationKey) {
        return replays.findByOperation(operationKey);
    }

    /** A duplicate key when the operation has made one already, or the rule set has its shadow run. */
    public Mono<ReplayFile> insert(ReplayFile file) {
        return replays.insert(file, new Beside(List.of(), null, file.createdAt()))
                .doOnNext(stored -> nudge.jobNeeded(JOB));
    }

    /** Empty when another write came first. */
    public Mono<ReplayFile> change(ReplayFile before, Decision.Next<ReplayFile> next, @Nullable Operation operation) {
        return replays.change(
                before,
                next.file(),
                new Beside(List.of(), operation, next.file().updatedAt()));
    }

    /** Removes those that ended before. */
    public Mono<Void> forget(Instant endedBefore) {
        return mongo.remove(Query.query(Criteria.where("endedAt").lt(endedBefore)), REPLAYS)
                .then();
    }
}
