package org.wangge.routing;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Outcome;
import org.wangge.shared.Limit;

/**
 * What the rules said of a report, with all that is needed to say it again. Stored with the case.
 *
 * @param ruleSetVersion number of the set that was in force; 0 when none was
 * @param overlayId the emergency overlay whose row decided; null when a row of the set did, or none
 * @param row id of the row that decided; null when the report fell through
 * @param code of the office, department or role that the row names; null where it names none
 * @param deskCode of the office or district at whose desk the case waited first
 * @param departmentCode proposed for the dispatch, null when none is
 * @param personRole whom the row proposes in the office, RESPONSIBLE_WORKER or DUTY_LEADER; null when nobody
 * @param watchers who is to know of it besides: roles, departments or offices by code
 * @param clockProfile of the row, null for the usual limits
 * @param clockFactor that the limits for accepting and handling are multiplied by; null for the usual limits
 * @param fellThrough null when a row decided
 * @param dutyListVersion of the list of the area's office; 0 without one
 * @param overlays that were in force there, the newest first
 */
public record Ruling(
        int ruleSetVersion,
        @Nullable UUID overlayId,
        @Nullable String row,
        Outcome.@Nullable Target target,
        @Nullable String code,
        String deskCode,
        @Nullable String departmentCode,
        @Nullable String personRole,
        List<String> watchers,
        @Nullable String clockProfile,
        @Nullable Double clockFactor,
        @Nullable FellThrough fellThrough,
        long dutyListVersion,
        long calendarVersion,
        List<UUID> overlays,
        RoutingFacts facts) {

    /** As rules name whoever answers for the grid. */
    public static final String RESPONSIBLE_WORKER = "RESPONSIBLE_WORKER";

    /** Why no row could say where a report goes, so that what always holds decided. */
    public enum FellThrough {
        /** No rule set is in force. */
        NO_RULES,
        /** No row took the report. */
        NO_ROW,
        /** The row names a department that is not there, or the duty list names none that leads. */
        NO_DEPARTMENT,
        /** The row names an office that is not there. */
        NO_OFFICE,
        /** The rules could not be asked; the log says why. */
        FAILED
    }

    public Ruling {
        watchers = List.copyOf(watchers);
        overlays = List.copyOf(overlays);
    }

    /** A limit for accepting or handling, as the rules shorten or lengthen it. */
    public Limit within(Limit usual) {
        return clockFactor == null ? usual : usual.times(clockFactor);
    }

    /** Whether another ruling comes to the same: the same row, and the same desk. */
    boolean agreesWith(Ruling other) {
        return Objects.equals(row, other.row)
                && Objects.equals(overlayId, other.overlayId)
                && deskCode.equals(other.deskCode);
    }
}
