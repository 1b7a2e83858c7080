package org.wangge.overview.model;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardLevel;
import org.wangge.place.RiskColour;

/** What there is in one grid. Zero of everything to begin with. */
public final class GridRisk {

    private final Map<RiskColour, Long> places = new EnumMap<>(RiskColour.class);
    private final Map<HazardLevel, Long> openHazards = new EnumMap<>(HazardLevel.class);
    private long overdue;

    public void addPlaces(RiskColour colour, long count) {
        places.merge(colour, count, Long::sum);
    }

    public void addHazards(HazardLevel level, long count, long overdueOfThem) {
        openHazards.merge(level, count, Long::sum);
        overdue += overdueOfThem;
    }

    public long places(RiskColour colour) {
        return places.getOrDefault(colour, 0L);
    }

    public long openHazards(HazardLevel level) {
        return openHazards.getOrDefault(level, 0L);
    }

    public long overdue() {
        return overdue;
    }

    /** The colour of its most dangerous place; null without any. */
    public @Nullable RiskColour colour() {
        for (RiskColour colour : RiskColour.values()) {
            if (places(colour) > 0) {
                return colour;
            }
        }
        return null;
    }
}
