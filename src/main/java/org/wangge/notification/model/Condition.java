package org.wangge.notification.model;

import java.util.List;
import java.util.function.Predicate;
import org.wangge.casework.CaseState;
import org.wangge.casework.events.CaseEvent;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.place.RiskColour;
import org.wangge.planning.PlanKind;
import org.wangge.planning.events.TaskEvent;
import org.wangge.work.DomainEvent;

/** What a row of a policy may depend on. The names are stored and part of the contract. */
public enum Condition {
    /** The case lies at the district's desk. */
    AT_DISTRICT(ofCase(step -> step.desks() != null && step.desks().district())),
    /** So often returned that the district has to say where it goes. */
    RETURNED_TO_DISTRICT(ofCase(Condition::isReturnedToDistrict)),
    URGENT(ofCase(CaseEvent::urgent)),
    /** Still to be done. */
    OPEN(ofCase(step -> step.state().isOpen())),
    /** Who looked said yes. */
    POSITIVE(ofCase(CaseEvent::positive)),
    /** Somebody has dispatched it before. */
    DISPATCHED(ofCase(step -> step.dispatchedById() != null)),
    /** Another case goes on instead, and tells those concerned with either. */
    MERGED(ofCase(step -> step.mergedInto() != null)),
    /** The hazard is or may be major. */
    GRAVE(ofHazard(step -> step.level() != HazardLevel.GENERAL)),
    RECHECK_DUE(ofHazard(step -> step.state() == HazardState.RECHECK_DUE)),
    /** The district has listed it and sees to its end. */
    LISTED(ofHazard(HazardEvent::listed)),
    CLOSED(ofCase(step -> step.state() == CaseState.CLOSED), ofHazard(step -> step.state() == HazardState.CLOSED)),
    /** The district's own matter. */
    CAMPAIGN(ofTask(task -> task.planKind() == PlanKind.CAMPAIGN)),
    /** A place that must not stay unseen because an office is slow. */
    HIGH_RISK(ofTask(task -> task.colour() == RiskColour.RED || task.colour() == RiskColour.ORANGE));

    /** After so many returns the district has to say where it goes (field rule 11). */
    private static final int RETURNS_BEFORE_ARBITRATION = 2;

    /** What it means for one sort of event. */
    private record Meaning<E extends DomainEvent>(PolicySubject subject, Class<E> type, Predicate<E> holds) {

        boolean holdsFor(DomainEvent event) {
            return type.isInstance(event) && holds.test(type.cast(event));
        }
    }

    private final List<Meaning<?>> meanings;

    Condition(Meaning<?>... meanings) {
        this.meanings = List.of(meanings);
    }

    private static Meaning<CaseEvent> ofCase(Predicate<CaseEvent> holds) {
        return new Meaning<>(PolicySubject.CASE, CaseEvent.class, holds);
    }

    private static Meaning<HazardEvent> ofHazard(Predicate<HazardEvent> holds) {
        return new Meaning<>(PolicySubject.HAZARD, HazardEvent.class, holds);
    }

    private static Meaning<TaskEvent> ofTask(Predicate<TaskEvent> holds) {
        return new Meaning<>(PolicySubject.TASK, TaskEvent.class, holds);
    }

    private static boolean isReturnedToDistrict(CaseEvent step) {
        return step.desks() == null
                ? step.returns() >= RETURNS_BEFORE_ARBITRATION
                : step.desks().toDistrict();
    }

    /** Whether it can be said of events about this at all. */
    public boolean fits(PolicySubject subject) {
        return meanings.stream().anyMatch(meaning -> meaning.subject() == subject);
    }

    public boolean holds(DomainEvent event) {
        return meanings.stream().anyMatch(meaning -> meaning.holdsFor(event));
    }
}
