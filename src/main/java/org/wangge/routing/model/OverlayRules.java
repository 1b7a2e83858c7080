package org.wangge.routing.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;

/** How long an emergency overlay may last, and who ends it. */
public final class OverlayRules {

    /** From now on; who wants it longer says so again. */
    private static final Duration LONGEST = Duration.ofHours(72);

    private OverlayRules() {}

    /** What is wrong with an end; null when nothing is. */
    public static @Nullable Refusal unfit(Instant until, Instant now) {
        return until.isAfter(now) && !until.isAfter(now.plus(LONGEST))
                ? null
                : Refusal.field("routing-overlay.until", "/until", LONGEST.toHours());
    }

    /** Ends it now; nothing where it has ended. */
    public static Decision<OverlayFile> end(OverlayFile overlay, Actor actor, Instant now) {
        if (!isOf(actor, overlay)) {
            return new Decision.No<>(forbidden());
        }
        return overlay.isInForce(now)
                ? new Decision.Next<>(
                        next(overlay, now)
                                .until(now)
                                .endedBy(RuleSetMachine.name(actor))
                                .build(),
                        List.of())
                : new Decision.Already<>();
    }

    /** Gives it another end, as far from now as a new one might have. */
    public static Decision<OverlayFile> extend(OverlayFile overlay, Instant until, Actor actor, Instant now) {
        if (!isOf(actor, overlay)) {
            return new Decision.No<>(forbidden());
        }
        if (!overlay.isInForce(now)) {
            return new Decision.No<>(Refusal.of("routing-overlay.ended").withPresent(overlay.version(), List.of()));
        }
        Refusal unfit = unfit(until, now);
        if (unfit != null) {
            return new Decision.No<>(unfit);
        }
        return until.equals(overlay.until())
                ? new Decision.Already<>()
                : new Decision.Next<>(next(overlay, now).until(until).build(), List.of());
    }

    /** What this person may do with it now. */
    public static List<String> openActions(OverlayFile overlay, Actor actor, Instant now) {
        return overlay.isInForce(now) && actor.may(Permission.CASE_ARBITRATE) && isOf(actor, overlay)
                ? List.of("extend", "end")
                : List.of();
    }

    private static boolean isOf(Actor actor, OverlayFile overlay) {
        return overlay.areas().stream().map(GridPath::new).allMatch(actor::covers);
    }

    private static Refusal forbidden() {
        return Refusal.of("access.forbidden", Permission.CASE_ARBITRATE.name());
    }

    private static OverlayFileBuilder next(OverlayFile overlay, Instant now) {
        return OverlayFileBuilder.builder(overlay)
                .version(overlay.version() + 1)
                .updatedAt(now);
    }
}
