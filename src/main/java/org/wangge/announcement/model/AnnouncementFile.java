package org.wangge.announcement.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.announcement.AnnouncementKind;
import org.wangge.announcement.AnnouncementState;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.shared.Role;
import org.wangge.work.Versioned;

/**
 * An announcement as stored.
 *
 * @param areas paths of those whose people are told
 * @param ancestry the areas and all above them, so that whose scope is wider sees it
 * @param roles of those who are told
 * @param above whether those are told too whose scope lies above the areas; false in documents of earlier versions
 * @param dueAt since when there is work left to do for it; null when there is none
 * @param toldUpTo the last of those who were told, by their ids; null while nobody was
 * @param reminders how often it was asked to remind
 * @param reminded how many of these were done
 * @param remindedAt when it was asked last; null when it never was
 */
@RecordBuilder
public record AnnouncementFile(
        UUID id,
        AnnouncementKind kind,
        AnnouncementState state,
        LocalizedText title,
        LocalizedText text,
        List<String> areas,
        List<String> ancestry,
        Set<Role> roles,
        boolean above,
        boolean urgent,
        Instant expiresAt,
        PersonName by,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable UUID toldUpTo,
        int reminders,
        int reminded,
        @Nullable Instant remindedAt,
        @Nullable PersonName withdrawnBy,
        @Nullable Instant withdrawnAt,
        long version,
        Instant updatedAt,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    public List<GridPath> paths() {
        return areas.stream().map(GridPath::new).toList();
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    @Override
    public String caption() {
        return "/api/v1/announcements/" + id;
    }
}
