package org.wangge.planning.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.planning.DrawView.Pair;
import org.wangge.shared.Operation;
import org.wangge.work.Versioned;

/**
 * A draw as stored; never changes.
 *
 * @param areas of the places and all areas above them
 * @param paths where each of the places lies, in their order; null in draws of an earlier version
 */
public record DrawFile(
        UUID id,
        String seed,
        List<UUID> inspectors,
        List<UUID> places,
        int count,
        List<Pair> pairs,
        UUID drawnById,
        String drawnByName,
        Instant drawnAt,
        List<String> areas,
        @Nullable List<String> paths,
        @Nullable String operationKey,
        @Nullable String operationHash)
        implements Versioned {

    @Override
    public long version() {
        return 1;
    }

    @Override
    public @Nullable List<Operation.Done> operations() {
        return null;
    }

    @Override
    public String caption() {
        return "/api/v1/draws/" + id;
    }
}
