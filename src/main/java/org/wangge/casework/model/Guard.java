package org.wangge.casework.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.model.BetweenOffices.Transfer;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;

/** A named rule that must hold for an action, beyond state and role. Looks at the case and the actor only. */
enum Guard implements CaseRule {
    /** The office dispatches, but not for ever: a case does not go back and forth (field rule 11). */
    NOT_RETURNED_TWICE((file, asked) ->
            file.isReturnedToDistrict() ? Refusal.of("case.needs-arbitration", String.valueOf(file.returns())) : null),
    /** What the district decided after two returns the office does not undo. */
    NOT_DECIDED_BY_DISTRICT((file, asked) -> file.isReturnedToDistrict() ? Refusal.of("case.district-decided") : null),
    /** And the district undoes only what it decided. */
    DECIDED_BY_DISTRICT(
            (file, asked) -> file.isReturnedToDistrict() || file.desk().isDistricts()
                    ? null
                    : Refusal.of("access.forbidden", Permission.CASE_DISPATCH.name())),
    /** Whoever took it on works by the limit it was filed under; that holds after rework too. */
    NOT_ACCEPTED((file, asked) ->
            file.assignment() != null && file.assignment().acceptedAt() != null ? Refusal.of("case.accepted") : null),
    /** After two returns the district arbitrates, and dispatches what lies with it or was taken back from the offices; else it leaves that to the office. */
    FOR_DISTRICT_TO_DISPATCH((file, asked) -> file.isReturnedToDistrict()
                    || file.desk().isDistricts()
                    || file.between().arbitration() != null
                    || (file.duty() != null && file.duty().isTakenBack())
            ? null
            : Refusal.of("case.office-dispatches", String.valueOf(Guard.RETURNS_BEFORE_ARBITRATION))),
    /** The district decides about what lies with it, or came back to it. */
    FOR_DISTRICT_TO_DECIDE(
            (file, asked) -> file.isReturnedToDistrict() || file.desk().isDistricts()
                    ? null
                    : Refusal.of("case.office-decides", file.desk().name())),
    /** As long as another office has not answered, nobody does anything with it. */
    NOT_OFFERED((file, asked) -> {
        Transfer offered = file.between().transfer();
        return offered == null
                ? null
                : Refusal.of("case.transfer-pending", offered.to().name());
    }),
    OFFERED((file, asked) -> file.between().transfer() == null ? Refusal.of("case.transfer-absent") : null),
    /** The time for an answer is over. */
    UNANSWERED((file, asked) -> file.dueAt() == null || asked.now().isBefore(file.dueAt())
            ? Refusal.of("case.transfer-pending", file.desk().name())
            : null),
    /** The district's word binds the offices. */
    NOT_ARBITRATED((file, asked) -> file.between().arbitration() == null ? null : Refusal.of("case.arbitrated")),
    NOT_AT_THE_DISTRICT((file, asked) -> file.desk().isDistricts() ? Refusal.of("case.at-district") : null),
    /** Who fixed it does not say that it is fixed: four eyes. */
    NOT_THE_HANDLER((file, asked) ->
            handler(file).filter(asked.actor().id()::equals).isPresent() ? Refusal.of("case.own-work") : null),
    /** A check that failed is answered with rework or another check, not with closing. */
    LAST_CHECK_DID_NOT_FAIL(
            (file, asked) -> file.check() != null && !file.check().positive() ? Refusal.of("case.check-failed") : null),
    /** Settled on the spot by its reporter, and not by a department after it was opened again. */
    CLOSED_ON_THE_SPOT((file, asked) -> file.report().selfHandled()
                    && file.outcome() != null
                    && file.outcome().closedBy() == null
            ? null
            : wrongState(file, CaseAction.REQUEST_CHECK)),
    /** It was closed before the check was asked for, and stays so whatever the check finds. */
    A_SAMPLE((file, asked) -> file.closedAt() == null ? wrongState(file, CaseAction.CHECK) : null),
    NOT_A_SAMPLE((file, asked) -> file.closedAt() == null ? null : wrongState(file, CaseAction.CHECK)),
    /** A closed case is opened again only for a month. */
    CLOSED_LATELY((file, asked) -> closedTooLong(file, asked.now()));

    static final int RETURNS_BEFORE_ARBITRATION = 2;
    static final Duration REOPEN_WINDOW = Duration.ofDays(30);

    private final Transitions.Rule<CaseFile, CaseCommand, CaseAction> rule;

    Guard(Transitions.Rule<CaseFile, CaseCommand, CaseAction> rule) {
        this.rule = rule;
    }

    @Override
    public @Nullable Refusal refusal(CaseFile file, Asked<CaseCommand, CaseAction> asked) {
        return rule.refusal(file, asked);
    }

    private static @Nullable Refusal closedTooLong(CaseFile file, Instant now) {
        Instant closedAt = Objects.requireNonNull(file.closedAt());
        return now.isAfter(closedAt.plus(REOPEN_WINDOW))
                ? Refusal.of("case.closed-too-long", String.valueOf(REOPEN_WINDOW.toDays()))
                : null;
    }

    private static Refusal wrongState(CaseFile file, CaseAction action) {
        return Refusal.of("case.wrong-state", file.state(), action);
    }

    /** Who did the work, once it is done. */
    static Optional<UUID> handler(CaseFile file) {
        return Optional.ofNullable(file.outcome()).map(outcome -> outcome.by().id());
    }
}
