package org.wangge.audit;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which lines to look for; null and empty mean all.
 *
 * @param from the first moment
 * @param to the moment after the last
 */
public record ReadFilter(
        @Nullable UUID actor,
        @Nullable String subject,
        Set<ReadKind> kinds,
        @Nullable Instant from,
        @Nullable Instant to) {}
