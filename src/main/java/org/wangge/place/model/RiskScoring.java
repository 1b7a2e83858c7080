package org.wangge.place.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wangge.place.OpenHazard;
import org.wangge.place.PlaceSettings;
import org.wangge.place.RiskColour;
import org.wangge.place.model.RiskReason.Code;

/**
 * The risk of a place: the highest of its kind's own score and those of its open hazards, a major one counting as the most
 * there is; and something more for each open hazard after the first. Never more than 64.
 */
public final class RiskScoring {

    static final int MOST = 64;

    private RiskScoring() {}

    public static Risk score(int inherent, List<OpenHazard> open, PlaceSettings.Risk settings) {
        List<OpenHazard> worstFirst = open.stream()
                .sorted(Comparator.comparingInt(RiskScoring::points)
                        .reversed()
                        .thenComparing(OpenHazard::number)
                        .thenComparing(OpenHazard::hazardId))
                .toList();
        List<RiskReason> reasons = new ArrayList<>();
        int score = inherent;
        if (worstFirst.isEmpty() || points(worstFirst.get(0)) < inherent) {
            reasons.add(new RiskReason(Code.KIND, inherent, null, null));
        } else {
            OpenHazard worst = worstFirst.get(0);
            score = points(worst);
            reasons.add(reason(worst.major() ? Code.MAJOR_HAZARD : Code.HAZARD, score, worst));
        }
        for (OpenHazard further : worstFirst.subList(Math.min(1, worstFirst.size()), worstFirst.size())) {
            int added = Math.min(settings.furtherHazard(), MOST - score);
            score += added;
            reasons.add(reason(Code.FURTHER_HAZARD, added, further));
        }
        return new Risk(colour(score, settings), score, reasons);
    }

    static RiskColour colour(int score, PlaceSettings.Risk settings) {
        if (score <= settings.blueUpTo()) {
            return RiskColour.BLUE;
        }
        if (score <= settings.yellowUpTo()) {
            return RiskColour.YELLOW;
        }
        return score <= settings.orangeUpTo() ? RiskColour.ORANGE : RiskColour.RED;
    }

    private static int points(OpenHazard hazard) {
        return hazard.major() ? MOST : Math.max(1, Math.min(hazard.score(), MOST));
    }

    private static RiskReason reason(Code code, int points, OpenHazard hazard) {
        return new RiskReason(code, points, hazard.hazardId(), hazard.number());
    }
}
