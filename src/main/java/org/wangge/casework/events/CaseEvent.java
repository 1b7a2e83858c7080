package org.wangge.casework.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseState;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.work.DomainEvent;

/**
 * A step of a case that was stored. Carries what others need to act on it, as the case stood after the step, so that nobody
 * has to look back; ids and codes mostly, never a citizen's words.
 *
 * @param eventId also the id of the timeline line
 * @param officeCode who handles the area
 * @param restricted whether it is only for those who need to know it
 * @param actorId who did it; {@link org.wangge.shared.Actor#SYSTEM} for the server
 * @param otherReporterIds reporters of cases merged into this one
 * @param departmentCode with whom it is, or was just before this step
 * @param askedId the worker asked to look, now or just before this step
 * @param askedById who asked
 * @param dispatchedById who dispatched it last
 * @param mergedInto the case that goes on instead
 * @param mediaIds new in this step
 * @param desks null in events of earlier versions: then the desk is the office's that handles the area
 * @param watchers whom the rules name to know of a report, as {@link org.wangge.routing.Ruling#watchers} has them; null in other
 *     steps and in events of earlier versions
 * @param seen null in events of earlier versions: then whoever works in its area sees it, and whom the event names
 */
public record CaseEvent(
        UUID eventId,
        Instant at,
        CaseAction action,
        UUID caseId,
        String number,
        CaseState state,
        long version,
        GridPath area,
        String officeCode,
        String categoryCode,
        LocalizedText categoryName,
        boolean restricted,
        boolean urgent,
        UUID actorId,
        UUID reporterId,
        List<UUID> otherReporterIds,
        @Nullable String departmentCode,
        @Nullable UUID assigneeId,
        @Nullable UUID askedId,
        @Nullable UUID askedById,
        @Nullable UUID dispatchedById,
        @Nullable UUID mergedInto,
        @Nullable Instant dueAt,
        int returns,
        boolean positive,
        List<UUID> mediaIds,
        @Nullable Desks desks,
        @Nullable List<String> watchers,
        @Nullable Seen seen)
        implements DomainEvent {

    /**
     * Who may see the case after the step, and what the step changed of it.
     *
     * @param areas in one of which a reader works: the grid, all above it and those of its desks
     * @param parties accounts and departments that see it wherever it lies
     * @param changed fields of the case as its readers know them; none for a new case, or when only its timeline grew
     */
    public record Seen(List<String> areas, List<String> parties, List<String> changed) {}

    /**
     * At whose desk it is, and whom else of the desks it concerns.
     *
     * @param code of the office or the district
     * @param areas of those who work at it
     * @param others areas of other offices that it left, was offered to, or is helped by
     * @param departments that the district named in this step
     * @param toDistrict whether it came back too often, so that only the district dispatches it
     */
    public record Desks(
            String code,
            boolean district,
            List<GridPath> areas,
            List<GridPath> others,
            List<String> departments,
            boolean toDistrict) {}
}
