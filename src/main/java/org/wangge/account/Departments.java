package org.wangge.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.account.model.StoredDepartment;
import org.wangge.account.store.DepartmentStore;
import org.wangge.grid.Divisions;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Keeper;
import org.wangge.work.Kept;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The units that handle cases (专业部门): those of each office, and the district's own. */
@Component
@Order(100)
public class Departments implements Keeper {

    private final DepartmentStore departments;
    private final Offices offices;
    private final Divisions divisions;
    private volatile Map<String, View> inMemory = Map.of();

    Departments(DepartmentStore departments, Offices offices, Divisions divisions) {
        this.departments = departments;
        this.offices = offices;
        this.divisions = divisions;
    }

    /**
     * A department with its state.
     *
     * @param retired nothing new goes to it; what it had stays as it was
     */
    public record View(Department department, boolean retired, long version) {
        static View of(StoredDepartment stored) {
            return new View(stored.toDepartment(), stored.isRetired(), stored.version());
        }
    }

    /** What a write came to; replayed when the same operation had done it before. */
    public record Made(View view, boolean replayed) {}

    /** Empty when there is no such department, or it was retired. */
    public Mono<Department> find(String code) {
        return departments.find(code).filter(found -> !found.isRetired()).map(StoredDepartment::toDepartment);
    }

    /** Also one that was retired; empty when there is no such department. Synchronous, from memory. */
    public Optional<View> known(String code) {
        return Optional.ofNullable(inMemory.get(code));
    }

    /** Those of all districts that were not retired. Synchronous, from memory. */
    public List<Department> open() {
        return inMemory.values().stream()
                .filter(view -> !view.retired())
                .map(View::department)
                .toList();
    }

    @Override
    public Set<Kept> keeps() {
        return Set.of(Kept.DEPARTMENTS);
    }

    @Override
    public Mono<Void> run() {
        return departments
                .all()
                .map(View::of)
                .collectMap(view -> view.department().code())
                .doOnNext(read -> inMemory = read)
                .then();
    }

    /** Those of a district that take new matters, by code; none for a district that is not there. */
    public Flux<Department> in(String district) {
        return departments
                .ofDistricts(List.of(district))
                .filter(found -> !found.isRetired())
                .map(StoredDepartment::toDepartment);
    }

    /** As it is stored now, also one that was retired, for people who belong to it still; empty when there is no such department. */
    public Mono<Department> findAny(String code) {
        return departments.find(code).map(StoredDepartment::toDepartment);
    }

    /** One of the actor's district, retired or not; {@code department.not-found} for any other. */
    public Mono<View> get(String code, Actor actor) {
        return visible(code, actor).map(View::of);
    }

    private Mono<StoredDepartment> visible(String code, Actor actor) {
        return departments
                .find(code)
                .filter(found -> districts(actor).contains(found.district()))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("department.not-found"))));
    }

    /**
     * The departments of the actor's district by code, of one office when named.
     *
     * @param officeCode an office, the district's code for the district's own, or null for all
     * @param alsoRetired whether those are among them that nothing new goes to
     */
    public Flux<View> list(Actor actor, @Nullable String officeCode, boolean alsoRetired) {
        return departments
                .ofDistricts(districts(actor))
                .filter(found -> officeCode == null || found.officeCode().equals(officeCode))
                .filter(found -> alsoRetired || !found.isRetired())
                .map(View::of);
    }

    private static List<String> districts(Actor actor) {
        return actor.scopes().stream().map(GridPath::district).distinct().toList();
    }

    /**
     * Makes a department. Refuses {@code department.office-unknown} for an office that is not there or not within the actor's area,
     * and {@code department.code-taken}. Repeatable by its operation.
     */
    public Mono<Made> create(String code, LocalizedText name, String officeCode, Actor actor, Operation operation) {
        GridPath area = area(officeCode)
                .filter(actor::covers)
                .orElseThrow(() -> new Refused(Refusal.field("department.office-unknown", "/officeCode", officeCode)));
        Department made = new Department(code, name, officeCode, area.district());
        return departments
                .insert(StoredDepartment.of(made, operation))
                .delayUntil(stored -> run())
                .map(stored -> new Made(View.of(stored), false))
                .onErrorResume(
                        DuplicateKeyException.class,
                        taken -> departments
                                .find(code)
                                .filter(found -> operation.repeats(found.operationKey(), found.operationHash()))
                                .map(found -> new Made(View.of(found), true))
                                .switchIfEmpty(Mono.error(
                                        () -> new Refused(Refusal.field("department.code-taken", "/code", code)))));
    }

    /** Of an office, or of the district under its own code; empty when there is neither. */
    private Optional<GridPath> area(String officeCode) {
        return offices.find(officeCode)
                .filter(office -> office.code().equals(officeCode))
                .map(Office::path)
                .or(() -> divisions.pathOf(officeCode).filter(path -> path.depth() == 1));
    }

    /**
     * Renames a department, retires it, or takes it into use again; its code and office stay. Refuses {@code department.not-found}
     * outside the actor's district, {@code access.forbidden} outside its area, and {@code department.stale}. Repeatable.
     *
     * @param retired null leaves it as it is
     */
    public Mono<View> change(String code, LocalizedText name, @Nullable Boolean retired, Call call) {
        return VersionedWrites.change(
                        () -> editable(code, call.actor()),
                        call,
                        present -> Refusal.of("department.stale").withPresent(present.version(), List.of()),
                        present -> Mono.just(present.changed(name, retired == null ? present.isRetired() : retired)),
                        (present, next) -> departments.change(present, next.file(), call.operation()))
                .delayUntil(written -> run())
                .map(written -> View.of(written.file()));
    }

    private Mono<StoredDepartment> editable(String code, Actor actor) {
        return visible(code, actor).map(found -> {
            if (area(found.officeCode()).filter(actor::covers).isEmpty()) {
                throw new Refused(Refusal.of("access.forbidden", "REFERENCE_EDIT"));
            }
            return found;
        });
    }

    /** Stores those departments whose code is still free; repeatable. */
    public Mono<Void> introduce(List<Department> all) {
        return departments
                .insertAbsent(
                        all.stream().map(one -> StoredDepartment.of(one, null)).toList())
                .then(Mono.defer(this::run));
    }
}
