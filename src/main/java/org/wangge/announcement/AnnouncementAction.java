package org.wangge.announcement;

import java.util.Locale;
import org.wangge.work.Transitions;

/** What can be done with an announcement. */
public enum AnnouncementAction implements Transitions.Action {
    WITHDRAW,
    REMIND;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
