package org.wangge.planning.model;

import java.util.Locale;
import org.wangge.work.Transitions;

/** What becomes of a task: what people do, then what the server does by itself. */
public enum TaskAction implements Transitions.Action {
    INSPECT,
    SKIP,
    /** The inspection that was begun is done. */
    FINISH,
    /** The inspection that was begun was broken off. */
    BREAK_OFF,
    /** Its window begins. */
    FALL_DUE,
    /** Its window is over. */
    MISS,
    /** Its place is closed. */
    LEAVE_OUT;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
