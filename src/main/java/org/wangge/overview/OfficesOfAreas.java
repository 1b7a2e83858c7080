package org.wangge.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;

/**
 * Which office answers for what lies in an area, for this reader.
 *
 * @param shown the offices with something in the reader's area, or the one that was named
 * @param codes of the offices, by the areas they handle
 * @param only the office that was named, null for all
 */
record OfficesOfAreas(
        List<Office> shown,
        Map<GridPath, String> codes,
        @Nullable String only) {

    /** Named by an office, all that lies on its ground is that office's, also when another handles it. */
    static OfficesOfAreas of(@Nullable String named, Actor actor, Offices offices) {
        if (named != null) {
            Office office = offices.get(named);
            return new OfficesOfAreas(List.of(office), Map.of(), office.code());
        }
        List<Office> shown = new ArrayList<>();
        Map<GridPath, String> codes = new TreeMap<>();
        for (String district :
                actor.scopes().stream().map(GridPath::district).collect(Collectors.toCollection(TreeSet::new))) {
            for (Office office : offices.in(new GridPath(district))) {
                List<GridPath> areas = offices.areasHandledBy(office.code());
                areas.forEach(area -> codes.put(area, office.code()));
                if (areas.stream().anyMatch(area -> meets(actor, area))) {
                    shown.add(office);
                }
            }
        }
        return new OfficesOfAreas(shown, codes, null);
    }

    private static boolean meets(Actor actor, GridPath area) {
        return actor.covers(area) || actor.scopes().stream().anyMatch(area::contains);
    }

    /** An area whose office is no more stands for itself. */
    String officeOf(GridPath area) {
        return only == null ? codes.getOrDefault(area, area.code()) : only;
    }
}
