package org.wangge.notification.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.GridPath;

/**
 * What is done, step by step, until the recipient is known to have heard. A receipt, the step that the notice asks for, or another
 * change of the case ends it.
 *
 * @param dueAt when to look next; null once it has ended
 * @param until when it ends by itself
 * @param desk areas of those who dispatch for the case
 * @param climbs what was done so far, in order
 */
public record Ladder(@Nullable Instant dueAt, Instant until, List<String> desk, List<Climb> climbs) {

    /** Somebody who comes on duty the next morning is still to hear of it. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Notices that ask one to go or to act, each with the steps that do so. */
    private static final Map<NoticeKind, Set<CaseAction>> ASKING = Map.of(
            NoticeKind.VERIFICATION_ASKED, Set.of(CaseAction.VERIFY),
            NoticeKind.CHECK_ASKED, Set.of(CaseAction.CHECK),
            NoticeKind.CASE_DISPATCHED, Set.of(CaseAction.ACCEPT, CaseAction.RETURN),
            NoticeKind.CASE_REWORK, Set.of(CaseAction.RESOLVE));

    /** Steps after which the same person still has the same to do. */
    private static final Set<CaseAction> CHANGING_NOTHING = Set.of(
            CaseAction.COMMENT, CaseAction.ABSORB, CaseAction.FOLLOW_GRID, CaseAction.MOVE_DESK, CaseAction.REFILE);

    public Ladder {
        climbs = List.copyOf(climbs);
    }

    /** A step, in the order in which they are taken. */
    public enum Rung {
        /** Once more, urgently, to the device that registered last. */
        AGAIN,
        /** To all other devices of the recipient. */
        OTHER_DEVICE,
        /** To those who answer for the grid besides. */
        DEPUTY,
        /** To those who dispatch for the case. */
        DESK,
        /** By the channel that the operator set. */
        FALLBACK
    }

    /**
     * A step that was taken.
     *
     * @param told how many devices or people
     */
    public record Climb(Rung rung, Instant at, int told) {}

    /** One that looks for the first time when the recipient could have heard. */
    public static Ladder from(Instant at, Duration within, List<GridPath> desk) {
        return new Ladder(
                at.plus(within),
                at.plus(LONGEST),
                desk.stream().map(GridPath::value).toList(),
                List.of());
    }

    /**
     * Whether it still matters that somebody hears of what happened then. An assignment that an outage held up for hours is climbed for, also
     * when a push of it would be over; what is older is found at the desk.
     */
    public static boolean isInTime(Instant happened, Instant now) {
        return !happened.isBefore(now.minus(LONGEST));
    }

    /** Whether a notice of this kind asks somebody to act, so that it matters whether it was heard. */
    public static boolean isFor(NoticeKind kind) {
        return ASKING.containsKey(kind);
    }

    /** The kinds of notices that are answered by a step of the one who got them. */
    public static List<NoticeKind> answeredBy(CaseAction action) {
        return ASKING.entrySet().stream()
                .filter(asking -> asking.getValue().contains(action))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether nobody need hear any more what was told before this step. */
    public static boolean isEndedBy(CaseAction action) {
        return !CHANGING_NOTHING.contains(action);
    }

    /**
     * What there is to climb on.
     *
     * @param onDuty whether the recipient is on duty now
     * @param pushing whether the notice itself is still being pushed
     * @param devices how many the recipient has
     * @param fallback whether the operator set that channel
     */
    public record Footing(boolean onDuty, boolean pushing, int devices, int deputies, int desk, boolean fallback) {

        private int told(Rung rung) {
            return switch (rung) {
                case AGAIN -> pushing ? 0 : Math.min(1, devices);
                case OTHER_DEVICE -> pushing ? 0 : Math.max(0, devices - 1);
                case DEPUTY -> deputies;
                case DESK -> desk;
                case FALLBACK -> fallback ? 1 : 0;
            };
        }
    }

    /**
     * What to do at a look: a rung to climb, or none.
     *
     * @param climb null when there is nothing to do now
     * @param dueAt when to look again; null for never
     */
    public record Step(@Nullable Climb climb, @Nullable Instant dueAt) {}

    /**
     * The next step. Rungs on which nobody would be told are left out; after the last one it ends. Nobody is called for who is not
     * on duty: then it waits.
     *
     * @param within how long one has to be heard
     */
    public Step next(Footing footing, Instant now, Duration within) {
        if (!now.isBefore(until)) {
            return new Step(null, null);
        }
        if (!footing.onDuty()) {
            return new Step(null, now.plus(within));
        }
        int from = climbs.isEmpty() ? 0 : climbs.get(climbs.size() - 1).rung().ordinal() + 1;
        Rung[] rungs = Rung.values();
        for (int at = from; at < rungs.length; at++) {
            int told = footing.told(rungs[at]);
            if (told > 0) {
                return new Step(new Climb(rungs[at], now, told), at == rungs.length - 1 ? null : now.plus(within));
            }
        }
        return new Step(null, null);
    }
}
