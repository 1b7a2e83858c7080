package org.wangge.routing.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people call the things that rules name by code. */
public interface Names {

    /** The name of a code that a column can hold; null when there is none, so that the code itself is said. */
    @Nullable
    String of(Column column, String code, Locale locale);

    /** The name of an office, a department, a role, or whoever else watches; null when there is none. */
    @Nullable
    String ofReceiver(String code, Locale locale);
}
