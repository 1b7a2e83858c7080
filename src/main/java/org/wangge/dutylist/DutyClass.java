package org.wangge.dutylist;

/**
 * To whom a matter belongs by the duty list (乡镇（街道）履行职责事项清单) of an office.
 */
public enum DutyClass {
    /** 基本履职事项: the office does it itself. */
    BASIC,
    /** 配合履职事项: a department of the district leads, the office assists. */
    ASSIST,
    /** 上级部门收回事项: the department does it, never the office. */
    TAKEN_BACK
}
