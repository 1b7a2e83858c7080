package org.wangge.grid.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.model.Publications.Made;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;

/** When a publication may take effect, be taken back, and go for good. */
public final class PublicationRules {

    /** So many stay readable after they were replaced, however large they are. */
    public static final int LEAST_KEPT = 10;

    /** So many at most, however small they are. */
    private static final int MOST_KEPT = 1000;

    /** As many as a document keeps at most, see {@link Operation#kept}. */
    private static final int KEYS_KEPT = 300;

    /** An instance looks every two seconds; after that none still believes in what was withdrawn. */
    private static final Duration LAST_CALL = Duration.ofSeconds(5);

    private static final int YEARS_AHEAD = 10;

    private static final int MOST_SCHEDULED = 20;

    private PublicationRules() {}

    /** Why nothing can take effect then; empty when it can. A moment of its own is in the future and in sight. */
    public static Optional<Refusal> refusal(Publications before, @Nullable Instant from, Instant now) {
        if (from != null
                && (!from.isAfter(now)
                        || from.isAfter(now.atOffset(ZoneOffset.UTC)
                                .plusYears(YEARS_AHEAD)
                                .toInstant()))) {
            return Optional.of(Refusal.field("grid.effective-range", "effectiveFrom", YEARS_AHEAD));
        }
        if (from != null && before.scheduled(now).size() >= MOST_SCHEDULED) {
            return Optional.of(Refusal.of("grid.scheduled-many", MOST_SCHEDULED));
        }
        Instant moment = from == null ? now : from;
        // It is built on the ground of before, and would take back what this one does.
        return before.scheduled(now).stream()
                .filter(later -> !later.effectiveFrom().isBefore(moment))
                .findFirst()
                .map(later -> Refusal.of("grid.scheduled-later", later.revision(), later.effectiveFrom()));
    }

    /**
     * Adds a publication.
     *
     * @param base the one it was built on; another may have come in between
     * @param key of the operation; null when it came without one
     * @param keptCells so many grids of the past are kept, and {@link #LEAST_KEPT} publications in any case
     */
    public static Decision<Publications> publish(
            Publications before, Publication next, long base, @Nullable String key, int keptCells, Instant now) {
        Optional<Refusal> refusal = refusal(before, next.from(), now);
        if (refusal.isPresent()) {
            return new Decision.No<>(refusal.get());
        }
        long ground =
                before.present(next.effectiveFrom()).map(Publication::revision).orElse(0L);
        if (ground != base) {
            return new Decision.No<>(Refusal.of("grid.revision-conflict", base));
        }
        List<Publication> all = new ArrayList<>(before.published());
        all.add(next);
        List<Made> keys = new ArrayList<>(before.made());
        if (key != null) {
            keys.add(new Made(key, next.revision()));
        }
        return next(
                before,
                kept(all, keptCells),
                List.copyOf(keys.subList(Math.max(0, keys.size() - KEYS_KEPT), keys.size())),
                now);
    }

    /** Takes back one that does not hold yet, and on which no other is built. */
    public static Decision<Publications> withdraw(Publications before, long number, Instant now) {
        Publication known = before.find(number).orElse(null);
        if (known == null) {
            return new Decision.No<>(Refusal.of("grid.import-not-found", number));
        }
        if (known.isWithdrawn()) {
            return new Decision.Already<>();
        }
        if (!known.effectiveFrom().minus(LAST_CALL).isAfter(now)) {
            return new Decision.No<>(Refusal.of("grid.import-in-force", number, known.effectiveFrom()));
        }
        List<Publication> scheduled = before.scheduled(now);
        Publication last = scheduled.get(scheduled.size() - 1);
        return last.revision() != number
                ? new Decision.No<>(Refusal.of("grid.scheduled-later", last.revision(), last.effectiveFrom()))
                : next(
                        before,
                        before.published().stream()
                                .map(publication ->
                                        publication.revision() == number ? publication.withdrawn(now) : publication)
                                .toList(),
                        before.made(),
                        now);
    }

    private static Decision<Publications> next(
            Publications before, List<Publication> all, List<Made> keys, Instant now) {
        PublicationsBuilder next = PublicationsBuilder.builder(before)
                .writes(before.version() + 1)
                .published(all)
                .made(keys);
        next.build()
                .present(now)
                .ifPresent(present -> next.revision(present.revision()).cells(present.cells()));
        return new Decision.Next<>(next.build(), List.of());
    }

    private static List<Publication> kept(List<Publication> all, int keptCells) {
        int first = all.size();
        long cells = 0;
        while (first > 0 && all.size() - first < MOST_KEPT) {
            Publication earlier = all.get(first - 1);
            cells += earlier.isWithdrawn() ? 0 : earlier.cells();
            if (all.size() - first >= LEAST_KEPT && cells > keptCells) {
                break;
            }
            first--;
        }
        return List.copyOf(all.subList(first, all.size()));
    }
}
