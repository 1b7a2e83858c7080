package org.wangge.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far a campaign has come, in the reader's area.
 *
 * @param stragglers places still to be visited, those due first first; the first hundred
 */
public record ProgressView(Count total, List<OfficeCount> offices, List<Straggler> stragglers) {

    /**
     * How the numbers hang together stands with {@code planning.model.OfficeTally}.
     *
     * @param target how many places are to be visited; it does not limit the tasks
     * @param tasks done, missed, skipped and open ones
     * @param remaining how many of the target are not done
     * @param failedItems how much was found
     */
    public record Count(
            int target, int tasks, int done, int missed, int skipped, int open, int remaining, int failedItems) {

        public Count plus(Count other) {
            return new Count(
                    target + other.target,
                    tasks + other.tasks,
                    done + other.done,
                    missed + other.missed,
                    skipped + other.skipped,
                    open + other.open,
                    remaining + other.remaining,
                    failedItems + other.failedItems);
        }
    }

    public record OfficeCount(String officeCode, String officeName, Count count) {}

    public record Straggler(UUID taskId, UUID placeId, String placeName, String officeCode, Instant dueAt) {}
}
