package org.wangge.planning.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.planning.PlanKind;
import org.wangge.planning.TaskState;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.Reason;
import org.wangge.work.Versioned;

/**
 * A task as stored.
 *
 * @param windowEnds the day on which the next window of the place begins, like {@code 2026-02-05}
 * @param turnsAt when time changes its state: when it becomes due, then when it is missed; null when it does not
 * @param failed items that failed at the inspection
 * @param skippedBecause what somebody or the server said, for people to read
 * @param skipReason what somebody gave, null for what the server skipped and in tasks of earlier versions
 * @param operations the newest of those that changed it, null when there was none
 * @param changes how many there were; null when there were none, or only by older builds
 */
@RecordBuilder
public record TaskFile(
        UUID id,
        TaskState state,
        UUID planId,
        PlanKind planKind,
        String planName,
        UUID placeId,
        String placeName,
        String address,
        double longitude,
        double latitude,
        String checklistCode,
        String path,
        LocalizedText gridName,
        String officeCode,
        LocalizedText officeName,
        List<String> areas,
        List<UUID> assigneeIds,
        Instant opensAt,
        Instant dueAt,
        String windowEnds,
        @Nullable Instant turnsAt,
        @Nullable UUID inspectionId,
        @Nullable Instant doneAt,
        int failed,
        @Nullable String skippedBecause,
        @Nullable Reason skipReason,
        @Nullable Instant skippedAt,
        @Nullable List<Operation.Done> operations,
        @Nullable Long changes)
        implements Versioned {

    /** Counts up with every change, from 1. */
    @Override
    public long version() {
        return changes == null ? 1 : changes + 1;
    }

    @Override
    public Map<String, @Nullable Object> storedVersion() {
        return Collections.singletonMap("changes", changes);
    }

    /** Plans make tasks, nobody's operation. */
    @Override
    public @Nullable String operationKey() {
        return null;
    }

    @Override
    public @Nullable String operationHash() {
        return null;
    }

    @Override
    public String caption() {
        return "/api/v1/inspection-tasks/" + id;
    }

    public GridPath gridPath() {
        return new GridPath(path);
    }
}
