package org.wangge.routing;

import java.util.Locale;
import org.wangge.work.Transitions;

/** What can be done with a rule set. */
public enum RuleSetAction implements Transitions.Action {
    /** Other rows or examples; by {@code PUT}. */
    EDIT,
    CHECK,
    APPROVE,
    PUBLISH,
    WITHDRAW,
    /** Makes what decided once decide again, as a set of its own. */
    ROLL_BACK;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
