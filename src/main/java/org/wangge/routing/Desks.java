package org.wangge.routing;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Department;
import org.wangge.dutylist.DutyClass;
import org.wangge.dutylist.DutyLists;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.routing.RoutingDecision.Desk;
import org.wangge.routing.rules.Outcome;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;

/** At which desk a report waits, once a row has said who is to have it. Synchronous, from memory. */
@Component
class Desks {

    private final Offices offices;
    private final Divisions divisions;
    private final DutyLists duties;
    private final RuleBook book;

    Desks(Offices offices, Divisions divisions, DutyLists duties, RuleBook book) {
        this.offices = offices;
        this.divisions = divisions;
        this.duties = duties;
        this.book = book;
    }

    /**
     * A desk, and whom it is proposed to dispatch to from there.
     *
     * @param fellThrough null when it is where the row says
     */
    record Placed(
            Desk desk,
            @Nullable String departmentCode,
            @Nullable String personRole,
            Ruling.@Nullable FellThrough fellThrough) {}

    /** Where the row says; where that is not there, where what always holds says. */
    Placed place(Outcome outcome, RoutingFacts facts) {
        GridPath area = new GridPath(facts.area());
        return switch (requireNonNull(outcome.target(), "a row that goes on decides nothing")) {
            case GRID_OFFICE -> new Placed(ofGrid(area), null, null, null);
            case PERSON -> new Placed(ofGrid(area), null, outcome.code(), null);
            case DISTRICT -> new Placed(ofDistrict(area), null, null, null);
            case OFFICE ->
                office(outcome.code(), area)
                        .map(desk -> new Placed(desk, null, null, null))
                        .orElseGet(() -> fallThrough(facts, Ruling.FellThrough.NO_OFFICE));
            case DEPARTMENT ->
                ofDepartment(outcome.code(), area)
                        .orElseGet(() -> fallThrough(facts, Ruling.FellThrough.NO_DEPARTMENT));
            case LEAD_DEPARTMENT -> lead(facts).orElseGet(() -> fallThrough(facts, Ruling.FellThrough.NO_DEPARTMENT));
        };
    }

    /** What always holds: the grid's office for what it does itself or is on no list, else the department that leads, else the district. */
    Placed fallThrough(RoutingFacts facts, Ruling.FellThrough why) {
        GridPath area = new GridPath(facts.area());
        if (facts.duty() == null || facts.duty() == DutyClass.BASIC) {
            return new Placed(ofGrid(area), null, null, why);
        }
        return lead(facts)
                .map(led -> new Placed(led.desk(), led.departmentCode(), null, why))
                .orElseGet(() -> new Placed(ofDistrict(area), null, null, why));
    }

    private Desk ofGrid(GridPath area) {
        return desk(offices.responsibleFor(area).handling());
    }

    private static Desk desk(Office office) {
        return new Desk(office.code(), office.names(), office.path().value());
    }

    private Desk ofDistrict(GridPath area) {
        String district = area.district();
        LocalizedText name =
                divisions.find(district).map(Division::names).orElse(new LocalizedText(district, district));
        return new Desk(district, name, district);
    }

    private Optional<Desk> office(@Nullable String code, GridPath area) {
        return Optional.ofNullable(code)
                .flatMap(offices::find)
                .filter(office -> office.path().district().equals(area.district()))
                .map(Desks::desk);
    }

    private Optional<Placed> lead(RoutingFacts facts) {
        GridPath area = new GridPath(facts.area());
        return duties.duty(offices.responsibleFor(area).ofArea().code(), facts.category())
                .flatMap(duty -> ofDepartment(duty.leadDepartment(), area));
    }

    /** At the desk of the department's office; of the district for one of the district's own. */
    private Optional<Placed> ofDepartment(@Nullable String code, GridPath area) {
        return book.department(code)
                .filter(department -> department.district().equals(area.district()))
                .flatMap(department ->
                        desk(department, area).map(desk -> new Placed(desk, department.code(), null, null)));
    }

    private Optional<Desk> desk(Department department, GridPath area) {
        return department.officeCode().equals(area.district())
                ? Optional.of(ofDistrict(area))
                : office(department.officeCode(), area);
    }
}
