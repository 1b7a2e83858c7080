package org.wangge.routing;

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
 * @param ruleId the row that decided, or what is built in: the office of the grid, or the one that hosts it
 * @param reason in words, for the people concerned
 * @param gridRevision the publication of the grid it was decided by
 * @param distanceMetres how far outside the grid the point lies; zero inside
 * @param anchor a point in the grid, for what has no position of its own
 * @param neighbours where else it may be, because the position is no more exact; the nearest first
 * @param desk where the case waits to be filed and dispatched: of the office that handles it, or of the district
 * @param ruling what the rules said; null before they were asked, and when they could not be
 * @param unit in which the position lies; null when it is in none, or there is no position
 */
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
        Desk desk,
        @Nullable Ruling ruling) {

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
        return with(ruleId, reason, List.copyOf(others), place, desk, ruling);
    }

    /** The same at the desk where the rules put it. */
    RoutingDecision ruled(String rule, LocalizedText why, Desk where, Ruling said) {
        return with(rule, why, neighbours, unit, where, said);
    }

    private RoutingDecision with(
            String rule,
            LocalizedText why,
            List<Neighbour> others,
            @Nullable Unit place,
            Desk where,
            @Nullable Ruling said) {
        return new RoutingDecision(
                area,
                gridName,
                areaOfficeCode,
                areaOfficeName,
                officeCode,
                officeName,
                numberPrefix,
                rule,
                why,
                gridRevision,
                distanceMetres,
                anchor,
                others,
                place,
                where,
                said);
    }
}
