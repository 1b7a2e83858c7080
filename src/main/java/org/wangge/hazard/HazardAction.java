package org.wangge.hazard;

import java.util.Locale;
import org.wangge.work.Transitions;

/** What can be done with a hazard. In paths and views: the name in lower case with hyphens. */
public enum HazardAction implements Transitions.Action {
    FIND,
    FLAG_MAJOR,
    CONFIRM_MAJOR,
    DOWNGRADE,
    ISSUE_NOTICE,
    START_RECTIFICATION,
    REPORT_RECTIFIED,
    RECHECK,
    EXTEND,
    ORDER_STOP,
    LIFT_STOP,
    LIST,
    UNLIST,
    TRANSFER,
    VOID,
    /** The date passed and nothing was put right: the office is to take it up as a case. */
    ESCALATE,
    /** The department let its limit for a suspected major hazard pass. */
    REMIND_MAJOR,
    /** The case that the hazard became is there. */
    CASE_OPENED,
    /** The case was closed; somebody has to look whether the hazard is put right. */
    CASE_CLOSED,
    /** The case was merged into another, which the hazard goes on with. */
    CASE_MERGED,
    /** The case was declined or voided; the hazard goes on alone. */
    CASE_DROPPED,
    /** What came too late to be applied, or belongs to it besides: it is written down, and changes nothing. */
    NOTE;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
