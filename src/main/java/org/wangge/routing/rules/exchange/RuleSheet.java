package org.wangge.routing.rules.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.exchange.ReadRules.Code;
import org.wangge.routing.rules.exchange.ReadRules.Fault;
import org.wangge.table.CellKind;
import org.wangge.table.Table;
import org.wangge.table.UnreadableTable;
import org.wangge.table.XlsxReader;

/** A table of rules as a sheet: a line for each rule, a column for each of its columns, then what it decides. */
public final class RuleSheet {

    private static final String ID = "ID";
    private static final String TARGET = "TARGET";
    private static final String RECEIVER = "RECEIVER";
    private static final String CLOCK_PROFILE = "CLOCK_PROFILE";
    private static final String WATCHERS = "WATCHERS";
    private static final String NOTE = "NOTE";
    /** In place of a target. */
    private static final String GO_ON = "GO_ON";

    private static final List<String> HEADINGS = Stream.of(
                    Stream.of(ID),
                    Arrays.stream(Column.values()).map(Enum::name),
                    Stream.of(TARGET, RECEIVER, CLOCK_PROFILE, WATCHERS, NOTE))
            .flatMap(names -> names)
            .toList();
    /** Columns that are not there are empty, but for these. */
    private static final List<String> NEEDED = List.of(ID, TARGET);

    private static final Set<CellKind> CHANGED =
            EnumSet.of(CellKind.ROUNDED, CellKind.PERCENT, CellKind.DATE, CellKind.ERROR, CellKind.UNCALCULATED);

    private final Table table;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private RuleSheet(Table table) {
        this.table = table;
    }

    /** The first line. */
    public static List<String> headings() {
        return HEADINGS;
    }

    /** A line of the sheet. */
    public static List<String> row(Rule rule) {
        Outcome outcome = rule.outcome();
        List<String> row = new ArrayList<>(List.of(rule.id()));
        for (Column column : Column.values()) {
            row.add(CellText.of(rule.cells().get(column)));
        }
        row.add(
                outcome.goOn()
                        ? GO_ON
                        : outcome.target() == null ? "" : outcome.target().name());
        row.add(orEmpty(outcome.code()));
        row.add(orEmpty(outcome.clockProfile()));
        row.add(CellText.codes(outcome.watchers()));
        row.add(orEmpty(rule.note()));
        return row;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Reads a workbook. Refuses what {@link XlsxReader} refuses; all other faults are told in the answer. */
    public static ReadRules read(byte[] workbook) {
        try {
            return read(XlsxReader.read(workbook, ReadRules.MOST_RULES));
        } catch (UnreadableTable broken) {
            return ReadRules.failed(broken.tooLong() ? Code.TOO_LARGE : Code.UNREADABLE);
        }
    }

    static ReadRules read(Table table) {
        RuleSheet sheet = new RuleSheet(table);
        sheet.findColumns();
        List<Rule> rules = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        if (sheet.faults.isEmpty()) {
            for (Table.Row row : table.rows()) {
                rules.add(sheet.rule(row));
                lines.add(row.line());
            }
            sheet.faults.addAll(SameRules.faults(rules, lines));
        }
        return new ReadRules(rules, lines, sheet.faults);
    }

    private void findColumns() {
        for (int place = 0; place < table.headings().size(); place++) {
            String heading = table.headings().get(place).toUpperCase(Locale.ROOT);
            if (heading.isEmpty()) {
                continue;
            }
            if (!HEADINGS.contains(heading)) {
                faults.add(new Fault(Code.UNKNOWN_COLUMN, 1, heading, heading));
            } else if (places.putIfAbsent(heading, place) != null) {
                faults.add(new Fault(Code.SAME_COLUMN, 1, heading, heading));
            }
        }
        NEEDED.stream()
                .filter(needed -> !places.containsKey(needed))
                .forEach(needed -> faults.add(new Fault(Code.MISSING_COLUMN, 1, needed, needed)));
    }

    private Rule rule(Table.Row row) {
        lookForLostCells(row);
        Map<Column, Cell> cells = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            String text = text(row, column.name());
            if (!text.isEmpty()) {
                Optional<Cell> cell = CellText.read(column, text);
                cell.ifPresentOrElse(read -> cells.put(column, read), () -> fault(bad(column), row, column.name()));
            }
        }
        String id = text(row, ID);
        if (id.isEmpty()) {
            fault(Code.BAD_CELL, row, ID);
        }
        String note = text(row, NOTE);
        return new Rule(id, cells, outcome(row), note.isEmpty() ? null : note);
    }

    private static Code bad(Column column) {
        return column.kind() == Column.Kind.NUMBER ? Code.BAD_INTERVAL : Code.BAD_CELL;
    }

    private Outcome outcome(Table.Row row) {
        String target = text(row, TARGET).toUpperCase(Locale.ROOT);
        boolean goOn = target.equals(GO_ON);
        Outcome.Target named = Arrays.stream(Outcome.Target.values())
                .filter(one -> one.name().equals(target))
                .findFirst()
                .orElse(null);
        if (named == null && !goOn) {
            fault(Code.BAD_OUTCOME, row, TARGET);
        }
        String watchers = text(row, WATCHERS);
        Optional<List<String>> told = watchers.isEmpty() ? Optional.of(List.of()) : CellText.codes(watchers);
        if (told.isEmpty()) {
            fault(Code.BAD_OUTCOME, row, WATCHERS);
        }
        return new Outcome(
                named, orNull(text(row, RECEIVER)), orNull(text(row, CLOCK_PROFILE)), told.orElse(List.of()), goOn);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** A merged cell belongs to one row and seems to belong to more; a date was a code or a number before. */
    private void lookForLostCells(Table.Row row) {
        places.forEach((heading, place) -> {
            CellKind kind = row.kind(place);
            if (kind.isMerged()) {
                fault(Code.MERGED_CELL, row, heading);
            } else if (!heading.equals(NOTE) && CHANGED.contains(kind)) {
                fault(Code.CHANGED_BY_SPREADSHEET, row, heading);
            }
        });
        for (int place = 0; place < row.cells().size(); place++) {
            boolean headed = place < table.headings().size()
                    && !table.headings().get(place).isEmpty();
            if (!headed && !row.own(place).isEmpty()) {
                faults.add(new Fault(Code.UNKNOWN_COLUMN, row.line(), String.valueOf(place + 1), row.cell(place)));
            }
        }
    }

    private void fault(Code code, Table.Row row, String heading) {
        Integer place = places.get(heading);
        faults.add(new Fault(code, row.line(), heading, place == null ? "" : row.cell(place)));
    }

    private String text(Table.Row row, String heading) {
        Integer place = places.get(heading);
        String text = place == null ? "" : row.own(place);
        // TRUE typed into a sheet is a truth value; the code is in small letters.
        return heading.equals(Column.URGENT.name()) ? text.toLowerCase(Locale.ROOT) : text;
    }
}
