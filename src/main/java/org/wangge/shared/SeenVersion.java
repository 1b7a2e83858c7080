package org.wangge.shared;

import org.jspecify.annotations.Nullable;

/** The version a caller says it has seen ({@code If-Match}); null when it says nothing and the server decides on the newest. */
public record SeenVersion(@Nullable Long version) {

    /** The version as clients see and send it. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }
}
