package org.wangge.casework;

import org.jspecify.annotations.Nullable;

/** Why something was done: a short code that can be counted, and free text. */
public record Reason(String code, @Nullable String text) {}
