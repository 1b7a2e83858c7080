package org.wangge.place.model;

import java.util.Locale;
import org.wangge.work.Transitions;

/** What can be done with a place; the code is part of its address. */
public enum PlaceAction implements Transitions.Action {
    EDIT,
    SUSPEND,
    REOPEN,
    CLOSE_DOWN;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
