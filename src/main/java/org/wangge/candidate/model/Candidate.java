package org.wangge.candidate.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.candidate.CandidateKind;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.notification.Reach;

/**
 * Somebody who could get the case, with all that is weighed.
 *
 * @param id code of a department, account of a person
 * @param departments of those that may get it: the department itself, or those the person handles for; empty for who handles for none
 * @param ofOffice whether one of these is an office's and not the district's
 * @param grid how the person answers for the grid; null when not at all
 * @param onDuty now; of a department whether one of its handlers is
 * @param openCases to handle now
 * @param metres from the place of the case; null when not known
 * @param pastCases of the category, handled lately
 * @param reach whether the person would hear of it; of a department that of the handler who would best
 */
public record Candidate(
        CandidateKind kind,
        String id,
        String name,
        Set<String> departments,
        boolean ofOffice,
        ResponsibleWorker.@Nullable Duty grid,
        boolean onDuty,
        long openCases,
        @Nullable Double metres,
        long pastCases,
        Reach.Level reach) {}
