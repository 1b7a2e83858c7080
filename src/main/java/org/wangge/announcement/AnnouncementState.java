package org.wangge.announcement;

/** How far an announcement is. */
public enum AnnouncementState {
    /** People are being told. */
    SENDING,
    /** All were told. */
    SENT,
    WITHDRAWN
}
