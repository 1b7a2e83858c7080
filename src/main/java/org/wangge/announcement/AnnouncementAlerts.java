package org.wangge.announcement;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.wangge.announcement.model.CapAlert;
import org.wangge.announcement.model.CapAlert.NamedArea;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** Announcements as alerts of the Common Alerting Protocol (OASIS CAP 1.2), for other systems. */
@Component
public class AnnouncementAlerts {

    private final Announcements announcements;
    private final Divisions divisions;
    private final GridCells grids;
    private final AnnouncementSettings settings;

    AnnouncementAlerts(
            Announcements announcements, Divisions divisions, GridCells grids, AnnouncementSettings settings) {
        this.announcements = announcements;
        this.divisions = divisions;
        this.grids = grids;
        this.settings = settings;
    }

    /**
     * A warning or an emergency as an alert; once it is withdrawn, the message that cancels it. The same announcement gives the same
     * text. Refuses {@code announcement.not-found}, and {@code announcement.no-alert} for what warns of nothing.
     */
    public Mono<byte[]> alert(UUID id, Actor actor) {
        return announcements.find(id, actor).map(view -> {
            if (view.kind() == AnnouncementKind.POLICY) {
                throw new Refused(Refusal.of("announcement.no-alert"));
            }
            List<GridPath> areas = view.areas().stream().map(GridPath::new).toList();
            return CapAlert.of(
                    view,
                    settings.sender(areas.get(0).district()),
                    areas.stream().map(this::named).toList());
        });
    }

    private NamedArea named(GridPath area) {
        List<LocalizedText> names = area.ancestry().stream()
                .map(GridPath::new)
                .map(this::name)
                .flatMap(Optional::stream)
                .toList();
        String zh = names.stream().map(LocalizedText::zh).collect(Collectors.joining());
        return new NamedArea(zh.isEmpty() ? area.code() : zh, area.code());
    }

    private Optional<LocalizedText> name(GridPath area) {
        return area.depth() > 3
                ? grids.find(area.code()).map(GridCell::name)
                : divisions.find(area.code()).map(Division::names);
    }
}
