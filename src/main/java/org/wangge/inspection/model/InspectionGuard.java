package org.wangge.inspection.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Refusal;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;

/** A named rule that must hold for an action, beyond state and role. */
enum InspectionGuard implements Transitions.Rule<InspectionFile, InspectionCommand, InspectionAction> {
    /** The first or the second one. */
    ITS_INSPECTOR((file, asked) -> file.isInspectedBy(asked.actor().id()) ? null : Refusal.of("inspection.not-yours")),
    /** A queue on a phone waits days or weeks. */
    PHOTOS_AWAITED((file, asked) -> InspectionGuard.tooLate(file, asked.now()));

    /** So long after an inspection arrived its photos may still come. */
    private static final Duration AWAITED = Duration.ofDays(30);

    private final Transitions.Rule<InspectionFile, InspectionCommand, InspectionAction> rule;

    InspectionGuard(Transitions.Rule<InspectionFile, InspectionCommand, InspectionAction> rule) {
        this.rule = rule;
    }

    @Override
    public @Nullable Refusal refusal(InspectionFile file, Asked<InspectionCommand, InspectionAction> asked) {
        return rule.refusal(file, asked);
    }

    private static @Nullable Refusal tooLate(InspectionFile file, Instant now) {
        return now.isAfter(file.receivedAt().plus(AWAITED))
                ? Refusal.of("inspection.photos-late", AWAITED.toDays())
                : null;
    }
}
