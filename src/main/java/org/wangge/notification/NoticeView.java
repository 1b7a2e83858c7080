package org.wangge.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.notification.model.Notice;

/**
 * A notice as its recipient reads it.
 *
 * @param subject what it is about; of the ids below those of the subject are given, the others are null
 * @param taskId when it is about one task alone, with where that is
 * @param taskCount how many tasks it is about
 */
public record NoticeView(
        UUID id,
        NoticeKind kind,
        String title,
        String body,
        Subject subject,
        @Nullable UUID caseId,
        @Nullable String caseNumber,
        @Nullable UUID hazardId,
        @Nullable String hazardNumber,
        @Nullable UUID webhookId,
        @Nullable UUID announcementId,
        @Nullable Integer taskCount,
        @Nullable UUID taskId,
        @Nullable UUID placeId,
        @Nullable String placeName,
        boolean urgent,
        Instant createdAt,
        @Nullable Instant readAt,
        @Nullable Instant receivedAt) {

    public enum Subject {
        CASE,
        HAZARD,
        INSPECTION_TASK,
        WEBHOOK,
        ANNOUNCEMENT
    }

    private static Subject subject(Notice notice) {
        if (notice.webhook() != null) {
            return Subject.WEBHOOK;
        }
        if (notice.announcement() != null) {
            return Subject.ANNOUNCEMENT;
        }
        return notice.hazard() != null
                ? Subject.HAZARD
                : notice.tasks() != null ? Subject.INSPECTION_TASK : Subject.CASE;
    }

    static NoticeView of(Notice notice, Templates.Words words) {
        Notice.HazardName hazard = notice.hazard();
        Notice.TaskNames tasks = notice.tasks();
        Notice.TaskNames single = tasks != null && tasks.ids().size() == 1 ? tasks : null;
        return new NoticeView(
                notice.id(),
                notice.kind(),
                words.title(),
                words.body(),
                subject(notice),
                notice.caseId(),
                notice.caseNumber(),
                hazard == null ? null : hazard.id(),
                hazard == null ? null : hazard.number(),
                notice.webhook() == null ? null : notice.webhook().id(),
                notice.announcement() == null ? null : notice.announcement().id(),
                tasks == null ? null : tasks.ids().size(),
                single == null ? null : single.ids().get(0),
                single == null ? null : single.placeId(),
                single == null ? null : single.placeName(),
                notice.urgent(),
                notice.createdAt(),
                notice.readAt(),
                notice.heard() == null ? null : notice.heard().receivedAt());
    }
}
