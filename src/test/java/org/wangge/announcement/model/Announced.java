package org.wangge.announcement.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.wangge.announcement.AnnouncementKind;
import org.wangge.announcement.AnnouncementState;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.PersonName;
import org.wangge.shared.Role;

/** Announcements for tests. */
public final class Announced {

    public static final Instant AT = Instant.parse("2026-01-05T02:00:00Z");

    private Announced() {}

    /** One of an area, which ends in two days. */
    public static AnnouncementFileBuilder of(AnnouncementState state, String area) {
        return AnnouncementFileBuilder.builder()
                .id(new UUID(6, 1))
                .kind(AnnouncementKind.WARNING)
                .state(state)
                .title(new LocalizedText("预警", "Warning"))
                .text(new LocalizedText("请巡查", ""))
                .areas(List.of(area))
                .ancestry(new GridPath(area).ancestry())
                .roles(Set.of(Role.GRID_WORKER))
                .expiresAt(AT.plus(Duration.ofDays(2)))
                .by(new PersonName(new UUID(1, 1), "某人"))
                .createdAt(AT)
                .dueAt(state == AnnouncementState.SENDING ? AT : null)
                .version(1)
                .updatedAt(AT);
    }
}
