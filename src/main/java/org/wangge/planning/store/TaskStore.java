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
import org.springframework.data.mongodb.core.FindAndModifyOptions;
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
import org.wangge.work.DomainEvent;
import org.wangge.work.Inserts;
import org.wangge.work.Outbox;
import org.wangge.work.Unread;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tasks. A change of state and its event are one write, which happens only from the states it may happen from. */
@Repository
public class TaskStore implements Outbox.Source {

    static final String TASKS = "inspection_tasks";

    private static final List<TaskState> OPEN =
            List.of(TaskState.PLANNED, TaskState.DUE, TaskState.STARTED, TaskState.MISSED);
    private static final FindAndModifyOptions NEWEST =
            FindAndModifyOptions.options().returnNew(true);

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    TaskStore(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
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
        return mongo.findById(id, TaskFile.class, TASKS);
    }

    public Mono<TaskFile> findVisible(UUID id, Actor actor) {
        return mongo.findOne(
                Query.query(Criteria.where("_id").is(id).andOperator(inAreaOf(actor))), TaskFile.class, TASKS);
    }

    /** Those that time changes by now, not read yet. */
    public Flux<Unread<TaskFile>> turning(Instant now) {
        return Unread.find(
                mongo, Query.query(Criteria.where("turnsAt").lte(now)).with(Sort.by("turnsAt")), TaskFile.class, TASKS);
    }

    /** Changes a task from one of these states; empty when it is in none of them. */
    public Mono<TaskFile> change(UUID id, Collection<TaskState> from, Update change, @Nullable TaskEvent event) {
        return change(Criteria.where("_id").is(id).and("state").in(from), change, event);
    }

    private Mono<TaskFile> change(Criteria as, Update change, @Nullable TaskEvent event) {
        Criteria still = as;
        if (event != null) {
            Document told = new Document();
            mongo.getConverter().write(event, told);
            Outbox.append(change, List.of(new Document("_id", event.eventId()).append("event", told)), event.at());
            still = still.andOperator(Outbox.roomLeft());
        }
        return mongo.findAndModify(Query.query(still), change.inc("changes", 1L), NEWEST, TaskFile.class, TASKS);
    }

    /**
     * Changes a task that need not be done, and keeps the operation with it; empty when it was begun or is done.
     *
     * @param only in this version; null for any
     */
    public Mono<TaskFile> skip(UUID id, @Nullable Long only, Update change, Operation operation) {
        Operation.Done done = operation.done();
        if (done != null) {
            change.push("operations", new Document("key", done.key()).append("hash", done.hash()));
        }
        Criteria still =
                Criteria.where("_id").is(id).and("state").in(TaskState.PLANNED, TaskState.DUE, TaskState.MISSED);
        if (only != null) {
            still = still.and("changes").is(only == 1 ? null : only - 1);
        }
        return change(still, change, null);
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
