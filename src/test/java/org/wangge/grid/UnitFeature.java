package org.wangge.grid;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes units for {@link GridFile}: boxes in its columns, between two heights of which 0 is the south and 1 the north of a grid. */
public final class UnitFeature {

    private UnitFeature() {}

    /** @param parent null when it names none */
    public static String of(
            String code, @Nullable String parent, double west, double east, double south, double north) {
        return String.format(
                Locale.ROOT,
                """
                {"type":"Feature","properties":{"level":"unit","code":"%1$s","name":"单元%1$s"%2$s},
                 "geometry":{"type":"Polygon","coordinates":
                 [[[%3$.6f,%5$.6f],[%4$.6f,%5$.6f],[%4$.6f,%6$.6f],[%3$.6f,%6$.6f],[%3$.6f,%5$.6f]]]}}""",
                code,
                parent == null ? "" : ",\"parent\":\"" + parent + "\"",
                104.7 + west * 0.01,
                104.7 + east * 0.01,
                31.4 + south * 0.01,
                31.4 + north * 0.01);
    }
}
