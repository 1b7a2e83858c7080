package org.wangge.notification;

/** What notices are about, as people know it; each kind is in one group. */
public enum NoticeGroup {
    CASE,
    HAZARD,
    TASK,
    ANNOUNCEMENT,
    WEBHOOK;

    /** The group of a kind, by the first word of its name; all others are about cases. */
    public static NoticeGroup of(NoticeKind kind) {
        return switch (kind.name().split("_", 2)[0]) {
            case "HAZARD" -> HAZARD;
            case "TASKS" -> TASK;
            case "ANNOUNCED" -> ANNOUNCEMENT;
            case "WEBHOOK" -> WEBHOOK;
            default -> CASE;
        };
    }
}
