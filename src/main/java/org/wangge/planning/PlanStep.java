package org.wangge.planning;

import java.util.Locale;
import org.wangge.work.Transitions;

/** What can be done with a plan or campaign, and where it leads. */
public enum PlanStep implements Transitions.Action {
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

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
