package org.wangge.grid.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.directory.GridMaps;
import org.wangge.grid.directory.GridSnapshot;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GeoText;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/** Reads the parameters that select grids. */
final class Selections {

    private Selections() {}

    /** Of the districts the actor works in; see the parameters of the list of grids. */
    static GridMaps.Selection of(
            GridSnapshot grid,
            Actor actor,
            @Nullable String office,
            @Nullable String community,
            @Nullable String bbox,
            Offices offices) {
        List<String> codes = office == null ? List.of() : officeCodes(office, offices);
        return new GridMaps.Selection(grid, Districts.of(actor), codes, community, bbox == null ? null : box(bbox));
    }

    /** {@code west,south,east,north} in WGS84 degrees; {@code grid.bbox-invalid} otherwise. */
    static Envelope box(String text) {
        try {
            GeoPoint.Box box = GeoText.box(text);
            return new Envelope(box.west(), box.east(), box.south(), box.north());
        } catch (IllegalArgumentException noBox) {
            throw new Refused(Refusal.field("grid.bbox-invalid", "bbox"));
        }
    }

    /**
     * The sub-districts an office code stands for: its own, and those it hosts when it is a zone. An unknown code selects
     * nothing, as any filter that fits nothing.
     */
    static List<String> officeCodes(String code, Offices offices) {
        Office office = offices.find(code).orElse(null);
        if (office == null) {
            return List.of(code);
        }
        return office.kind() == Office.Kind.ZONE
                ? offices.areasHandledBy(office.code()).stream()
                        .map(GridPath::code)
                        .toList()
                : List.of(office.code());
    }
}
