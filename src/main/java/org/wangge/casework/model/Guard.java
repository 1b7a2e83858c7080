package org.wangge.casework.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Actor;
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

    /** Who did the work, once it is done. */
    static Optional<UUID> handler(CaseFile file) {
        return Optional.ofNullable(file.outcome()).map(outcome -> outcome.by().id());
    }
}
