package org.wangge.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCells;
import org.wangge.place.model.PlaceChange.Described;
import org.wangge.place.model.PlaceColumn;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.Position;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.table.Table;

/** Reads the lines of a table of places. */
@Component
class ImportLines {

    /** What a fault of a description is called in a table. */
    private static final Map<String, PlaceColumn> COLUMNS = Map.ofEntries(
            Map.entry("/kind", PlaceColumn.KIND),
            Map.entry("/industry", PlaceColumn.INDUSTRY),
            Map.entry("/name", PlaceColumn.NAME),
            Map.entry("/address", PlaceColumn.ADDRESS),
            Map.entry("/owner/name", PlaceColumn.OWNER_NAME),
            Map.entry("/owner/phone", PlaceColumn.OWNER_PHONE),
            Map.entry("/contact/name", PlaceColumn.CONTACT_NAME),
            Map.entry("/contact/phone", PlaceColumn.CONTACT_PHONE),
            Map.entry("/licenceNumber", PlaceColumn.LICENCE_NUMBER),
            Map.entry("/externalId", PlaceColumn.EXTERNAL_ID),
            Map.entry("/areaSquareMetres", PlaceColumn.AREA),
            Map.entry("/position/latitude", PlaceColumn.LATITUDE));

    private final PlaceKinds kinds;
    private final PlaceWriting writing;
    private final GridCells grids;

    ImportLines(PlaceKinds kinds, PlaceWriting writing, GridCells grids) {
        this.kinds = kinds;
        this.writing = writing;
        this.grids = grids;
    }

    /** All lines, also those with faults; refuses {@code place.import-columns} when the headings are not those of places. */
    List<ImportLine> read(Table table, Actor actor) {
        Map<PlaceColumn, Integer> columns = columns(table.headings());
        return table.rows().stream()
                .map(row -> read(new Row(row, columns), actor))
                .toList();
    }

    private static Map<PlaceColumn, Integer> columns(List<String> headings) {
        Map<PlaceColumn, Integer> columns = new EnumMap<>(PlaceColumn.class);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            String heading = headings.get(i);
            PlaceColumn column = PlaceColumn.named(heading);
            if (column == null ? !heading.isEmpty() : columns.put(column, i) != null) {
                faults.add(Fault.of(heading, "place.import-column-unknown", heading));
            }
        }
        Arrays.stream(PlaceColumn.values())
                .filter(column -> column.required() && !columns.containsKey(column))
                .forEach(column -> faults.add(Fault.of(column.key(), "field.required")));
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("place.import-columns").withFaults(faults));
        }
        return columns;
    }

    /** A row by columns; what is not there is null. */
    private record Row(Table.Row row, Map<PlaceColumn, Integer> columns) {

        @Nullable
        String text(PlaceColumn column) {
            Integer index = columns.get(column);
            String cell = index == null ? "" : row.cell(index).strip();
            return cell.isEmpty() ? null : cell;
        }

        String textOrNone(PlaceColumn column) {
            String text = text(column);
            return text == null ? "" : text;
        }

        @Nullable
        Double number(PlaceColumn column, List<Fault> faults) {
            String text = text(column);
            if (text == null) {
                return null;
            }
            try {
                double number = Double.parseDouble(text.replace(",", ""));
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // told below
            }
            faults.add(Fault.of(column.key(), "field.form"));
            return null;
        }

        Place.@Nullable Person person(PlaceColumn name, PlaceColumn phone) {
            return text(name) == null && text(phone) == null ? null : new Place.Person(textOrNone(name), text(phone));
        }
    }

    private ImportLine read(Row row, Actor actor) {
        List<Fault> faults = new ArrayList<>();
        UUID id = id(row, faults);
        Position position = position(row, faults);
        Double area = row.number(PlaceColumn.AREA, faults);
        String kindName = row.textOrNone(PlaceColumn.KIND);
        PlaceKind kind = kinds.named(kindName);
        Described described = null;
        if (position != null && faults.isEmpty()) {
            try {
                described = writing.describe(
                        new PlaceDraft(
                                kind == null ? kindName : kind.code(),
                                row.textOrNone(PlaceColumn.NAME),
                                row.textOrNone(PlaceColumn.ADDRESS),
                                position,
                                row.person(PlaceColumn.OWNER_NAME, PlaceColumn.OWNER_PHONE),
                                row.person(PlaceColumn.CONTACT_NAME, PlaceColumn.CONTACT_PHONE),
                                row.text(PlaceColumn.LICENCE_NUMBER),
                                row.text(PlaceColumn.EXTERNAL_ID),
                                area,
                                row.text(PlaceColumn.INDUSTRY)),
                        actor);
            } catch (Refused refused) {
                faults.addAll(inColumns(refused.refusal()));
            }
        }
        return new ImportLine(row.row().line(), row.textOrNone(PlaceColumn.NAME), id, described, List.copyOf(faults));
    }

    private static @Nullable UUID id(Row row, List<Fault> faults) {
        String text = row.text(PlaceColumn.ID);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            faults.add(Fault.of(PlaceColumn.ID.key(), "field.form"));
            return null;
        }
    }

    private @Nullable Position position(Row row, List<Fault> faults) {
        for (PlaceColumn required : List.of(PlaceColumn.LONGITUDE, PlaceColumn.LATITUDE)) {
            if (row.text(required) == null) {
                faults.add(Fault.of(required.key(), "field.required"));
            }
        }
        Double longitude = row.number(PlaceColumn.LONGITUDE, faults);
        Double latitude = row.number(PlaceColumn.LATITUDE, faults);
        Datum datum = datum(row, faults);
        if (longitude == null || latitude == null || datum == null) {
            return null;
        }
        try {
            return grids.position(longitude, latitude, datum, null, "/position");
        } catch (Refused refused) {
            faults.addAll(inColumns(refused.refusal()));
            return null;
        }
    }

    private static @Nullable Datum datum(Row row, List<Fault> faults) {
        String text = row.text(PlaceColumn.DATUM);
        try {
            return text == null
                    ? Datum.WGS84
                    : Datum.valueOf(text.toUpperCase(Locale.ROOT).replaceAll("[- ]", ""));
        } catch (IllegalArgumentException unknown) {
            faults.add(Fault.of(PlaceColumn.DATUM.key(), "field.form"));
            return null;
        }
    }

    private static List<Fault> inColumns(Refusal refusal) {
        if (refusal.faults().isEmpty()) {
            return List.of(new Fault(PlaceColumn.LONGITUDE.key(), refusal.code(), refusal.arguments()));
        }
        return refusal.faults().stream()
                .map(fault -> new Fault(
                        COLUMNS.getOrDefault(fault.pointer(), PlaceColumn.LONGITUDE)
                                .key(),
                        fault.code(),
                        fault.arguments()))
                .toList();
    }
}
