package org.wangge.account.store;

import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.account.model.StoredDepartment;
import org.wangge.work.Inserts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Departments. */
@Repository
public class DepartmentStore {

    static final String DEPARTMENTS = "departments";

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    DepartmentStore(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
    }

    public Mono<Void> putAll(List<StoredDepartment> departments) {
        return inserts.putAll(departments, DEPARTMENTS);
    }

    public Mono<StoredDepartment> find(String code) {
        return mongo.findById(code, StoredDepartment.class, DEPARTMENTS);
    }

    public Flux<StoredDepartment> ofDistricts(List<String> districts) {
        Query query = Query.query(Criteria.where("district").in(districts)).with(Sort.by("_id"));
        return mongo.find(query, StoredDepartment.class, DEPARTMENTS);
    }
}
