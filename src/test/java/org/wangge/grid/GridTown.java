package org.wangge.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.Metres;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;

/**
 * A made-up district of crooked quadrilaterals that share their corners exactly: {@code columns} x {@code rows} grids, one
 * sub-district per 999 of them.
 */
public final class GridTown {

    public static final double WEST = 104.6;
    public static final double SOUTH = 31.3;
    public static final double STEP = 0.004;

    private GridTown() {}

    public static List<CellShape> of(int columns, int rows, long revision) {
        Coordinate[][] corners = corners(columns, rows);
        List<CellShape> shapes = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Polygon boundary = Boundaries.FACTORY.createPolygon(new Coordinate[] {
                    corners[column][row],
                    corners[column + 1][row],
                    corners[column + 1][row + 1],
                    corners[column][row + 1],
                    corners[column][row]
                });
                shapes.add(shape(shapes.size(), boundary, revision));
            }
        }
        return shapes;
    }

    public static CellShape shape(int number, Geometry boundary, long revision) {
        String subDistrict = "510703" + String.format("%03d", 1 + number / 999);
        String code = subDistrict + String.format("%03d", 1 + number % 999);
        GridPath path = GridPath.of("510703", subDistrict, subDistrict + "001", code);
        GridCell cell = new GridCell(
                path,
                new LocalizedText("第" + number + "网格", "Grid " + number),
                Boundaries.anchor(boundary),
                Metres.area(boundary),
                revision);
        return new CellShape(cell, boundary);
    }

    private static Coordinate[][] corners(int columns, int rows) {
        Random random = new Random(510703);
        Coordinate[][] corners = new Coordinate[columns + 1][rows + 1];
        for (int column = 0; column <= columns; column++) {
            for (int row = 0; row <= rows; row++) {
                corners[column][row] = new Coordinate(
                        rounded(WEST + (column + random.nextDouble() * 0.6) * STEP),
                        rounded(SOUTH + (row + random.nextDouble() * 0.6) * STEP));
            }
        }
        return corners;
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
