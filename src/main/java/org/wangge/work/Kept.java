package org.wangge.work;

/**
 * What changes seldom and is asked at every step, and is therefore kept in memory by every instance. The names are stored; never
 * rename one, and never use one again for something else.
 */
public enum Kept {
    ACCOUNTS,
    CALENDARS,
    CATEGORIES,
    DEPARTMENTS,
    DUTY_LISTS,
    GRID,
    NOTICE_POLICIES,
    PLACE_KINDS,
    REASONS,
    ROLES,
    RULES,
    SESSIONS
}
