package org.wangge.candidate.model;

import org.jspecify.annotations.Nullable;
import org.wangge.dutylist.DutyLists;

/**
 * What candidates are sought for.
 *
 * @param duty how the office's list has the category; null when it does not
 */
public record Asked(boolean urgent, DutyLists.@Nullable Duty duty) {

    /** Whether this department leads by the list. */
    boolean isLedBy(String department) {
        return duty != null && department.equals(duty.leadDepartment());
    }
}
