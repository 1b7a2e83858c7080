package org.wangge.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.place.model.PlaceColumn;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.shared.Texts;
import org.wangge.table.CellKind;
import org.wangge.table.Decimals;
import org.wangge.table.Table;

/**
 * The columns of a file and how their cells are read. A cell is taken by what it holds: what a spreadsheet made of something
 * else is refused, because it is not what was typed.
 *
 * @param places of the columns in the file
 * @param ignored the first headings that no column has, as the file has them
 */
record ImportColumns(List<String> headings, Map<PlaceColumn, Integer> places, List<String> ignored) {

    private static final int MOST_TOLD = 100;
    private static final String FIFTEEN_DIGITS = "\\d{1,15}";

    /** What several places share, so that people merge its cells: the value then holds for all lines that it covers. */
    private static final Set<PlaceColumn> SHARED =
            Set.of(PlaceColumn.KIND, PlaceColumn.ADDRESS, PlaceColumn.INDUSTRY, PlaceColumn.DATUM);

    /** Refuses {@code place.import-columns} when a column is missing or comes twice. */
    static ImportColumns of(List<String> headings) {
        Map<PlaceColumn, Integer> places = new EnumMap<>(PlaceColumn.class);
        List<String> ignored = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            String heading = Texts.line(headings.get(i));
            PlaceColumn column = PlaceColumn.named(heading);
            if (column == null && !heading.isEmpty()) {
                ignored.add(shown(heading));
            } else if (column != null && places.putIfAbsent(column, i) != null) {
                faults.add(Fault.of(shown(heading), "place.import-column-twice", shown(heading)));
            }
        }
        ImportColumns columns = new ImportColumns(
                headings,
                places,
                ignored.stream().limit(ImportTally.MOST_FAULTS).toList());
        Arrays.stream(PlaceColumn.values())
                .filter(column -> column.required() && !places.containsKey(column))
                .forEach(column -> faults.add(Fault.of(columns.heading(column.key()), "field.required")));
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("place.import-columns")
                    .withFaults(faults.stream().limit(ImportTally.MOST_FAULTS).toList()));
        }
        return columns;
    }

    /** What is told of a text of the file: enough to find it by. */
    static String shown(String text) {
        return Texts.length(text) <= MOST_TOLD ? text : text.substring(0, text.offsetByCodePoints(0, MOST_TOLD)) + "…";
    }

    /** How the file heads the column of this key; where it has none, its name in the language of the others. */
    String heading(String key) {
        PlaceColumn column = PlaceColumn.named(key);
        if (column == null) {
            return key;
        }
        Integer place = places.get(column);
        if (place != null) {
            return shown(Texts.line(headings.get(place)));
        }
        boolean chinese = String.join("", headings).codePoints().anyMatch(Character::isIdeographic);
        return column.heading(chinese ? Locale.CHINESE : Locale.ENGLISH);
    }

    /** A row by columns; what is not there is null. */
    record Row(Table.Row row, ImportColumns columns, List<Fault> faults) {

        Row {
            if (row.kinds().containsValue(CellKind.SHIFTED)) {
                String last = columns.headings().get(columns.headings().size() - 1);
                faults.add(Fault.of(shown(Texts.line(last)), "place.import-shifted"));
            }
            columns.places().forEach((column, place) -> {
                String code = row.cell(place).isEmpty() || !column.isRead()
                        ? null
                        : oddity(row.kind(place), row.cell(place), column);
                if (code != null) {
                    faults.add(Fault.of(column.key(), code, row.cell(place)));
                }
            });
        }

        private static @Nullable String oddity(CellKind kind, String cell, PlaceColumn column) {
            return switch (kind) {
                case TEXT, SHIFTED -> null;
                case NUMBER -> column.isNumber() || cell.matches(FIFTEEN_DIGITS) ? null : "place.import-rounded";
                case ROUNDED -> "place.import-rounded";
                case PERCENT -> "place.import-percent";
                case DATE -> "place.import-date";
                case TRUTH -> "place.import-truth";
                case ERROR -> "place.import-error";
                case UNCALCULATED -> "place.import-uncalculated";
                case MERGED -> "place.import-merged";
                case MERGED_DOWN -> SHARED.contains(column) ? null : "place.import-merged";
            };
        }

        @Nullable
        String text(PlaceColumn column) {
            Integer index = columns.places().get(column);
            String cell = index == null ? "" : row.cell(index).strip();
            return cell.isEmpty() ? null : cell;
        }

        String textOrNone(PlaceColumn column) {
            String text = text(column);
            return text == null ? "" : text;
        }

        /** Null and a fault when it is no number. */
        @Nullable
        Double number(PlaceColumn column) {
            String text = text(column);
            if (text == null
                    || faults.stream().anyMatch(fault -> fault.pointer().equals(column.key()))) {
                return null;
            }
            try {
                return row.kind(columns.places().getOrDefault(column, 0)) == CellKind.NUMBER
                        ? Double.valueOf(text)
                        : Double.valueOf(Decimals.read(text));
            } catch (NumberFormatException notANumber) {
                faults.add(Fault.of(
                        column.key(),
                        Decimals.isUnclear(text) ? "place.import-number-unclear" : "place.import-number",
                        text));
                return null;
            }
        }
    }
}
