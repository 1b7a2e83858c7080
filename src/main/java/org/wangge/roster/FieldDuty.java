package org.wangge.roster;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.grid.GivenPosition;
import org.wangge.grid.GridCells;
import org.wangge.roster.model.Presence.Spot;
import org.wangge.roster.model.RosterRules;
import org.wangge.roster.store.PresenceStore;
import org.wangge.roster.store.RosterStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.PhoneTime;
import org.wangge.work.DoneOperations;
import org.wangge.work.DoneOperations.Once;
import reactor.core.publisher.Mono;

/** What people in the field say of themselves: that they begin and end, and where they are. */
@Component
public class FieldDuty {

    private static final String ABOUT = "/api/v1/duty";

    private final PresenceStore presences;
    private final RosterStore rosters;
    private final DutyOffices offices;
    private final Accounts accounts;
    private final GridCells grids;
    private final DoneOperations operations;
    private final Clock clock;

    FieldDuty(
            PresenceStore presences,
            RosterStore rosters,
            DutyOffices offices,
            Accounts accounts,
            GridCells grids,
            DoneOperations operations,
            Clock clock) {
        this.presences = presences;
        this.rosters = rosters;
        this.offices = offices;
        this.accounts = accounts;
        this.grids = grids;
        this.operations = operations;
        this.clock = clock;
    }

    /** Whether the person is on duty, and as what; the rest is null when not. */
    public record Standing(
            boolean onDuty,
            @Nullable String officeCode,
            @Nullable DutyRole role,
            @Nullable Instant from,
            @Nullable Instant to) {

        private static final Standing OFF = new Standing(false, null, null, null, null);

        private static Standing of(OnDuty duty) {
            return new Standing(true, duty.officeCode(), duty.role(), duty.from(), duty.until());
        }
    }

    /** Why a position was not kept. */
    public enum NotKept {
        /** Positions of people off duty are never kept. */
        NOT_ON_DUTY,
        /** It was measured more than thirty minutes ago. */
        TOO_OLD,
        /** A newer one came before it. */
        NEWER_KEPT
    }

    /**
     * What became of a position.
     *
     * @param until when it is forgotten; null when it was not kept
     * @param reason why not; null when it was kept
     */
    public record Kept(
            boolean kept, @Nullable Instant until, @Nullable NotKept reason) {

        private static Kept not(NotKept reason) {
            return new Kept(false, null, reason);
        }
    }

    /**
     * The actor is on duty from now on, until ended or for twelve hours; who begins again has another twelve. For people who look
     * at things or handle them; refuses {@code access.forbidden} to others. Repeatable by its operation.
     */
    public Mono<Once<Standing>> begin(Actor actor, Operation operation) {
        actor.requireAny(Permission.CASE_VERIFY, Permission.CASE_HANDLE);
        return operations.once(
                operation,
                ABOUT,
                Standing.class,
                begun -> duty(actor, begun.at())
                        .flatMap(duty -> presences.begin(duty).thenReturn(Standing.of(duty))));
    }

    private Mono<OnDuty> duty(Actor actor, Instant at) {
        DutyRole role = actor.may(Permission.CASE_HANDLE) ? DutyRole.DUTY_HANDLER : DutyRole.DUTY_WORKER;
        return accounts.self(actor)
                .map(account -> new OnDuty(
                        actor.id(),
                        offices.officeOf(actor, Optional.ofNullable(account.officeCode())),
                        role,
                        at,
                        at.plus(RosterRules.LONGEST_FIELD_DUTY),
                        OnDuty.Source.BEGUN));
    }

    /**
     * Ends what the actor began and forgets where it was; nothing begun is no error. Says how the actor stands then: a shift of the
     * roster goes on. Repeatable by its operation.
     */
    public Mono<Once<Standing>> end(Actor actor, Operation operation) {
        return operations.once(
                operation,
                ABOUT,
                Standing.class,
                begun -> presences
                        .end(actor.id())
                        .then(Mono.defer(() -> planned(actor, clock.instant())))
                        .map(Standing::of)
                        .defaultIfEmpty(Standing.OFF));
    }

    /** By the roster; empty when no shift runs. */
    private Mono<OnDuty> planned(Actor actor, Instant at) {
        return rosters.naming(actor.id())
                .flatMapIterable(roster -> roster.shifts().stream()
                        .filter(shift -> shift.accountId().equals(actor.id()) && shift.runsAt(at))
                        .map(shift -> RosterRules.planned(roster.id(), shift))
                        .toList())
                .next();
    }

    /**
     * Keeps where the actor is, in place of where it was before, for thirty minutes at most and no longer than the duty lasts; of
     * somebody off duty nothing is kept. Refuses {@code position.invalid} for what is no place on earth. Repeatable.
     *
     * @param at when it was measured by the phone; null for now, which also stands for the future
     */
    public Mono<Kept> place(GivenPosition given, @Nullable PhoneTime at, Actor actor) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            Instant measured = RosterRules.measuredAt(at, now);
            Spot spot = new Spot(grids.position(given, ""), measured, RosterRules.countsUntil(measured));
            return spot.until().isAfter(now) ? keep(spot, actor, now) : Mono.just(Kept.not(NotKept.TOO_OLD));
        });
    }

    private Mono<Kept> keep(Spot spot, Actor actor, Instant now) {
        return presences
                .placeBegun(actor.id(), spot, now)
                .flatMap(kept -> kept
                        ? Mono.just(new Kept(true, spot.until(), null))
                        : planned(actor, now)
                                .flatMap(duty -> keepPlanned(spot, duty, now))
                                .switchIfEmpty(Mono.defer(() -> notKept(actor, now))));
    }

    private Mono<Kept> keepPlanned(Spot spot, OnDuty duty, Instant now) {
        Instant until = spot.until().isBefore(duty.until()) ? spot.until() : duty.until();
        return presences
                .placePlanned(duty, new Spot(spot.position(), spot.at(), until), now)
                .map(kept -> kept ? new Kept(true, until, null) : Kept.not(NotKept.NEWER_KEPT));
    }

    private Mono<Kept> notKept(Actor actor, Instant now) {
        return presences
                .find(actor.id())
                .filter(presence -> RosterRules.begun(presence, now) != null)
                .map(begun -> Kept.not(NotKept.NEWER_KEPT))
                .defaultIfEmpty(Kept.not(NotKept.NOT_ON_DUTY));
    }
}
