package org.wangge.place;

import org.wangge.shared.LocalizedText;

/**
 * What sort of place it is.
 *
 * @param checklistCode the list to inspect it by, unless a plan says otherwise
 * @param inherentScore its risk without any open hazard, 1 to 64
 * @param industry by which the monthly form counts
 */
public record PlaceKind(
        String code,
        LocalizedText names,
        String checklistCode,
        int inherentScore,
        String industry,
        LocalizedText industryNames) {}
