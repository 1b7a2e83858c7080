package org.wangge.planning.store;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.planning.PlanKind;
import org.wangge.planning.PlanState;
import org.wangge.planning.model.PlanFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.work.Unread;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Plans and campaigns. */
@Repository
public class PlanStore {

    static final String PLANS = "inspection_plans";

    private final ReactiveMongoTemplate mongo;
    private final VersionedStore<PlanFile> plans;

    PlanStore(ReactiveMongoTemplate mongo, VersionedStores stores) {
        this.mongo = mongo;
        this.plans = stores.of(PlanFile.class, PLANS);
    }

    /** A duplicate key when the operation has made one already. */
    public Mono<PlanFile> insert(PlanFile plan) {
        return plans.insert(plan, new Beside(List.of(), null, plan.createdAt()));
    }

    /** Makes the plan that was decided on the next one, and keeps the operation with it; empty when it has changed meanwhile. */
    public Mono<PlanFile> change(PlanFile decidedOn, PlanFile next, @Nullable Operation operation) {
        return plans.change(decidedOn, next, new Beside(List.of(), operation, next.updatedAt()));
    }

    public Mono<PlanFile> find(UUID id) {
        return plans.find(id);
    }

    public Mono<PlanFile> findByOperation(String operationKey) {
        return plans.findByOperation(operationKey);
    }

    public Mono<PlanFile> findVisible(UUID id, PlanKind kind, Actor actor) {
        return plans.findVisible(id, Criteria.where("kind").is(kind).andOperator(visibleTo(actor)));
    }

    /** Those that make tasks, not read yet; first those that a round before did not come to. */
    public Flux<Unread<PlanFile>> active() {
        return Unread.find(
                mongo,
                Query.query(Criteria.where("state").is(PlanState.ACTIVE)).with(Sort.by("generatedThrough", "_id")),
                PlanFile.class,
                PLANS);
    }

    /** Notes how far tasks were made; says nothing to whoever has the plan open. */
    public Mono<Void> noteGenerated(UUID id, LocalDate through) {
        return mongo.updateFirst(
                        Query.query(Criteria.where("_id").is(id)),
                        new Update().max("generatedThrough", through),
                        PlanFile.class,
                        PLANS)
                .then();
    }

    /** Plans of an area are seen from within it and from above it. */
    static Criteria visibleTo(Actor actor) {
        List<String> scopes = actor.scopes().stream().map(GridPath::value).toList();
        List<String> above = actor.scopes().stream()
                .flatMap(scope -> scope.ancestry().stream())
                .distinct()
                .toList();
        return new Criteria()
                .orOperator(
                        Criteria.where("areas").in(scopes),
                        Criteria.where("paths").in(above));
    }
}
