package org.wangge.planning;

/** Whether places are visited again and again, or once within the time of a campaign. */
public enum PlanKind {
    PLAN,
    CAMPAIGN
}
