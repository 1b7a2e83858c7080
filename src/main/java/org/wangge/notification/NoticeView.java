package org.wangge.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A notice as its recipient reads it. */
public record NoticeView(
        UUID id,
        NoticeKind kind,
        String title,
        String body,
        UUID caseId,
        String caseNumber,
        boolean urgent,
        Instant createdAt,
        @Nullable Instant readAt) {}
