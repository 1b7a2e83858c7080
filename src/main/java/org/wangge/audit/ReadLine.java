package org.wangge.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One look, or one change.
 *
 * @param kind by name, because another build may know others
 * @param areas in which who looked works, and all above them
 * @param change what differs since; null for a look
 */
public record ReadLine(
        UUID id,
        Instant at,
        UUID actorId,
        String actorName,
        String kind,
        String subject,
        List<String> areas,
        String address,
        String requestId,
        @Nullable String purpose,
        @Nullable String change) {}
