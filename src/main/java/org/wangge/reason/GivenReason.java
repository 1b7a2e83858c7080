package org.wangge.reason;

import org.jspecify.annotations.Nullable;

/**
 * A reason as it was given, for people; the field names are part of the contract.
 *
 * @param label what the code says in the reader's language; null for a code that nobody knows, as a phone may send it late
 * @param text what was said besides
 * @param item the category that is not on the duty list; null for other reasons
 */
public record GivenReason(
        String code,
        @Nullable String label,
        @Nullable String text,
        @Nullable String item) {}
