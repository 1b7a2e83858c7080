package org.wangge.dutylist.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wangge.account.Department;
import org.wangge.dutylist.DutyClass;
import org.wangge.dutylist.DutyDraft;
import org.wangge.dutylist.DutyDraft.Finding;
import org.wangge.dutylist.DutyDraft.Line;
import org.wangge.dutylist.DutyItem;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Texts;

/** What a duty list must look like. */
public final class DutyListRules {

    /** So many characters a basis may have. */
    public static final int LONGEST_BASIS = 200;

    private final Predicate<String> categories;
    private final List<Department> departments;

    /**
     * @param categories whether there is a category of this code, in use or retired
     * @param departments those of the district that take new matters
     */
    public DutyListRules(Predicate<String> categories, List<Department> departments) {
        this.categories = categories;
        this.departments = List.copyOf(departments);
    }

    /**
     * A list that was looked at.
     *
     * @param items of the lines that are right, by category
     * @param findings all that is wrong, in the order of the lines; empty when the list can be stored
     */
    public record Checked(List<DutyItem> items, List<Finding> findings) {}

    /** Looks at a list, and finds all that is wrong with it at once. */
    public Checked check(DutyDraft draft) {
        List<Finding> findings = new ArrayList<>();
        draft.faults().forEach(fault -> findings.add(new Finding(null, fault.pointer(), fault)));
        if (draft.lines().isEmpty() && findings.isEmpty()) {
            findings.add(new Finding(null, "items", Fault.of("/items", "dutylist.empty")));
        }
        Map<String, Integer> rows = new HashMap<>();
        List<DutyItem> items = new ArrayList<>();
        for (int index = 0; index < draft.lines().size(); index++) {
            Line line = draft.lines().get(index);
            List<Fault> faults = faults(line, rows);
            if (faults.isEmpty()) {
                items.add(item(line));
            }
            String pointer = "/items/" + index + "/";
            faults.forEach(fault -> findings.add(new Finding(
                    line.row(),
                    draft.column(fault.pointer()),
                    new Fault(pointer + fault.pointer(), fault.code(), fault.arguments()))));
        }
        items.sort(Comparator.comparing(DutyItem::category));
        return new Checked(items, findings);
    }

    private List<Fault> faults(Line line, Map<String, Integer> rows) {
        List<Fault> faults = new ArrayList<>(line.faults());
        if (isFree(faults, DutyDraft.CATEGORY)) {
            category(line, rows).ifPresent(faults::add);
        }
        if (isFree(faults, DutyDraft.LEAD_DEPARTMENT)) {
            lead(line).ifPresent(faults::add);
        }
        if (line.basis() != null && Texts.length(line.basis()) > LONGEST_BASIS) {
            faults.add(Fault.of(DutyDraft.BASIS, "field.size", 0, LONGEST_BASIS));
        }
        return faults;
    }

    /** One thing is said of a cell, not what follows from it. */
    private static boolean isFree(List<Fault> faults, String field) {
        return faults.stream().noneMatch(fault -> fault.pointer().equals(field));
    }

    private Optional<Fault> category(Line line, Map<String, Integer> rows) {
        if (!categories.test(line.category())) {
            return Optional.of(Fault.of(DutyDraft.CATEGORY, "dutylist.category-unknown", line.category()));
        }
        Integer first = rows.putIfAbsent(line.category(), line.row());
        return Optional.ofNullable(first)
                .map(row ->
                        Fault.of(DutyDraft.CATEGORY, "dutylist.category-twice", line.category(), String.valueOf(row)));
    }

    private Optional<Fault> lead(Line line) {
        boolean needed = line.dutyClass() == DutyClass.ASSIST || line.dutyClass() == DutyClass.TAKEN_BACK;
        String named = line.leadDepartment();
        if (named == null) {
            return needed
                    ? Optional.of(Fault.of(DutyDraft.LEAD_DEPARTMENT, "dutylist.lead-missing"))
                    : Optional.empty();
        }
        Department department = department(named);
        if (department == null) {
            return Optional.of(Fault.of(DutyDraft.LEAD_DEPARTMENT, "dutylist.lead-unknown", named));
        }
        return needed && !department.officeCode().equals(department.district())
                ? Optional.of(Fault.of(DutyDraft.LEAD_DEPARTMENT, "dutylist.lead-not-district", named))
                : Optional.empty();
    }

    /** By code, else by its name. */
    private @Nullable Department department(String named) {
        return departments.stream()
                .filter(one -> one.code().equals(named))
                .findFirst()
                .or(() -> departments.stream()
                        .filter(one ->
                                one.name().zh().equals(named) || one.name().en().equals(named))
                        .findFirst())
                .orElse(null);
    }

    private DutyItem item(Line line) {
        DutyClass dutyClass = line.dutyClass();
        if (dutyClass == null) {
            throw new IllegalArgumentException("A line without a class has a fault that says so");
        }
        Department lead = line.leadDepartment() == null ? null : department(line.leadDepartment());
        return new DutyItem(line.category(), dutyClass, lead == null ? null : lead.code(), line.basis());
    }
}
