package org.wangge.routing;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.dutylist.DutyClass;

/**
 * What is known of a report before it is decided who gets it. It is stored with the decision, so that the decision can be made
 * again from it.
 *
 * @param area path down to the grid, {@code 510703/510703001/510703001001/510703001001003}
 * @param category code; its kind is its first letter
 * @param accuracyMetres of the position, null when it is not known
 * @param placeKind of the place that the report is about, null when it is about none
 * @param words of the words that rules look for, those that stand in the report
 * @param duty how the category stands on the duty list of the area's office, null when it does not stand there
 * @param overlays kinds of the emergency overlays in force there
 * @param role of the reporter, by name; null for the server itself
 */
@RecordBuilder
public record RoutingFacts(
        String area,
        String category,
        boolean urgent,
        Source source,
        PositionQuality position,
        @Nullable Double accuracyMetres,
        @Nullable String placeKind,
        TimeClass time,
        List<String> words,
        @Nullable DutyClass duty,
        List<String> overlays,
        @Nullable String role) {

    /** Where a report comes from. */
    public enum Source {
        WORKER,
        INSPECTION,
        HOTLINE,
        CITIZEN
    }

    /** How well it is known where the report is. */
    public enum PositionQuality {
        /** In one grid, whatever its accuracy. */
        INSIDE,
        /** In one grid, but the accuracy reaches into another office's. */
        BORDER,
        /** In no grid; the nearest was taken. */
        NEAREST,
        /** No position, only a grid. */
        GRID_ONLY
    }

    /** When the report came, by the calendar. */
    public enum TimeClass {
        WORKING_HOURS,
        OFF_HOURS,
        HOLIDAY
    }
}
