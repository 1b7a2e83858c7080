package org.wangge.planning.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.planning.TaskState;
import org.wangge.planning.events.TaskEvent;
import org.wangge.planning.model.TaskFile;
import org.wangge.planning.model.Windows;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.work.Decision;
import org.wangge.work.DomainEvent;
import org.wangge.work.Inserts;
import org.wangge.work.Outbox;
import org.wangge.work.Unread;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tasks. A change of state and its event are one write, which happens only from the states it may happen from. */
@Repository
public class TaskStore implements Outbox.Source {

    static final String TASKS = "inspection_tasks";

    private static final List<TaskState> OPEN =
            List.of(TaskState.PLANNED, TaskState.DUE, TaskState.STARTED, TaskState.MISSED);

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;
    private final VersionedStore<TaskFile> tasks;

    TaskStore(ReactiveMongoTemplate mongo, Inserts inserts, VersionedStores stores) {
        this.mongo = mongo;
        this.inserts = inserts;
        this.tasks = stores.of(TaskFile.class, TASKS);
    }

    /** Adds those that are not there yet, and says how many it added. */
    public Mono<Integer> insertNew(List<TaskFile> tasks) {
        return inserts.insertAbsent(tasks, TASKS);
    }

    /** The windows of these places that are there and end after a day. */
    public Mono<Map<UUID, List<Windows.Held>>> windows(
            UUID planId, Collection<UUID> places, LocalDate day, ZoneId zone) {
        Query ofPlan = Query.query(Criteria.where("planId")
                .is(planId)
                .and("placeId")
                .in(places)
                .and("windowEnds")
                .gt(day.toString()));
        ofPlan.fields().include("placeId", "opensAt", "windowEnds");
        return mongo.find(ofPlan, Document.class, TASKS)
                .collect(
                        HashMap::new,
                        (held, task) -> held.computeIfAbsent(
                                        task.get("placeId", UUID.class), place -> new ArrayList<>())
                                .add(new Windows.Held(
                                        task.get("_id", UUID.class),
                                        LocalDate.ofInstant(
                                                task.getDate("opensAt").toInstant(), zone),
                                        LocalDate.parse(task.getString("windowEnds")))));
    }

    /** Takes back tasks of a rhythm that the place no longer has, unless somebody is there. */
    public Mono<Void> skipOutgrown(Collection<UUID> tasks) {
        return tasks.isEmpty() ? Mono.empty() : skipOpen(Criteria.where("_id").in(tasks), "rhythm-changed");
    }

    public Mono<TaskFile> find(UUID id) {
        return tasks.find(id);
    }

    public Mono<TaskFile> findVisible(UUID id, Actor actor) {
        return tasks.findVisible(id, inAreaOf(actor));
    }

    /** Those that time changes by now, not read yet. */
    public Flux<Unread<TaskFile>> turning(Instant now) {
        return Unread.find(
                mongo, Query.query(Criteria.where("turnsAt").lte(now)).with(Sort.by("turnsAt")), TaskFile.class, TASKS);
    }

    /** Those in these districts that are still to be done, not read yet, what is due first first. */
    public Flux<Unread<TaskFile>> open(Collection<String> districts) {
        Criteria open = Criteria.where("areas").in(districts).and("state").in(OPEN);
        return Unread.find(mongo, Query.query(open).with(Sort.by("dueAt", "_id")), TaskFile.class, TASKS);
    }

    /** Writes what was decided, if the task still is the one it was decided on; empty when it is not. */
    public Mono<TaskFile> change(
            TaskFile decidedOn, Decision.Next<TaskFile> next, @Nullable Operation operation, Instant now) {
        return tasks.change(decidedOn, next.file(), new Beside(tasks.told(next.events()), operation, now));
    }

    /** When the next visit of the place is due; empty when none is. */
    public Mono<Instant> nextDue(UUID placeId) {
        return mongo.findOne(
                        Query.query(Criteria.where("placeId")
                                        .is(placeId)
                                        .and("state")
                                        .in(OPEN))
                                .with(Sort.by("dueAt"))
                                .limit(1),
                        TaskFile.class,
                        TASKS)
                .map(TaskFile::dueAt);
    }

    /** All tasks of a plan. */
    public Flux<TaskFile> ofPlan(UUID planId) {
        return mongo.find(Query.query(Criteria.where("planId").is(planId)), TaskFile.class, TASKS);
    }

    /** Those of a plan that lie in this person's area. */
    public Flux<TaskFile> ofPlan(UUID planId, Actor actor) {
        return mongo.find(
                Query.query(Criteria.where("planId").is(planId).andOperator(inAreaOf(actor))), TaskFile.class, TASKS);
    }

    /** Of these the first so many that are still to be done, what is due first first. */
    public Flux<TaskFile> toDo(UUID planId, Actor actor, int limit) {
        Criteria open = Criteria.where("planId").is(planId).and("state").in(OPEN);
        return mongo.find(
                Query.query(open.andOperator(inAreaOf(actor)))
                        .with(Sort.by("dueAt", "_id"))
                        .limit(limit),
                TaskFile.class,
                TASKS);
    }

    /** Takes back what a plan made that nobody has seen begin. */
    public Mono<Void> removePlanned(UUID planId) {
        return mongo.remove(
                        Query.query(
                                Criteria.where("planId").is(planId).and("state").is(TaskState.PLANNED)),
                        TASKS)
                .then();
    }

    /** Ends what was not begun, because its plan ended. */
    public Mono<Void> skipOpen(UUID planId, String because) {
        return skipOpen(Criteria.where("planId").is(planId), because);
    }

    private Mono<Void> skipOpen(Criteria which, String because) {
        return mongo.updateMulti(
                        Query.query(which.and("state").in(TaskState.PLANNED, TaskState.DUE)),
                        new Update()
                                .set("state", TaskState.SKIPPED)
                                .set("skippedBecause", because)
                                .inc("changes", 1L)
                                .unset("turnsAt"),
                        TASKS)
                .then();
    }

    static Criteria inAreaOf(Actor actor) {
        return Criteria.where("areas")
                .in(actor.scopes().stream().map(GridPath::value).toList());
    }

    @Override
    public String collection() {
        return TASKS;
    }

    @Override
    public List<DomainEvent> read(Document stored) {
        return List.of(mongo.getConverter().read(TaskEvent.class, stored.get("event", Document.class)));
    }
}
