package org.wangge.planning.model;

import java.util.Locale;

/** Reads a rhythm in either of its forms. */
public final class Rhythms {

    private Rhythms() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException when it is neither form, or a period of no day or of more than three years
     */
    public static Rhythm parse(String text) {
        String given = text.strip().toUpperCase(Locale.ROOT);
        if (given.startsWith("P") || given.startsWith("-P")) {
            return new Rhythm.Every(given);
        }
        return CalendarDays.parse(given.startsWith("RRULE:") ? given.substring("RRULE:".length()) : given);
    }
}
