package org.wangge.dutylist.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wangge.dutylist.DutyClass;
import org.wangge.dutylist.DutyDraft;
import org.wangge.dutylist.DutyDraft.Line;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Texts;
import org.wangge.table.CellKind;
import org.wangge.table.Table;

/** A duty list as a table: its columns, and how their cells are read. */
public final class DutyTable {

    /** The columns in the order in which they are written. */
    public enum Column {
        CATEGORY(DutyDraft.CATEGORY, "事项编码", true),
        /** Written for people, and passed over when it is read. */
        CATEGORY_NAME("categoryName", "事项名称", false),
        DUTY_CLASS(DutyDraft.DUTY_CLASS, "履职类别", true),
        /** Code or name. */
        LEAD_DEPARTMENT(DutyDraft.LEAD_DEPARTMENT, "牵头部门", false),
        LEAD_DEPARTMENT_NAME("leadDepartmentName", "牵头部门名称", false),
        BASIS(DutyDraft.BASIS, "依据", false);

        private final String field;
        private final LocalizedText heading;
        private final boolean required;

        Column(String field, String chinese, boolean required) {
            this.field = field;
            this.heading = new LocalizedText(chinese, field);
            this.required = required;
        }

        public String heading(Locale locale) {
            return heading.in(locale);
        }

        private static Optional<Column> named(String heading) {
            String folded = Texts.folded(heading);
            return Arrays.stream(values())
                    .filter(column -> Texts.folded(column.field).equals(folded)
                            || column.heading.zh().equals(folded))
                    .findFirst();
        }
    }

    private static final int MOST_TOLD = 40;

    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final Map<String, String> headings = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Function<String, Optional<DutyClass>> classes;

    private DutyTable(List<String> all, Function<String, Optional<DutyClass>> classes) {
        this.classes = classes;
        for (int place = 0; place < all.size(); place++) {
            String heading = shown(Texts.line(all.get(place)));
            Column column = Column.named(heading).orElse(null);
            if (column != null && places.putIfAbsent(column, place) != null) {
                faults.add(Fault.of(heading, "dutylist.column-twice", heading));
            } else if (column != null) {
                headings.put(column.field, heading);
            }
        }
        boolean chinese = String.join("", all).codePoints().anyMatch(Character::isIdeographic);
        Arrays.stream(Column.values())
                .filter(column -> column.required && !places.containsKey(column))
                .map(column -> column.heading(chinese ? Locale.CHINESE : Locale.ENGLISH))
                .forEach(heading -> faults.add(Fault.of(heading, "dutylist.column-missing", heading)));
    }

    /**
     * Understands a table. What cannot be understood is a fault of its line; columns that are not known are passed over.
     *
     * @param classes the class that a text means, empty for none
     */
    public static DutyDraft read(Table table, Function<String, Optional<DutyClass>> classes) {
        DutyTable reading = new DutyTable(table.headings(), classes);
        List<Line> lines = reading.faults.isEmpty()
                ? table.rows().stream().map(reading::line).toList()
                : List.of();
        return new DutyDraft(lines, reading.headings, reading.faults);
    }

    private Line line(Table.Row row) {
        List<Fault> wrong = new ArrayList<>();
        places.forEach((column, place) -> oddity(column, row, place).ifPresent(wrong::add));
        String category = Objects.requireNonNullElse(text(Column.CATEGORY, row), "");
        String said = Objects.requireNonNullElse(text(Column.DUTY_CLASS, row), "");
        DutyClass dutyClass = classes.apply(said).orElse(null);
        if (dutyClass == null
                && wrong.stream().noneMatch(fault -> fault.pointer().equals(DutyDraft.DUTY_CLASS))) {
            wrong.add(Fault.of(DutyDraft.DUTY_CLASS, "dutylist.class-unknown", shown(said)));
        }
        return new Line(
                row.line(),
                shown(category),
                dutyClass,
                text(Column.LEAD_DEPARTMENT, row),
                text(Column.BASIS, row),
                wrong);
    }

    private static Optional<Fault> oddity(Column column, Table.Row row, int place) {
        CellKind kind = row.kind(place);
        if (kind.isMerged()) {
            return Optional.of(Fault.of(column.field, "dutylist.cell-merged"));
        }
        return kind == CellKind.TEXT
                        || kind == CellKind.NUMBER
                        || row.cell(place).isEmpty()
                ? Optional.empty()
                : Optional.of(Fault.of(column.field, "dutylist.cell-unreadable", shown(row.cell(place))));
    }

    private @Nullable String text(Column column, Table.Row row) {
        Integer place = places.get(column);
        String text = place == null ? "" : Texts.line(row.cell(place));
        return text.isEmpty() ? null : text;
    }

    /** What is told of a text of the file: enough to find it by. */
    private static String shown(String text) {
        return Texts.length(text) <= MOST_TOLD ? text : text.substring(0, text.offsetByCodePoints(0, MOST_TOLD)) + "…";
    }
}
