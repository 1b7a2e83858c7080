package org.wangge.grid.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.wangge.grid.ImportReport.Fault;
import org.wangge.shared.Datum;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Texts;
import org.wangge.table.Table;

/** Reads a table of grids and units, one in a line, with the boundary as well-known text. Gathers every fault. */
public final class GridTableReader {

    private final List<GridRecord> grids = new ArrayList<>();
    private final List<UnitRecord> units = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> warnings = new ArrayList<>();
    private final Map<GridColumn, Integer> columns = new EnumMap<>(GridColumn.class);
    private final Map<String, String> headings = new HashMap<>();
    private final OutlineReader outlines;

    private GridTableReader(Datum datum) {
        outlines = new OutlineReader(datum);
    }

    /**
     * Reads a table; {@code grid.import-columns} when a column is missing or there twice, {@code grid.import-unreadable} when it
     * has no line. A column that nobody knows is a warning.
     *
     * @param datum of the coordinates
     */
    public static GridRecord.Contents read(Table table, Datum datum) {
        GridTableReader reader = new GridTableReader(datum);
        reader.readHeadings(table.headings());
        if (table.rows().isEmpty()) {
            throw new Refused(Refusal.of("grid.import-unreadable"));
        }
        table.rows().forEach(reader::readRow);
        return new GridRecord.Contents(
                reader.grids, reader.units, reader.faults, reader.warnings, reader.outlines.largestErrorMetres());
    }

    private void readHeadings(List<String> given) {
        for (int index = 0; index < given.size(); index++) {
            String heading = given.get(index);
            @Nullable GridColumn column = GridColumn.named(heading);
            if (column != null && columns.put(column, index) != null) {
                throw new Refused(Refusal.of("grid.import-columns", heading));
            }
            if (column != null) {
                headings.put(column.key(), heading);
            } else if (!heading.isBlank()) {
                warnings.add(new Fault(
                        null, 1, heading, "/lines/1", "grid.import-column", List.of(heading), List.of(), null, null));
            }
        }
        String missing = Arrays.stream(GridColumn.values())
                .filter(column -> column.required() && !columns.containsKey(column))
                .map(GridColumn::key)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new Refused(Refusal.of("grid.import-columns", missing));
        }
    }

    private void readRow(Table.Row row) {
        Spot spot = new Spot(null, row.line(), headings);
        int before = faults.size();
        boolean isUnit = level(row, spot) == AreaLevel.UNIT;
        Map<GridColumn, String> texts = new EnumMap<>(GridColumn.class);
        for (GridColumn column : GridColumn.values()) {
            if (column.isTextOf(isUnit ? AreaLevel.UNIT : AreaLevel.GRID)) {
                texts.put(column, text(row, column, spot));
            }
        }
        try {
            Geometry boundary = outlines.wkt(cell(row, GridColumn.WKT));
            if (faults.size() == before && isUnit) {
                units.add(new UnitRecord(
                        spot,
                        texts.getOrDefault(GridColumn.CODE, ""),
                        texts.getOrDefault(GridColumn.NAME, ""),
                        texts.getOrDefault(GridColumn.NAME_EN, ""),
                        texts.getOrDefault(GridColumn.PARENT, ""),
                        boundary));
            } else if (faults.size() == before) {
                grids.add(new GridRecord(
                        spot,
                        texts.getOrDefault(GridColumn.CODE, ""),
                        texts.getOrDefault(GridColumn.NAME, ""),
                        texts.getOrDefault(GridColumn.NAME_EN, ""),
                        texts.getOrDefault(GridColumn.COMMUNITY_CODE, ""),
                        boundary));
            }
        } catch (OutlineReader.Unreadable unreadable) {
            faults.add(spot.outlineFault(unreadable.within(), unreadable.code(), unreadable.arguments()));
        }
    }

    private AreaLevel level(Table.Row row, Spot spot) {
        int before = faults.size();
        String word = text(row, GridColumn.LEVEL, spot);
        AreaLevel level = AreaLevel.named(word);
        if (level == null && faults.size() == before) {
            faults.add(spot.fault(AreaLevel.KEY, "grid.import-level", List.of(), word));
        }
        return level == null ? AreaLevel.GRID : level;
    }

    private String text(Table.Row row, GridColumn column, Spot spot) {
        String text = Texts.line(cell(row, column));
        if (!GridRecord.fits(text, column.required())) {
            faults.add(spot.fault(
                    column.key(),
                    "grid.import-property",
                    List.of(),
                    headings.getOrDefault(column.key(), column.key())));
        }
        return text;
    }

    private String cell(Table.Row row, GridColumn column) {
        Integer index = columns.get(column);
        return index == null ? "" : row.own(index);
    }
}
