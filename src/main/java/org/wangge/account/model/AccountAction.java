package org.wangge.account.model;

import java.util.Locale;
import org.wangge.work.Transitions;

/** What can be done to an account besides describing it anew; the code is part of its address. */
public enum AccountAction implements Transitions.Action {
    ENABLE,
    DISABLE,
    RESET_PASSWORD,
    UNLOCK;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
