package org.wangge.warning;

import java.util.Locale;
import org.wangge.work.Transitions;

/** What can be done about a warning. */
public enum WarningAction implements Transitions.Action {
    BEGIN_OVERLAY,
    ANNOUNCE,
    END_OVERLAY,
    DISMISS;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
