package org.wangge.warning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.announcement.AnnouncementKind;
import org.wangge.routing.OverlayKind;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.PersonName;

/**
 * A warning as one person sees it; the field names are part of the contract.
 *
 * @param infos what it says, in Chinese first
 * @param areas paths of what it touches here; empty when it touches nothing
 * @param endsAt the last of the ends it names, or a day after it was sent
 * @param replaces those that came and whose place it takes
 * @param made what was made because of it
 * @param proposals null in lists
 */
public record WarningView(
        UUID id,
        String identifier,
        String sender,
        Instant sent,
        WarningStatus status,
        WarningType type,
        WarningState state,
        List<WarningMessage> infos,
        List<String> areas,
        Instant endsAt,
        List<Replacement> supersededBy,
        List<UUID> replaces,
        List<MadeView> made,
        @Nullable Dismissal dismissed,
        @Nullable Proposals proposals,
        PersonName receivedBy,
        Instant receivedAt,
        long version,
        List<String> openActions) {

    /** Another warning that takes the place of one. */
    public record Replacement(UUID id, WarningType type) {}

    /**
     * Something that was made, or ended, because of a warning.
     *
     * @param id of the overlay or announcement
     * @param areas their paths
     */
    public record MadeView(String action, UUID id, List<String> areas, PersonName by, Instant at) {}

    /** Somebody decided that nothing is to be done. */
    public record Dismissal(String reason, PersonName by, Instant at) {}

    /**
     * What a reader could do about a warning, as drafts; nothing of it happens by itself.
     *
     * @param overlay null when none is proposed, or none is left to begin in the reader's area
     * @param announcement null likewise
     * @param endOverlays overlays in force that were begun from what this one replaces, or from this one when it was replaced itself
     */
    public record Proposals(
            @Nullable ProposedOverlay overlay, @Nullable ProposedAnnouncement announcement, List<UUID> endOverlays) {}

    /**
     * A draft of an emergency overlay.
     *
     * @param areas codes
     * @param clockFactor null when no other limits are proposed; then only whoever names a factor begins one
     */
    public record ProposedOverlay(
            String name,
            OverlayKind kind,
            List<String> areas,
            @Nullable Double clockFactor,
            Instant until) {}

    /** A draft of an announcement, by codes of areas. */
    public record ProposedAnnouncement(
            AnnouncementKind kind,
            LocalizedText title,
            LocalizedText text,
            List<String> areas,
            boolean urgent,
            Instant expiresAt) {}
}
