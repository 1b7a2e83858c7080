package org.wangge.dutylist;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Refusal.Fault;

/**
 * A list as somebody wants it, before anybody looked whether it is right.
 *
 * @param headings how the table heads each field; a field that is not among them goes by its own name
 * @param faults of the whole
 */
public record DutyDraft(List<Line> lines, Map<String, String> headings, List<Fault> faults) {

    public static final String CATEGORY = "category";
    public static final String DUTY_CLASS = "dutyClass";
    public static final String LEAD_DEPARTMENT = "leadDepartment";
    public static final String BASIS = "basis";

    public DutyDraft {
        lines = List.copyOf(lines);
        headings = Map.copyOf(headings);
        faults = List.copyOf(faults);
    }

    /**
     * One matter as it came.
     *
     * @param row of the table, or the place in the list, from 1
     * @param dutyClass null when it could not be read, which a fault says
     * @param leadDepartment code or name, null when none is named
     * @param faults that were seen while it was read; their pointers are the names of fields
     */
    public record Line(
            int row,
            String category,
            @Nullable DutyClass dutyClass,
            @Nullable String leadDepartment,
            @Nullable String basis,
            List<Fault> faults) {

        /** A matter without faults. */
        public static Line of(int row, DutyItem item) {
            return new Line(row, item.category(), item.dutyClass(), item.leadDepartment(), item.basis(), List.of());
        }
    }

    /**
     * Something that is wrong.
     *
     * @param row null for what is wrong with the whole
     * @param column as the table heads it, or the name of the field
     * @param fault points into the list, {@code /items/0/category}
     */
    public record Finding(@Nullable Integer row, String column, Fault fault) {}

    /** How the table heads a field. */
    public String column(String field) {
        return headings.getOrDefault(field, field);
    }

    /** What an own list would be as a draft. */
    static DutyDraft of(List<DutyItem> items) {
        return new DutyDraft(
                IntStream.range(0, items.size())
                        .mapToObj(at -> Line.of(at + 1, items.get(at)))
                        .toList(),
                Map.of(),
                List.of());
    }

    /** Where in what was sent something is wrong: of a table {@code /row/heading}, of a list the place in it. */
    Fault located(Finding finding) {
        return headings.isEmpty() || finding.row() == null
                ? finding.fault()
                : new Fault(
                        "/" + finding.row() + "/" + finding.column(),
                        finding.fault().code(),
                        finding.fault().arguments());
    }
}
