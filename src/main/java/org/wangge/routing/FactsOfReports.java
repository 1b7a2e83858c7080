package org.wangge.routing;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.dutylist.DutyLists;
import org.wangge.routing.RoutingFacts.PositionQuality;
import org.wangge.shared.Position;
import org.wangge.shared.Texts;

/** What rules look at, of a report of which it is known where it is. Synchronous, from memory. */
@Component
class FactsOfReports {

    private final DutyLists duties;
    private final Calendars calendars;

    FactsOfReports(DutyLists duties, Calendars calendars) {
        this.duties = duties;
        this.calendars = calendars;
    }

    RoutingFacts of(RoutingDecision where, RoutingReport report, RuleTable table, List<OverlayTable> overlays) {
        Position position = report.position();
        return new RoutingFacts(
                where.area().value(),
                report.category(),
                report.urgent(),
                report.source(),
                quality(where, position),
                position == null ? null : position.accuracyMetres(),
                null,
                calendars.current().timeClass(report.at()),
                words(report.description(), table.words(), overlays),
                duties.duty(where.areaOfficeCode(), report.category())
                        .map(DutyLists.Duty::dutyClass)
                        .orElse(null),
                kinds(overlays),
                report.role());
    }

    static List<String> kinds(List<OverlayTable> overlays) {
        return overlays.stream()
                .map(overlay -> overlay.file().kind().name())
                .distinct()
                .toList();
    }

    long dutyListVersion(RoutingDecision where) {
        return duties.version(where.areaOfficeCode());
    }

    long calendarVersion() {
        return calendars.current().version();
    }

    private static PositionQuality quality(RoutingDecision where, @Nullable Position position) {
        if (position == null) {
            return PositionQuality.GRID_ONLY;
        }
        if (where.distanceMetres() > 0) {
            return PositionQuality.NEAREST;
        }
        boolean reachesOver =
                where.neighbours().stream().anyMatch(near -> !near.officeCode().equals(where.officeCode()));
        return reachesOver ? PositionQuality.BORDER : PositionQuality.INSIDE;
    }

    /** Case and width of letters do not count; a word stands anywhere, as Chinese has no spaces. */
    static List<String> words(@Nullable String description, Set<String> wanted, List<OverlayTable> overlays) {
        if (description == null || (wanted.isEmpty() && overlays.isEmpty())) {
            return List.of();
        }
        String text = Texts.folded(description);
        return Stream.concat(wanted.stream(), overlays.stream().flatMap(overlay -> overlay.words().stream()))
                .distinct()
                .filter(word -> text.contains(Texts.folded(word)))
                .toList();
    }
}
