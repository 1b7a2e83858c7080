package org.wangge.presence.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.presence.model.Onlooker;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Those who look at cases now. */
@Repository
public class OnlookerStore implements StoreIndexes {

    static final String ONLOOKERS = "case_onlookers";

    private static final int MOST_SHOWN = 50;

    private final ReactiveMongoTemplate mongo;

    OnlookerStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(ONLOOKERS, List.of(new Index("caseId", Direction.ASC), new Index("until", Direction.ASC)));
    }

    /** Says it again, or for the first time; who was forgotten meanwhile begins anew. */
    public Mono<Void> put(Onlooker one, Instant now) {
        Query present =
                Query.query(Criteria.where("_id").is(one.id()).and("until").gt(now));
        Update again = new Update().set("writing", one.writing()).set("until", one.until());
        return mongo.updateFirst(present, again, ONLOOKERS)
                .flatMap(
                        updated -> updated.getMatchedCount() == 1 ? Mono.<Onlooker>empty() : mongo.save(one, ONLOOKERS))
                .then();
    }

    /** Those who look at it now, but for this person; who came first is first. */
    public Flux<Onlooker> others(UUID caseId, UUID but, Instant now) {
        return mongo.find(
                Query.query(Criteria.where("caseId")
                                .is(caseId)
                                .and("until")
                                .gt(now)
                                .and("person._id")
                                .ne(but))
                        .with(Sort.by("since"))
                        .limit(MOST_SHOWN),
                Onlooker.class,
                ONLOOKERS);
    }

    public Mono<Void> remove(UUID caseId, UUID person) {
        return mongo.remove(Query.query(Criteria.where("_id").is(Onlooker.idOf(caseId, person))), ONLOOKERS)
                .then();
    }

    /** Whether anybody is to be forgotten. */
    public Mono<Boolean> isAnyOver(Instant now) {
        return mongo.exists(over(now), ONLOOKERS);
    }

    /** Forgets who did not say it again. */
    public Mono<Void> forget(Instant now) {
        return mongo.remove(over(now), ONLOOKERS).then();
    }

    private static Query over(Instant now) {
        return Query.query(Criteria.where("until").lte(now));
    }
}
