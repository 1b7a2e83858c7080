package org.wangge.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wangge.account.Department;
import org.wangge.category.Categories;
import org.wangge.category.Category;
import org.wangge.dutylist.DutyClass;
import org.wangge.dutylist.DutyLists;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.roster.DutyRole;
import org.wangge.routing.RoutingFacts.TimeClass;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Trees;
import org.wangge.routing.rules.analysis.Known;
import org.wangge.shared.GridPath;
import org.wangge.shared.Role;

/** What there is in a district at this moment. */
final class KnownToday implements Known {

    static final Set<String> PERSONS = Set.of(Ruling.RESPONSIBLE_WORKER, DutyRole.DUTY_LEADER.name());

    private final String district;
    private final List<String> grids;
    private final List<String> categories;
    private final Map<Column, Set<String>> named;
    private final Map<String, Office> offices;
    private final Map<String, Department> departments;
    private final Set<String> profiles;
    private final DutyLists duties;
    private final DutyAhead ahead;
    private final Map<String, List<GridPath>> handled;

    KnownToday(
            String district,
            GridCells grids,
            Categories categories,
            Offices offices,
            List<Department> departments,
            DutyLists duties,
            DutyAhead ahead,
            List<ClockProfile> profiles) {
        this.district = district;
        this.grids = grids.within(new GridPath(district)).stream()
                .map(GridCell::path)
                .map(GridPath::value)
                .toList();
        this.categories = categories.all().stream()
                .filter(category -> !category.retired())
                .map(Category::code)
                .toList();
        this.named = Map.of(
                Column.AREA,
                withAbove(Column.AREA, this.grids),
                Column.CATEGORY,
                withAbove(Column.CATEGORY, this.categories));
        this.offices = offices.in(new GridPath(district)).stream().collect(Collectors.toMap(Office::code, one -> one));
        this.departments = departments.stream()
                .filter(one -> one.district().equals(district))
                .collect(Collectors.toMap(Department::code, one -> one));
        this.duties = duties;
        this.ahead = ahead;
        this.handled = this.offices.keySet().stream().collect(Collectors.toMap(code -> code, offices::areasHandledBy));
        this.profiles = profiles.stream().map(ClockProfile::name).collect(Collectors.toSet());
    }

    private static Set<String> withAbove(Column column, List<String> codes) {
        return codes.stream()
                .flatMap(code -> Trees.upwards(column, code).stream())
                .collect(Collectors.toSet());
    }

    @Override
    public List<String> codes(Column column) {
        return switch (column) {
            case AREA -> grids;
            case CATEGORY -> categories;
            case OVERLAY -> names(OverlayKind.values());
            case ROLE -> names(Role.values());
            default -> List.of();
        };
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    /** A word may be any; kinds of places are no fact yet, so that none is wrong. */
    @Override
    public boolean exists(Column column, String code) {
        return switch (column) {
            case AREA, CATEGORY -> named.getOrDefault(column, Set.of()).contains(code);
            case OVERLAY, ROLE -> codes(column).contains(code);
            default -> !code.isBlank();
        };
    }

    @Override
    public boolean exists(Outcome.Target target, String code) {
        return switch (target) {
            case OFFICE -> offices.containsKey(code);
            case DEPARTMENT -> departments.containsKey(code);
            case PERSON -> PERSONS.contains(code);
            case GRID_OFFICE, LEAD_DEPARTMENT, DISTRICT -> false;
        };
    }

    @Override
    public boolean canWatch(String code) {
        return offices.containsKey(code)
                || departments.containsKey(code)
                || PERSONS.contains(code)
                || names(DutyRole.values()).contains(code)
                || names(Role.values()).contains(code);
    }

    @Override
    public boolean hasClockProfile(String name) {
        return profiles.contains(name);
    }

    @Override
    public boolean atOffice(String department) {
        Department known = departments.get(department);
        return known != null && !known.officeCode().equals(district);
    }

    /** By the rosters of the week to come; who answers for a grid does so at any time. */
    @Override
    public List<String> withoutDuty(String role, TimeClass time) {
        return Arrays.stream(DutyRole.values())
                .filter(duty -> duty.name().equals(role))
                .flatMap(duty -> handled.entrySet().stream().filter(one -> ahead.isWithout(one.getKey(), duty, time)))
                .flatMap(one -> one.getValue().stream())
                .map(GridPath::value)
                .sorted()
                .toList();
    }

    @Override
    public List<Matter> matters(DutyClass duty) {
        return offices.values().stream()
                .flatMap(office -> matters(office, duty))
                .toList();
    }

    private Stream<Matter> matters(Office office, DutyClass duty) {
        return categories.stream()
                .filter(category -> duties.duty(office.code(), category)
                        .filter(one -> one.dutyClass() == duty)
                        .isPresent())
                .map(category -> new Matter(office.path().value(), category));
    }
}
