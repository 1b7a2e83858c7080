package org.wangge.announcement;

/** What an announcement is. The names are stored and part of the contract. */
public enum AnnouncementKind {
    /** 政策宣传. */
    POLICY,
    /** 预警. */
    WARNING,
    /** 应急. */
    EMERGENCY
}
