package org.wangge.inspection.model;

import java.util.Locale;
import org.wangge.work.Transitions;

/** What an inspector can do with an inspection that has begun. */
public enum InspectionAction implements Transitions.Action {
    ANSWER,
    SUBMIT,
    ABANDON,
    ADD_PHOTOS;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
