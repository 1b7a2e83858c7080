package org.wangge.planning.store;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Plans and campaigns. */
@Repository
public class PlanStore {

    static final String PLANS = "inspection_plans";

    private static final FindAndModifyOptions NEWEST =
            FindAndModifyOptions.options().returnNew(true);

    private final ReactiveMongoTemplate mongo;

    PlanStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** A duplicate key when the operation has made one already. */
    public Mono<PlanFile> insert(PlanFile plan) {
        return mongo.insert(plan, PLANS);
    }

    public Mono<PlanFile> find(UUID id) {
        return mongo.findById(id, PlanFile.class, PLANS);
    }

    public Mono<PlanFile> findByOperation(String operationKey) {
        return mongo.findOne(Query.query(Criteria.where("operationKey").is(operationKey)), PlanFile.class, PLANS);
    }

    public Mono<PlanFile> findVisible(UUID id, PlanKind kind, Actor actor) {
        return mongo.findOne(
                Query.query(Criteria.where("_id").is(id).and("kind").is(kind).andOperator(visibleTo(actor))),
                PlanFile.class,
                PLANS);
    }

    /** Those that make tasks, not read yet; first those that a round before did not come to. */
    public Flux<Unread<PlanFile>> active() {
        return Unread.find(
                mongo,
                Query.query(Criteria.where("state").is(PlanState.ACTIVE)).with(Sort.by("generatedThrough", "_id")),
                PlanFile.class,
                PLANS);
    }

    /** Changes the plan if it is still the one decided on, and keeps the operation with it; empty when it is not. */
    public Mono<PlanFile> changeIfVersion(PlanFile decidedOn, Update change, Operation operation) {
        Operation.Done done = operation.done();
        if (done != null) {
            change.push("operations")
                    .slice(-Operation.KEPT)
                    .each(new Document("key", done.key()).append("hash", done.hash()));
        }
        Criteria same = Criteria.where("_id").is(decidedOn.id()).and("version").is(decidedOn.version());
        return mongo.findAndModify(Query.query(same), change.inc("version", 1), NEWEST, PlanFile.class, PLANS);
    }

    /** Makes a plan what it was before a step that could not be finished; nothing when somebody has changed it since. */
    public Mono<Void> restore(PlanFile before, PlanFile now) {
        Update back = new Update()
                .set("state", before.state())
                .set("updatedAt", before.updatedAt())
                .inc("version", 1);
        if (before.operations() == null) {
            back.unset("operations");
        } else {
            back.set("operations", before.operations());
        }
        Criteria same = Criteria.where("_id").is(now.id()).and("version").is(now.version());
        return mongo.updateFirst(Query.query(same), back, PlanFile.class, PLANS).then();
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
