package org.wangge.announcement;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.notification.Broadcasts.Reached;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.PersonName;
import org.wangge.shared.Role;

/**
 * An announcement as one person sees it; the field names are part of the contract.
 *
 * @param areas their paths
 * @param receipts how far it got; null in lists, and to those who are only told
 */
public record AnnouncementView(
        UUID id,
        AnnouncementKind kind,
        AnnouncementState state,
        LocalizedText title,
        LocalizedText text,
        List<String> areas,
        Set<Role> roles,
        boolean urgent,
        Instant expiresAt,
        boolean expired,
        PersonName by,
        Instant createdAt,
        @Nullable Instant withdrawnAt,
        int reminders,
        @Nullable Reached receipts,
        long version,
        List<String> openActions) {}
