package org.wangge.casework.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;

/** A named rule that must hold for an action, beyond state and role. Looks at the case and the actor only. */
enum Guard {
    /** The office dispatches, but not for ever: a case does not go back and forth (field rule 11). */
    NOT_RETURNED_TWICE {
        @Override
        @Nullable
        Refusal refusal(CaseFile file, Actor actor, Instant now) {
            return file.returns() >= RETURNS_BEFORE_ARBITRATION
                    ? Refusal.of("case.needs-arbitration", String.valueOf(file.returns()))
                    : null;
        }
    },
    /** What the district decided after two returns the office does not undo. */
    NOT_DECIDED_BY_DISTRICT {
        @Override
        @Nullable
        Refusal refusal(CaseFile file, Actor actor, Instant now) {
            return file.returns() >= RETURNS_BEFORE_ARBITRATION ? Refusal.of("case.district-decided") : null;
        }
    },
    /** And the district undoes only what it decided. */
    DECIDED_BY_DISTRICT {
        @Override
        @Nullable
        Refusal refusal(CaseFile file, Actor actor, Instant now) {
            return file.returns() < RETURNS_BEFORE_ARBITRATION
                    ? Refusal.of("access.forbidden", Permission.CASE_DISPATCH.name())
                    : null;
        }
    },
    /** Whoever took it on works by the limit it was filed under; that holds after rework too. */
    NOT_ACCEPTED {
        @Override
        @Nullable
        Refusal refusal(CaseFile file, Actor actor, Instant now) {
            CaseFile.Assignment given = file.assignment();
            return given != null && given.acceptedAt() != null ? Refusal.of("case.accepted") : null;
        }
    },
    /** After two returns the district arbitrates; before that it leaves dispatching to the office. */
    RETURNED_TWICE {
        @Override
        @Nullable
        Refusal refusal(CaseFile file, Actor actor, Instant now) {
            return file.returns() < RETURNS_BEFORE_ARBITRATION
                    ? Refusal.of("case.office-dispatches", String.valueOf(RETURNS_BEFORE_ARBITRATION))
                    : null;
        }
    },
    /** Who fixed it does not say that it is fixed: four eyes. */
    NOT_THE_HANDLER {
        @Override
        @Nullable
        Refusal refusal(CaseFile file, Actor actor, Instant now) {
            return handler(file).filter(actor.id()::equals).isPresent() ? Refusal.of("case.own-work") : null;
        }
    },
    /** A check that failed is answered with rework or another check, not with closing. */
    LAST_CHECK_DID_NOT_FAIL {
        @Override
        @Nullable
        Refusal refusal(CaseFile file, Actor actor, Instant now) {
            return file.check() != null && !file.check().positive() ? Refusal.of("case.check-failed") : null;
        }
    },
    /** Settled on the spot by its reporter, and not by a department after it was opened again. */
    CLOSED_ON_THE_SPOT {
        @Override
        @Nullable
        Refusal refusal(CaseFile file, Actor actor, Instant now) {
            CaseFile.Outcome outcome = file.outcome();
            return file.report().selfHandled() && outcome != null && outcome.closedBy() == null
                    ? null
                    : Refusal.of("case.wrong-state", file.state(), CaseAction.REQUEST_CHECK);
        }
    },
    /** It was closed before the check was asked for, and stays so whatever the check finds. */
    A_SAMPLE {
        @Override
        @Nullable
        Refusal refusal(CaseFile file, Actor actor, Instant now) {
            return file.closedAt() == null ? wrongState(file) : null;
        }
    },
    NOT_A_SAMPLE {
        @Override
        @Nullable
        Refusal refusal(CaseFile file, Actor actor, Instant now) {
            return file.closedAt() == null ? null : wrongState(file);
        }
    },
    /** A closed case is opened again only for a month. */
    CLOSED_LATELY {
        @Override
        @Nullable
        Refusal refusal(CaseFile file, Actor actor, Instant now) {
            Instant closedAt = Objects.requireNonNull(file.closedAt());
            return now.isAfter(closedAt.plus(REOPEN_WINDOW))
                    ? Refusal.of("case.closed-too-long", String.valueOf(REOPEN_WINDOW.toDays()))
                    : null;
        }
    };

    static final int RETURNS_BEFORE_ARBITRATION = 2;
    static final Duration REOPEN_WINDOW = Duration.ofDays(30);

    /** Null when the rule holds. */
    abstract @Nullable Refusal refusal(CaseFile file, Actor actor, Instant now);

    /** Of the two ways on from a check the other one is open. */
    private static Refusal wrongState(CaseFile file) {
        return Refusal.of("case.wrong-state", file.state(), CaseAction.CHECK);
    }

    /** Who did the work, once it is done. */
    static Optional<UUID> handler(CaseFile file) {
        return Optional.ofNullable(file.outcome()).map(outcome -> outcome.by().id());
    }
}
