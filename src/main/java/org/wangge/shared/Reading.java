package org.wangge.shared;

import org.jspecify.annotations.Nullable;

/**
 * Somebody looks at what is known of a person.
 *
 * @param address from where, as far as it can be believed
 * @param purpose why, in one line; null when it was not said
 */
public record Reading(
        Actor actor,
        String address,
        String requestId,
        @Nullable String purpose) {}
