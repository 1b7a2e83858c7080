package org.wangge.grid.web;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.QueryValues;

/** Reads a moment that a parameter says. */
final class Moments {

    private Moments() {}

    /** Null when it is not said; {@code request.malformed} when it is no moment. A plus sign may have come as a space. */
    static @Nullable Instant of(String parameter, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return QueryValues.moment(given.strip().replace(' ', '+'), parameter);
        } catch (DateTimeException unreadable) {
            throw QueryValues.malformed(parameter, "field.form");
        }
    }
}
