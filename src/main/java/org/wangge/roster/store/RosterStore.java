package org.wangge.roster.store;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.roster.model.Roster;
import org.wangge.work.StoreIndexes;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The shifts of offices, one document for each office. */
@Repository
public class RosterStore implements StoreIndexes {

    private static final String ROSTERS = "duty_rosters";

    private final VersionedStore<Roster> rosters;
    private final Clock clock;

    RosterStore(VersionedStores stores, Clock clock) {
        this.rosters = stores.of(Roster.class, ROSTERS);
        this.clock = clock;
    }

    @Override
    public Map<String, List<Index>> indexes() {
        // Whether who gives a position is on duty.
        return Map.of(ROSTERS, List.of(new Index("shifts.accountId", Direction.ASC)));
    }

    /** Empty when there is none yet. */
    public Mono<Roster> find(String officeCode) {
        return rosters.find(officeCode);
    }

    public Flux<Roster> of(Collection<String> officeCodes) {
        return rosters.find(Query.query(Criteria.where("_id").in(officeCodes)));
    }

    /** Those that name the person. */
    public Flux<Roster> naming(UUID accountId) {
        return rosters.find(Query.query(Criteria.where("shifts.accountId").is(accountId)));
    }

    /** Makes the first roster of an office, or the next one; empty when another write came first. */
    public Mono<Roster> write(Roster decidedOn, Roster next) {
        Beside beside = new Beside(List.of(), null, clock.instant());
        return decidedOn.version() > 0
                ? rosters.change(decidedOn, next, beside)
                : rosters.insert(next, beside).onErrorResume(DuplicateKeyException.class, there -> Mono.empty());
    }
}
