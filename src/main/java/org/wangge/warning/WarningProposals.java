package org.wangge.warning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.announcement.AnnouncementKind;
import org.wangge.routing.OverlayKind;
import org.wangge.shared.LocalizedText;

/**
 * What a reader could do about a warning, as drafts; nothing of it happens by itself. The field names are part of the contract.
 *
 * @param overlay null when none is proposed, or none is left to begin in the reader's area
 * @param announcement null likewise
 * @param endOverlays overlays in force that were begun from what this one replaces, or from this one when it was replaced itself
 */
public record WarningProposals(
        @Nullable Overlay overlay, @Nullable Announcement announcement, List<UUID> endOverlays) {

    /**
     * An emergency overlay.
     *
     * @param areas codes
     * @param clockFactor null when no other limits are proposed; then only whoever names a factor begins one
     */
    public record Overlay(
            String name,
            OverlayKind kind,
            List<String> areas,
            @Nullable Double clockFactor,
            Instant until) {}

    /** An announcement, by codes of areas. */
    public record Announcement(
            AnnouncementKind kind,
            LocalizedText title,
            LocalizedText text,
            List<String> areas,
            boolean urgent,
            Instant expiresAt) {}
}
