package org.wangge.rehearsal.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.rehearsal.ReplayKind;
import org.wangge.rehearsal.ReplayState;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.work.Versioned;

/**
 * A rehearsal as stored, with all that was counted and how far it came.
 *
 * @param ruleSet number of the set that is tried
 * @param fingerprint of its rows when it began
 * @param shadowOf the number again, of a shadow run: a set has one at most
 * @param area path of the district or the office whose cases are read
 * @param ancestry of the area: who covers one of these sees it
 * @param office code; null for the whole district
 * @param to exclusive
 * @param expected how many cases there were when it began; null of a shadow run
 * @param reached the last case that was counted; of a shadow run that begins, an id before all cases to come
 */
@RecordBuilder
public record ReplayFile(
        UUID id,
        ReplayKind kind,
        int ruleSet,
        String fingerprint,
        @Nullable Integer shadowOf,
        String area,
        List<String> ancestry,
        @Nullable String office,
        ReplayState state,
        long version,
        Instant from,
        Instant to,
        @Nullable Long expected,
        @Nullable Reached reached,
        Tally tally,
        PersonName startedBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    /** A place in the order of the cases. */
    public record Reached(Instant reportedAt, UUID id) {}

    public boolean isShadow() {
        return kind == ReplayKind.SHADOW;
    }

    public GridPath gridPath() {
        return new GridPath(area);
    }

    @Override
    public String caption() {
        return "/api/v1/routing-replays/" + id;
    }
}
