package org.wangge.announcement;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Role;

/**
 * An announcement as it is asked for.
 *
 * @param areas codes of districts, sub-districts, communities, grids or offices
 * @param roles of those who are told; none for all
 */
public record AnnouncementDraft(
        AnnouncementKind kind,
        LocalizedText title,
        LocalizedText text,
        List<String> areas,
        Set<Role> roles,
        boolean urgent,
        Instant expiresAt) {}
