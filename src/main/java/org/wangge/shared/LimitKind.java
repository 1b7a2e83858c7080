package org.wangge.shared;

/** How a time limit counts. Urgent and natural limits run day and night, the others only in working hours. */
public enum LimitKind {
    /** Minutes on the clock. */
    URGENT_MINUTE(10_000),
    /** 紧急工作时: hours on the clock, day and night. */
    URGENT_HOUR(10_000),
    /** 工作时: hours within working hours. */
    WORK_HOUR(10_000),
    /** 工作日: working days of the calendar, each as long as its working hours. */
    WORK_DAY(1_000),
    /** 自然日: days on the clock. */
    NATURAL_DAY(3_650);

    private final int most;

    LimitKind(int most) {
        this.most = most;
    }

    /** The largest amount that a limit of this kind may be given: none lasts longer than ten years. */
    public int most() {
        return most;
    }

    /** Whether the limit runs on the clock, also at night and on holidays. */
    public boolean isContinuous() {
        return this == URGENT_MINUTE || this == URGENT_HOUR || this == NATURAL_DAY;
    }
}
