package org.wangge.grid.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.grid.Responsibility;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.grid.model.ResponsibilityFile;
import org.wangge.shared.Operation;
import org.wangge.work.Inserts;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who is responsible for which grid. One document is one worker in one grid from one moment on; its id says so, which is what
 * makes writing it twice harmless. Kept apart from the cells, so that new boundaries keep the people.
 */
@Repository
public class WorkerStore {

    private final ReactiveMongoTemplate template;
    private final Inserts inserts;
    private final VersionedStore<ResponsibilityFile> store;

    WorkerStore(ReactiveMongoTemplate template, Inserts inserts, VersionedStores stores) {
        this.template = template;
        this.inserts = inserts;
        this.store = stores.of(ResponsibilityFile.class, GridIndexes.WORKERS);
    }

    /** Adds these, or gives those that are there already the duty, name, phone and end given here. */
    public Mono<Void> put(Collection<ResponsibleWorker> workers) {
        return inserts.putAll(workers.stream().map(WorkerStore::document).toList(), GridIndexes.WORKERS);
    }

    /** Ends what began before and is open at that moment. */
    public Mono<Void> endOpen(@Nullable String gridCode, UUID accountId, Instant at) {
        Criteria open = where("accountId").is(accountId).and("from").lt(at);
        if (gridCode != null) {
            open = open.and("gridCode").is(gridCode);
        }
        Criteria notEnded = new Criteria()
                .orOperator(where("until").is(null), where("until").gt(at));
        return template.updateMulti(
                        Query.query(new Criteria().andOperator(open, notEnded)),
                        Update.update("until", at),
                        GridIndexes.WORKERS)
                .then();
    }

    /** What was to begin at that moment or later never does. */
    public Mono<Void> removeNotBegun(@Nullable String gridCode, UUID accountId, Instant at) {
        Criteria future = where("accountId").is(accountId).and("from").gte(at);
        if (gridCode != null) {
            future = future.and("gridCode").is(gridCode);
        }
        return template.remove(Query.query(future), GridIndexes.WORKERS).then();
    }

    public Mono<Void> rename(UUID accountId, String name, @Nullable String phone) {
        return template.updateMulti(
                        Query.query(where("accountId").is(accountId)),
                        new Update().set("name", name).set("phone", phone),
                        GridIndexes.WORKERS)
                .then();
    }

    /** Assignments in these grids that hold at that moment, in no order. */
    public Flux<ResponsibleWorker> inGrids(Collection<String> gridCodes, Instant at) {
        Criteria grids = gridCodes.size() == 1
                ? where("gridCode").is(gridCodes.iterator().next())
                : where("gridCode").in(gridCodes);
        return find(holding(grids, at));
    }

    /** All assignments in a district's grids that hold at that moment, in no order. A grid's code begins with the district's. */
    public Flux<ResponsibleWorker> inDistrict(String district, Instant at) {
        // ':' is the character after '9'.
        return find(holding(where("gridCode").gte(district).lt(district + ":"), at));
    }

    /** A worker's assignments that hold at that moment, by grid. */
    public Flux<ResponsibleWorker> ofAccount(UUID accountId, Instant at) {
        return find(holding(where("accountId").is(accountId), at).with(Sort.by("gridCode")));
    }

    /** The same of many workers. */
    public Flux<ResponsibleWorker> ofAccounts(Collection<UUID> accountIds, Instant at) {
        return find(holding(where("accountId").in(accountIds), at).with(Sort.by("gridCode")));
    }

    /** All assignments ever made in a grid, newest first. */
    public Flux<Responsibility> history(String gridCode) {
        return template.find(
                        Query.query(where("gridCode").is(gridCode)).with(Sort.by(Sort.Direction.DESC, "from", "_id")),
                        Document.class,
                        GridIndexes.WORKERS)
                .map(WorkerStore::responsibility);
    }

    /** One of a grid; empty when there is none of this id. */
    public Mono<ResponsibilityFile> find(String gridCode, String id) {
        return store.find(gridCode + ":" + id);
    }

    /** The one of a grid that an operation made; empty when there is none. */
    public Mono<ResponsibilityFile> madeBy(String gridCode, String operationKey) {
        Criteria made = new Criteria()
                .orOperator(
                        where("operationKey").is(operationKey),
                        // As earlier versions kept it.
                        where("operationKey")
                                .exists(false)
                                .and("operations.0.key")
                                .is(operationKey));
        return store.find(Query.query(where("gridCode").is(gridCode).andOperator(made)))
                .next();
    }

    /** Writes one under an id of its own. */
    public Mono<ResponsibilityFile> insert(ResponsibilityFile made, Instant at) {
        return store.insert(made, new Beside(List.of(), null, at));
    }

    /** Takes back one that was just written. */
    public Mono<Void> remove(ResponsibilityFile made) {
        return template.remove(Query.query(where("_id").is(made.id())), GridIndexes.WORKERS)
                .then();
    }

    /**
     * Gives one another end if it still has the one that was seen; empty when it has not.
     *
     * @param operation kept with it; null when nobody asked for it
     */
    public Mono<ResponsibilityFile> change(
            ResponsibilityFile seen, ResponsibilityFile next, @Nullable Operation operation, Instant at) {
        return store.change(seen, next, new Beside(List.of(), operation, at));
    }

    private static Responsibility responsibility(Document document) {
        ResponsibleWorker worker = worker(document);
        return new Responsibility(
                document.getString("_id").substring(worker.gridCode().length() + 1), worker);
    }

    private Flux<ResponsibleWorker> find(Query query) {
        return template.find(query, Document.class, GridIndexes.WORKERS).map(WorkerStore::worker);
    }

    private static Query holding(Criteria which, Instant at) {
        return Query.query(which.and("from")
                .lte(at)
                .orOperator(where("until").is(null), where("until").gt(at)));
    }

    private static Document document(ResponsibleWorker worker) {
        String id = worker.gridCode() + ":" + worker.accountId() + ":"
                + worker.from().toEpochMilli();
        return new Document("_id", id)
                .append("gridCode", worker.gridCode())
                .append("accountId", worker.accountId())
                .append("name", worker.name())
                .append("phone", worker.phone())
                .append("duty", worker.duty().name())
                .append("from", Date.from(worker.from()))
                .append("until", worker.until() == null ? null : Date.from(worker.until()));
    }

    private static ResponsibleWorker worker(Document document) {
        Date until = document.getDate("until");
        return new ResponsibleWorker(
                document.getString("gridCode"),
                document.get("accountId", UUID.class),
                document.getString("name"),
                document.getString("phone"),
                ResponsibleWorker.Duty.valueOf(document.getString("duty")),
                document.getDate("from").toInstant(),
                until == null ? null : until.toInstant());
    }
}
