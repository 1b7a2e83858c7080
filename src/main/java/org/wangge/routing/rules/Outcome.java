package org.wangge.routing.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule decides.
 *
 * @param target null only for a rule that goes on
 * @param code of the office, the department or the person's role, where the target needs one
 * @param clockProfile name of the limits that hold instead of the usual ones; null for the usual
 * @param watchers who is told besides: roles, departments or offices by code
 * @param goOn whether the rule only adds watchers and the search continues below it
 */
public record Outcome(
        @Nullable Target target,
        @Nullable String code,
        @Nullable String clockProfile,
        List<String> watchers,
        boolean goOn) {

    public Outcome {
        watchers = List.copyOf(watchers);
    }

    /** Who gets a report. */
    public enum Target {
        /** The office that answers for the grid, hosted areas included. */
        GRID_OFFICE,
        /** The office named. */
        OFFICE,
        /** The department that leads by the duty list. */
        LEAD_DEPARTMENT,
        /** The department named, at the desk of its office or of the district. */
        DEPARTMENT,
        /** The office of the grid, with the person of this role proposed: RESPONSIBLE_WORKER or DUTY_LEADER. */
        PERSON,
        /** The desk of the district. */
        DISTRICT
    }
}
