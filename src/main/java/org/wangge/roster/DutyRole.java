package org.wangge.roster;

/** As what somebody is on duty. */
public enum DutyRole {
    /** 值班领导: decides for the office. */
    DUTY_LEADER,
    /** 值班处置人员: handles what is dispatched. */
    DUTY_HANDLER,
    /** 值班网格员: is in the field. */
    DUTY_WORKER
}
