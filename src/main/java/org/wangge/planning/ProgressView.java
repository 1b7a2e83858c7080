package org.wangge.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far a campaign has come.
 *
 * @param stragglers places still to be visited, those due first first; the first hundred
 */
public record ProgressView(Count total, List<OfficeCount> offices, List<Straggler> stragglers) {

    /**
     * @param target how many places are to be visited
     * @param failedItems how much was found
     */
    public record Count(int target, int tasks, int done, int missed, int skipped, int open, int failedItems) {}

    public record OfficeCount(String officeCode, String officeName, Count count) {}

    public record Straggler(UUID taskId, UUID placeId, String placeName, String officeCode, Instant dueAt) {}
}
