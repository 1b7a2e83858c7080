package org.wangge.warning.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.warning.WarningAction;
import org.wangge.warning.WarningMessage;
import org.wangge.warning.WarningState;
import org.wangge.warning.WarningStatus;
import org.wangge.warning.WarningType;
import org.wangge.warning.WarningView.Dismissal;
import org.wangge.warning.WarningView.Replacement;
import org.wangge.work.Versioned;

/**
 * A warning as stored, in one district. The alert as it came is kept beside it.
 *
 * @param id from sender, identifier, moment and district: so it is there once
 * @param infos in Chinese first
 * @param areas paths that it touches
 * @param reach the areas, and those of what it replaces: whose people are to hear of it
 * @param seenFrom the reach; the district when that is empty
 * @param ancestry where it is seen from, and all above
 * @param refs ids of what it takes the place of, whether these came or not
 * @param replaces those of them that came
 * @param state never EXPIRED
 * @param endsAt from when on it is no warning any more
 * @param dueAt since when its links are to be made and its desks to be told; null when that is done
 * @param saysHash of what it says, so that the same is known from another of its name
 */
@RecordBuilder
public record WarningFile(
        UUID id,
        String district,
        String identifier,
        String sender,
        Instant sent,
        WarningStatus status,
        WarningType type,
        WarningState state,
        List<WarningMessage> infos,
        List<String> areas,
        List<String> reach,
        List<String> seenFrom,
        List<String> ancestry,
        List<UUID> refs,
        List<UUID> replaces,
        List<Replacement> supersededBy,
        List<Made> made,
        @Nullable Dismissal dismissed,
        Instant endsAt,
        @Nullable Instant dueAt,
        String saysHash,
        PersonName by,
        Instant receivedAt,
        long version,
        Instant updatedAt,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    /** Something that was made because of it. */
    public record Made(WarningAction action, UUID id, List<String> areas, PersonName by, Instant at) {}

    public List<GridPath> paths() {
        return areas.stream().map(GridPath::new).toList();
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(endsAt);
    }

    public WarningState stateAt(Instant now) {
        return state == WarningState.OPEN && isOver(now) ? WarningState.EXPIRED : state;
    }

    @Override
    public String caption() {
        return "/api/v1/warnings/" + id;
    }
}
