package org.wangge.place.model;

import java.util.Locale;

/** What can be done with a place; the code is part of its address. */
public enum PlaceAction {
    EDIT,
    SUSPEND,
    REOPEN,
    CLOSE_DOWN;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
