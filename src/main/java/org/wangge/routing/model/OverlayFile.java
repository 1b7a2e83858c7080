package org.wangge.routing.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.OverlayKind;
import org.wangge.routing.rules.Rule;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.work.Versioned;

/**
 * An emergency overlay as stored. It begins when it is made and ends by the clock; nothing has to happen for that.
 *
 * @param areas paths within which it counts
 * @param ancestry the areas and all above them, so that whose scope is wider sees it
 * @param rows that come before those of the set in force
 * @param clockFactor for all limits within it; null leaves them as they are
 * @param endedBy who ended it before its time; null when nobody did
 */
@RecordBuilder
public record OverlayFile(
        UUID id,
        String district,
        String name,
        OverlayKind kind,
        List<String> areas,
        List<String> ancestry,
        List<StoredRule> rows,
        @Nullable Double clockFactor,
        Instant from,
        Instant until,
        PersonName by,
        @Nullable PersonName endedBy,
        long version,
        Instant updatedAt,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    public List<Rule> rules() {
        return rows.stream().map(StoredRule::rule).toList();
    }

    public boolean covers(GridPath area) {
        return areas.stream().anyMatch(path -> new GridPath(path).contains(area));
    }

    public boolean isInForce(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    @Override
    public String caption() {
        return "/api/v1/routing-overlays/" + id;
    }
}
