package org.wangge.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.model.StoredDepartment;
import org.wangge.account.store.DepartmentStore;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The units that handle cases (专业部门): those of each office, and the district's own. */
@Component
public class Departments {

    private final DepartmentStore departments;

    Departments(DepartmentStore departments) {
        this.departments = departments;
    }

    /** Empty when there is no such department. */
    public Mono<Department> find(String code) {
        return departments.find(code).map(StoredDepartment::toDepartment);
    }

    /**
     * The departments of the actor's district by code, of one office when named.
     *
     * @param officeCode an office, the district's code for the district's own, or null for all
     */
    public Flux<Department> list(Actor actor, @Nullable String officeCode) {
        List<String> districts =
                actor.scopes().stream().map(GridPath::district).distinct().toList();
        return departments
                .ofDistricts(districts)
                .filter(found -> officeCode == null || found.officeCode().equals(officeCode))
                .map(StoredDepartment::toDepartment);
    }

    /** Stores departments under their codes; repeatable. */
    public Mono<Void> putAll(List<Department> all) {
        return departments.putAll(all.stream().map(StoredDepartment::of).toList());
    }
}
