package org.wangge.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The merged cells of a sheet (ECMA-376 18.3.1.55). Their value belongs to the first cell, above on the left; the others are empty,
 * but people see the value there.
 */
final class MergedCells {

    private static final Pattern REGION = Pattern.compile("([A-Z]{1,3})([1-9]\\d{0,6}):([A-Z]{1,3})([1-9]\\d{0,6})");
    /** Counted column by column; as many as rows of three columns that are merged two by two, and more. */
    private static final int MOST = 200_000;

    private record Region(int row, int column, int lastRow) {}

    private final Map<Integer, TreeMap<Integer, Region>> byColumn = new HashMap<>();
    private final Map<Region, String> values = new HashMap<>();
    private int counted;

    /** Refuses {@code table.too-large}; what is no region is passed over. */
    static MergedCells of(List<String> references) {
        MergedCells merged = new MergedCells();
        for (String reference : references) {
            Matcher parts = REGION.matcher(reference);
            if (parts.matches()) {
                int column = SheetScan.column(parts.group(1));
                int last = Math.min(SheetScan.column(parts.group(3)), TableBounds.MOST_COLUMNS);
                merged.add(
                        new Region(Integer.parseInt(parts.group(2)), column, Integer.parseInt(parts.group(4))), last);
            }
        }
        return merged;
    }

    private void add(Region region, int lastColumn) {
        for (int column = region.column(); column <= lastColumn; column++) {
            if (++counted > MOST) {
                throw TableBounds.tooLarge();
            }
            byColumn.computeIfAbsent(column, none -> new TreeMap<>()).put(region.row(), region);
        }
    }

    /** The cell with what a merged one shows in its place; rows come from above. Row and column count from 1. */
    XlsxCell shown(int row, int column, XlsxCell cell) {
        Region region = over(row, column);
        if (region == null) {
            return cell;
        }
        if (!cell.text().isEmpty()) {
            if (region.row() == row && region.column() == column) {
                values.put(region, cell.text());
            }
            return cell;
        }
        String value = values.get(region);
        return value == null
                ? cell
                : new XlsxCell(value, region.column() == column ? CellKind.MERGED_DOWN : CellKind.MERGED);
    }

    private @Nullable Region over(int row, int column) {
        TreeMap<Integer, Region> regions = byColumn.get(column);
        Map.Entry<Integer, Region> above = regions == null ? null : regions.floorEntry(row);
        return above == null || above.getValue().lastRow() < row ? null : above.getValue();
    }
}
