package org.wangge.planning;

import java.util.Locale;

/** What can be done with a plan or campaign, and where it leads. */
public enum PlanStep {
    ACTIVATE(PlanState.ACTIVE),
    /** Of a campaign what activating is of a plan. */
    START(PlanState.ACTIVE),
    PAUSE(PlanState.PAUSED),
    END(PlanState.ENDED);

    private final PlanState to;

    PlanStep(PlanState to) {
        this.to = to;
    }

    public PlanState to() {
        return to;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
