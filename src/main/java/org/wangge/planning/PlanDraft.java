package org.wangge.planning;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.place.RiskColour;

/**
 * What someone says of a plan or campaign.
 *
 * @param theme of a campaign, null for a plan
 * @param rhythm how often, by colour; colours without one are not visited. Empty for a campaign
 * @param targets how many places of each office a campaign is to visit; offices without one all that are selected. Targets are
 *     counted against and do not limit the tasks
 */
public record PlanDraft(
        PlanKind kind,
        String name,
        @Nullable String theme,
        String checklistCode,
        Selection selection,
        Map<RiskColour, String> rhythm,
        Map<String, Integer> targets,
        LocalDate from,
        LocalDate to) {

    /**
     * Which places; empty means any.
     *
     * @param areas codes of offices or grids, or paths
     */
    public record Selection(Set<String> kinds, Set<RiskColour> colours, List<String> areas) {}
}
