package org.wangge.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A draw (双随机) with all that is needed to redo it.
 *
 * @param method in words: how the pairs follow from seed and lists
 * @param matches whether redoing it now gives the same pairs
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
        PlanView.PersonView drawnBy,
        Instant drawnAt) {

    /** One place and who inspects it: two, unless only one was in the list. */
    public record Pair(UUID placeId, List<UUID> inspectorIds) {}
}
