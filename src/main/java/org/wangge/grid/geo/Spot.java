package org.wangge.grid.geo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.ImportReport.Fault;

/**
 * Where one grid stands in a file.
 *
 * @param feature of GeoJSON, from 0; null in a table
 * @param line of a table, from 1; null in GeoJSON
 * @param headings of a table, as the file has them, by the property they stand for; empty in GeoJSON
 */
public record Spot(@Nullable Integer feature, @Nullable Integer line, Map<String, String> headings) {

    /** The property that a table has for the geometry. */
    static final String OUTLINE = "wkt";

    static Spot ofFeature(int index) {
        return new Spot(index, null, Map.of());
    }

    /** A fault in a property of the grid. */
    public Fault fault(String property, String code, List<String> codes, Object... arguments) {
        String pointer = line == null ? "/features/" + feature + "/properties/" + property : "/lines/" + line;
        return at(pointer, property, code, codes, arguments);
    }

    /** Ground of its boundary that is not where it must be. */
    public Fault ground(
            String code, List<String> codes, double areaSquareMetres, Object geometry, Object... arguments) {
        Fault whole = outlineFault("", code, List.of(arguments));
        return new Fault(
                feature,
                line,
                whole.column(),
                whole.pointer(),
                code,
                whole.arguments(),
                codes,
                areaSquareMetres,
                geometry);
    }

    /**
     * A fault in its boundary.
     *
     * @param within pointer into the geometry, empty for all of it
     */
    Fault outlineFault(String within, String code, List<Object> arguments) {
        String pointer = line == null ? "/features/" + feature + "/geometry" + within : "/lines/" + line;
        return at(pointer, OUTLINE, code, List.of(), arguments.toArray());
    }

    private Fault at(String pointer, String property, String code, List<String> codes, Object... arguments) {
        return new Fault(feature, line, headings.get(property), pointer, code, List.of(arguments), codes, null, null);
    }
}
