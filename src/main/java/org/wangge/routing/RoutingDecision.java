package org.wangge.routing;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;

/**
 * Who has a report, and why.
 *
 * @param area down to the grid
 * @param areaOfficeCode the sub-district in which the grid lies
 * @param officeCode who handles it; another than the area's when the area is hosted (托管)
 * @param ruleId the rule that decided: one of those that are built in, while there are no others
 * @param reason in words, for the people concerned
 * @param gridRevision the publication of the grid it was decided by
 * @param distanceMetres how far outside the grid the point lies; zero inside
 * @param anchor a point in the grid, for what has no position of its own
 * @param neighbours where else it may be, because the position is no more exact; the nearest first
 * @param desk where the case waits to be filed and dispatched: of the office that handles it, or of the district
 * @param unit in which the position lies; null when it is in none, or there is no position
 */
@RecordBuilder
public record RoutingDecision(
        GridPath area,
        LocalizedText gridName,
        String areaOfficeCode,
        LocalizedText areaOfficeName,
        String officeCode,
        LocalizedText officeName,
        String numberPrefix,
        String ruleId,
        LocalizedText reason,
        long gridRevision,
        double distanceMetres,
        GeoPoint anchor,
        List<Neighbour> neighbours,
        @Nullable Unit unit,
        Desk desk) {

    /**
     * A desk: of an office, or of the district.
     *
     * @param code of the office, or of the district
     * @param path of the office's or the district's area, {@code 510703/510703001} or {@code 510703}
     */
    public record Desk(String code, LocalizedText name, String path) {}

    /** A unit (单元) of the grid. */
    public record Unit(String code, LocalizedText name) {}

    /**
     * Another grid within the accuracy of the position.
     *
     * @param officeCode who would handle it there
     * @param metres from the position to its border
     */
    public record Neighbour(
            String gridCode, LocalizedText gridName, String officeCode, LocalizedText officeName, double metres) {}

    /** The same for a position: in this unit, and where else it may be. */
    RoutingDecision at(@Nullable Unit place, List<Neighbour> others) {
        return RoutingDecisionBuilder.builder(this)
                .neighbours(List.copyOf(others))
                .unit(place)
                .build();
    }
}
