package org.wangge.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A draw (双随机) with all that is needed to redo it.
 *
 * @param method in words: how the pairs follow from seed and lists
 * @param matches whether redoing it now with all that was drawn from gives the same pairs
 * @param partial whether places outside the reader's area are left out
 */
public record DrawView(
        UUID id,
        String seed,
        List<UUID> inspectors,
        List<UUID> places,
        int count,
        List<Pair> pairs,
        String method,
        boolean matches,
        boolean partial,
        PlanView.PersonView drawnBy,
        Instant drawnAt) {

    /** One place and who inspects it: two; in draws of an earlier version one, when only one was named. */
    public record Pair(UUID placeId, List<UUID> inspectorIds) {}
}
