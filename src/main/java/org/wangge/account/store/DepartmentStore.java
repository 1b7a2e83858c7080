package org.wangge.account.store;

import java.time.Clock;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.account.model.StoredDepartment;
import org.wangge.shared.Operation;
import org.wangge.work.Changes;
import org.wangge.work.Inserts;
import org.wangge.work.Kept;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Departments. */
@Repository
public class DepartmentStore {

    static final String DEPARTMENTS = "departments";

    private final Inserts inserts;
    private final VersionedStore<StoredDepartment> departments;
    private final Clock clock;
    private final Changes changes;

    DepartmentStore(Inserts inserts, VersionedStores stores, Clock clock, Changes changes) {
        this.changes = changes;
        this.inserts = inserts;
        this.departments = stores.of(StoredDepartment.class, DEPARTMENTS);
        this.clock = clock;
    }

    /** Stores those whose code is still free. */
    public Mono<Void> insertAbsent(List<StoredDepartment> all) {
        return inserts.insertAbsent(all, DEPARTMENTS)
                .filter(stored -> stored > 0)
                .flatMap(stored -> changes.noted(Kept.DEPARTMENTS));
    }

    /** Fails with a duplicate key when the code is taken. */
    public Mono<StoredDepartment> insert(StoredDepartment department) {
        return departments
                .insert(department, new Beside(List.of(), null, clock.instant()))
                .delayUntil(stored -> changes.noted(Kept.DEPARTMENTS));
    }

    /** Empty when another write came first. */
    public Mono<StoredDepartment> change(StoredDepartment decidedOn, StoredDepartment next, Operation operation) {
        return departments
                .change(decidedOn, next, new Beside(List.of(), operation, clock.instant()))
                .delayUntil(stored -> changes.noted(Kept.DEPARTMENTS));
    }

    public Mono<StoredDepartment> find(String code) {
        return departments.find(code);
    }

    public Flux<StoredDepartment> all() {
        return departments.find(new Query());
    }

    public Flux<StoredDepartment> ofDistricts(List<String> districts) {
        Query query = Query.query(Criteria.where("district").in(districts)).with(Sort.by("_id"));
        return departments.find(query);
    }
}
