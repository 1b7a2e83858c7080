package org.wangge.planning.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.SortKey;
import org.wangge.planning.PlanKind;
import org.wangge.planning.TaskFilter;
import org.wangge.planning.model.DrawFile;
import org.wangge.planning.model.PlanFile;
import org.wangge.planning.model.TaskFile;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues.Order;
import reactor.core.publisher.Mono;

/** Lists of tasks, of plans and of draws. */
@Repository
public class PlanningQueries {

    private static final Order NEWEST_FIRST = new Order("_id", true);

    private final Listing<TaskFile> tasks;
    private final Listing<PlanFile> plans;
    private final Listing<DrawFile> draws;

    PlanningQueries(ReactiveMongoTemplate mongo) {
        this.tasks = Listing.of(
                query -> mongo.find(query, TaskFile.class, TaskStore.TASKS),
                query -> mongo.count(query, TaskStore.TASKS),
                TaskFile::id,
                SortKey.time("dueAt", TaskFile::dueAt));
        this.plans = Listing.of(
                query -> mongo.find(query, PlanFile.class, PlanStore.PLANS),
                query -> mongo.count(query, PlanStore.PLANS),
                PlanFile::id,
                SortKey.id(PlanFile::id));
        this.draws = Listing.of(
                query -> mongo.find(query, DrawFile.class, DrawStore.DRAWS),
                query -> mongo.count(query, DrawStore.DRAWS),
                DrawFile::id,
                SortKey.id(DrawFile::id));
    }

    /** A page of tasks, what is due first first. */
    public Mono<Page<TaskFile>> tasks(
            TaskFilter filter, Actor actor, Instant now, int limit, @Nullable String cursor, boolean count) {
        return tasks.page(request(filter, actor, now), limit, cursor, count);
    }

    /** So many tasks, what is due first first; of a circle those in its square. */
    public Mono<List<TaskFile>> firstTasks(TaskFilter filter, Actor actor, Instant now, int wanted) {
        return tasks.next(request(filter, actor, now), wanted, null);
    }

    private static Request request(TaskFilter filter, Actor actor, Instant now) {
        // The indexes have the state before the date: naming all states lets them give the order.
        return Request.of(Context.at(now, filter.narrowing(), actor), List.of(TaskStore.inAreaOf(actor)))
                .eachOf("state", filter.possibleStates(), actor.scopes().size());
    }

    /** A page of plans or campaigns, the newest first. */
    public Mono<Page<PlanFile>> plans(PlanKind kind, Actor actor, int limit, @Nullable String cursor, boolean count) {
        Criteria ofKind = Criteria.where("kind").is(kind);
        return plans.page(
                Request.all("plans" + kind, NEWEST_FIRST, ofKind, PlanStore.visibleTo(actor)), limit, cursor, count);
    }

    /** A page of draws, the newest first. */
    public Mono<Page<DrawFile>> draws(Actor actor, int limit, @Nullable String cursor) {
        return draws.page(Request.all("draws", NEWEST_FIRST, DrawStore.inAreaOf(actor)), limit, cursor, false);
    }
}
