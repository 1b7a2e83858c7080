package org.wangge.place.model;

import java.util.List;
import org.wangge.place.RiskColour;

/** A colour, the score it comes from, and what the score comes from. */
public record Risk(RiskColour colour, int score, List<RiskReason> reasons) {

    public Risk {
        reasons = List.copyOf(reasons);
    }
}
