package org.wangge.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.AccountDraft.GridDuty;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.ResponsibleWorker.Duty;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal.Fault;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether what is said of a person names things that exist, and that lie where the person is to work. */
@Component
class AccountReferences {

    private final Divisions divisions;
    private final Offices offices;
    private final GridCells grids;
    private final Departments departments;

    AccountReferences(Divisions divisions, Offices offices, GridCells grids, Departments departments) {
        this.divisions = divisions;
        this.offices = offices;
        this.grids = grids;
        this.departments = departments;
    }

    /** What is at fault; scopes that are no paths or not the actor's to give are left to others. Empty when nothing is. */
    Mono<List<Fault>> faults(AccountDraft draft, Actor actor) {
        List<Fault> faults = new ArrayList<>();
        List<GridPath> scopes = scopes(draft.scopes(), actor, faults);
        office(draft.officeCode(), scopes, faults);
        grids(draft.grids(), scopes, faults);
        return Flux.fromIterable(draft.departments())
                .concatMap(code -> departments
                        .findAny(code)
                        .map(found -> isOf(found, scopes) ? "" : "account.department-outside")
                        .defaultIfEmpty("account.department-unknown")
                        .filter(fault -> !fault.isEmpty())
                        .map(fault -> Fault.of("/departments", fault, code)))
                .collectList()
                .doOnNext(faults::addAll)
                .thenReturn(faults);
    }

    private List<GridPath> scopes(List<String> named, Actor actor, List<Fault> faults) {
        List<GridPath> scopes = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            GridPath path = path(named.get(i));
            if (path != null && exists(path)) {
                scopes.add(path);
            } else if (path != null && actor.covers(path)) {
                faults.add(Fault.of("/scopes/" + i, "account.scope-unknown", named.get(i)));
            }
        }
        return scopes;
    }

    private static @Nullable GridPath path(String named) {
        try {
            return new GridPath(named);
        } catch (IllegalArgumentException noPath) {
            return null;
        }
    }

    /** A grid may have the code of its community; only the whole path tells which is meant. */
    private boolean exists(GridPath path) {
        return divisions.pathOf(path.code()).filter(path::equals).isPresent()
                || grids.find(path.code())
                        .map(GridCell::path)
                        .filter(path::equals)
                        .isPresent()
                || offices.find(path.code())
                        .map(Office::path)
                        .filter(path::equals)
                        .isPresent();
    }

    private void office(@Nullable String code, List<GridPath> scopes, List<Fault> faults) {
        if (code == null) {
            return;
        }
        Optional<Office> office =
                offices.find(code).filter(found -> found.code().equals(code));
        if (office.isEmpty()) {
            faults.add(Fault.of("/officeCode", "account.office-unknown", code));
        } else if (!worksFor(office.get(), scopes)) {
            faults.add(Fault.of("/officeCode", "account.office-outside", code));
        }
    }

    /** An office has its own area and those that it runs for others. */
    private boolean worksFor(Office office, List<GridPath> scopes) {
        return meets(office.path(), scopes)
                || offices.areasHandledBy(office.code()).stream().anyMatch(area -> meets(area, scopes));
    }

    private boolean isOf(Department department, List<GridPath> scopes) {
        return offices.find(department.officeCode())
                .map(office -> worksFor(office, scopes))
                .orElseGet(
                        () -> scopes.stream().anyMatch(scope -> scope.district().equals(department.district())));
    }

    /** Whether one of the scopes has ground in common with the area. */
    private static boolean meets(GridPath area, List<GridPath> scopes) {
        return scopes.stream().anyMatch(scope -> scope.contains(area) || area.contains(scope));
    }

    private void grids(@Nullable List<GridDuty> named, List<GridPath> scopes, List<Fault> faults) {
        if (named == null) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < named.size(); i++) {
            String code = named.get(i).code();
            String fault = seen.add(code) ? fault(code, scopes) : "account.grid-twice";
            if (fault != null) {
                faults.add(Fault.of("/grids/" + i + "/code", fault, code));
            }
            if (named.get(i).duty() == Duty.SUBSTITUTE) {
                faults.add(Fault.of("/grids/" + i + "/duty", "account.grid-substitute"));
            }
        }
    }

    private @Nullable String fault(String gridCode, List<GridPath> scopes) {
        Optional<GridCell> grid = grids.find(gridCode);
        if (grid.isEmpty()) {
            return "account.grid-unknown";
        }
        boolean inside =
                scopes.stream().anyMatch(scope -> scope.contains(grid.get().path()));
        return inside ? null : "account.grid-outside";
    }
}
