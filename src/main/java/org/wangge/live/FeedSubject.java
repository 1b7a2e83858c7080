package org.wangge.live;

import java.util.Locale;

/** What an entry of a feed is about. */
public enum FeedSubject {
    CASE,
    HAZARD,
    /** An inspection task. */
    TASK,
    /** What somebody is told. */
    NOTICE;

    /** As kinds of entries begin with it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
