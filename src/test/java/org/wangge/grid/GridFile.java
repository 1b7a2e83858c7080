package org.wangge.grid;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes GeoJSON files of square grids for import tests: columns to the east of 104.7, 31.4, each 0.01 degrees. */
public final class GridFile {

    private final List<String> features = new ArrayList<>();

    /** Two grids in 城厢 and one in 普明 side by side. */
    public static GridFile threeGrids() {
        return new GridFile()
                .square("510703001001", "顺河街社区第1网格", "510703001001", 0)
                .square("510703001002", "北街社区第1网格", "510703001002", 1)
                .square("510703002001", "普明寺社区第1网格", "510703002001", 2);
    }

    public GridFile square(String code, String name, String community, int column) {
        return box(code, name, community, column, column + 1);
    }

    public GridFile box(String code, String name, String community, double from, double to) {
        double west = 104.7 + from * 0.01;
        double east = 104.7 + to * 0.01;
        return polygon(
                code,
                name,
                community,
                String.format(
                        Locale.ROOT,
                        "[[[%1$.6f,31.4],[%2$.6f,31.4],[%2$.6f,31.41],[%1$.6f,31.41],[%1$.6f,31.4]]]",
                        west,
                        east));
    }

    public GridFile polygon(String code, String name, String community, String coordinates) {
        features.add("""
                {"type":"Feature","properties":{"code":"%s","name":"%s","communityCode":"%s"},
                 "geometry":{"type":"Polygon","coordinates":%s}}""".formatted(code, name, community, coordinates));
        return this;
    }

    public GridFile raw(String feature) {
        features.add(feature);
        return this;
    }

    public byte[] bytes() {
        return ("{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
