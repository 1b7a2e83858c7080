package org.wangge.checklist;

/** How bad it is when an item fails. */
public enum Severity {
    /** 一般隐患，提醒整改. */
    LOW,
    /** 一般隐患，限期整改. */
    MEDIUM,
    /** 严重隐患，立即处置并上报. */
    HIGH
}
