package org.wangge.routing.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.routing.RuleSetState;
import org.wangge.routing.model.RuleSetChange;
import org.wangge.routing.model.RuleSetFile;
import org.wangge.shared.Operation;
import org.wangge.work.Changes;
import org.wangge.work.Decision;
import org.wangge.work.Kept;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStore.History;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rule sets of all districts. */
@Repository
public class RuleSetStore {

    static final String RULE_SETS = "routing_rule_sets";

    private static final String HISTORY = "history";
    private static final int LINES_KEPT = 100;

    private final ReactiveMongoTemplate mongo;
    private final VersionedStore<RuleSetFile> sets;
    private final Changes changes;

    RuleSetStore(ReactiveMongoTemplate mongo, VersionedStores stores, Changes changes) {
        this.changes = changes;
        this.mongo = mongo;
        this.sets = stores.of(RuleSetFile.class, RULE_SETS, new History(HISTORY, LINES_KEPT));
    }

    /** A published set, without its rows. */
    public record Published(Integer id, @Nullable String district, Instant effectiveFrom) {}

    /** The newest first. */
    public Flux<RuleSetFile> of(List<String> districts, boolean drafts, int limit, @Nullable Integer below) {
        Criteria seen = visible(districts, drafts);
        Criteria asked = below == null
                ? seen
                : new Criteria().andOperator(seen, Criteria.where("_id").lt(below));
        return sets.find(
                Query.query(asked).with(Sort.by(Sort.Direction.DESC, "_id")).limit(limit));
    }

    /** Those of these districts, and the one that is nobody's. */
    private static Criteria visible(List<String> districts, boolean drafts) {
        Criteria ofThese = new Criteria()
                .orOperator(
                        Criteria.where("district").in(districts),
                        Criteria.where("district").exists(false));
        return drafts
                ? ofThese
                : new Criteria().andOperator(ofThese, Criteria.where("state").is(RuleSetState.PUBLISHED));
    }

    /** @param drafts whether also those that were not published */
    public Mono<RuleSetFile> findVisible(int number, List<String> districts, boolean drafts) {
        return sets.findVisible(number, visible(districts, drafts));
    }

    public Mono<RuleSetFile> find(int number) {
        return sets.find(number);
    }

    public Mono<RuleSetFile> findByOperation(String operationKey) {
        return sets.findByOperation(operationKey);
    }

    /** All that decide, will decide, or have decided. */
    public Flux<Published> published() {
        Query query = Query.query(Criteria.where("state").is(RuleSetState.PUBLISHED));
        query.fields().include("district", "effectiveFrom");
        return sets.find(query, Published.class);
    }

    /** The number of the set that decided in a district before this one began; empty when none did. */
    public Mono<Integer> before(RuleSetFile set, String district) {
        Comparator<Published> byDate =
                Comparator.comparing(Published::effectiveFrom).thenComparing(Published::id);
        Published one = new Published(set.id(), set.district(), Objects.requireNonNull(set.effectiveFrom()));
        return published()
                .filter(other -> (other.district() == null || other.district().equals(district))
                        && !other.id().equals(one.id())
                        && (byDate.compare(other, one) < 0 || (other.district() == null && one.district() != null)))
                .collectList()
                .flatMap(found -> Mono.justOrEmpty(found.stream()
                        .max(Comparator.comparing((Published other) -> other.district() != null)
                                .thenComparing(byDate))
                        .map(Published::id)));
    }

    /** The highest number so far; 0 when there is none. */
    public Mono<Integer> last() {
        Query query = new Query().with(Sort.by(Sort.Direction.DESC, "_id")).limit(1);
        query.fields().include("_id");
        return mongo.find(query, Document.class, RULE_SETS)
                .next()
                .map(found -> found.getInteger("_id"))
                .defaultIfEmpty(0);
    }

    /** A duplicate key when its number is taken, or the operation has made one already. */
    public Mono<RuleSetFile> insert(RuleSetFile set, RuleSetChange line) {
        return sets.insert(set, new Beside(List.of(), null, set.createdAt(), null, line))
                .delayUntil(stored -> changes.noted(Kept.RULES));
    }

    /** Empty when another write came first. */
    public Mono<RuleSetFile> change(RuleSetFile before, Decision.Next<RuleSetFile> next, Operation operation) {
        return sets.change(
                        before,
                        next.file(),
                        new Beside(List.of(), operation, next.file().updatedAt(), null, next.line()))
                .delayUntil(stored -> changes.noted(Kept.RULES));
    }

    private record Lines(@Nullable List<RuleSetChange> history) {}

    /** What happened to a set, the newest last; the last hundred lines. */
    public Mono<List<RuleSetChange>> changes(int number) {
        Query query = Query.query(Criteria.where("_id").is(number));
        query.fields().include(HISTORY);
        return mongo.find(query, Lines.class, RULE_SETS)
                .next()
                .map(found -> found.history() == null ? List.<RuleSetChange>of() : found.history());
    }
}
