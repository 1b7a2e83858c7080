package org.wangge.routing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Outcome;

/** What the rules said of a report, for people; the field names are part of the contract. */
public record RulingView(
        int ruleSetVersion,
        @Nullable UUID overlayId,
        @Nullable String row,
        Outcome.@Nullable Target target,
        @Nullable String code,
        DeskView desk,
        @Nullable String departmentCode,
        @Nullable String personRole,
        List<String> watchers,
        @Nullable String clockProfile,
        @Nullable Double clockFactor,
        Ruling.@Nullable FellThrough fellThrough,
        long dutyListVersion,
        long calendarVersion,
        List<UUID> overlays) {

    /** Where it waits. */
    public record DeskView(String code, String name, Kind kind) {

        /** Whose desk it is. */
        public enum Kind {
            OFFICE,
            DISTRICT
        }
    }
}
