package org.wangge.account.store;

import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.account.model.StoredDepartment;
import org.wangge.shared.LocalizedText;
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

    /** Stores those whose code is still free. */
    public Mono<Void> insertAbsent(List<StoredDepartment> departments) {
        return inserts.insertAbsent(departments, DEPARTMENTS).then();
    }

    /** Fails with a duplicate key when the code is taken. */
    public Mono<StoredDepartment> insert(StoredDepartment department) {
        return mongo.insert(department, DEPARTMENTS);
    }

    /** Empty when another write came first. */
    public Mono<StoredDepartment> changeIfUnchanged(StoredDepartment present, LocalizedText name, boolean retired) {
        Query unchanged = Query.query(
                Criteria.where("_id").is(present.id()).and("version").is(present.version()));
        Update change =
                new Update().set("name", name).set("retired", retired).set("version", present.presentVersion() + 1);
        return mongo.findAndModify(
                unchanged, change, FindAndModifyOptions.options().returnNew(true), StoredDepartment.class, DEPARTMENTS);
    }

    public Mono<StoredDepartment> find(String code) {
        return mongo.findById(code, StoredDepartment.class, DEPARTMENTS);
    }

    public Flux<StoredDepartment> ofDistricts(List<String> districts) {
        Query query = Query.query(Criteria.where("district").in(districts)).with(Sort.by("_id"));
        return mongo.find(query, StoredDepartment.class, DEPARTMENTS);
    }
}
