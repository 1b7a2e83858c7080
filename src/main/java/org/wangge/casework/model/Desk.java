package org.wangge.casework.model;

import java.util.List;
import java.util.stream.Stream;
import org.wangge.casework.DeskKind;
import org.wangge.routing.RoutingDecision;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;

/**
 * Where a case waits to be filed, dispatched and closed.
 *
 * @param code of the office, or of the district
 * @param areas whoever works in one of them is at the desk: the office's own, and those that it hosts (托管)
 */
public record Desk(DeskKind kind, String code, LocalizedText name, List<String> areas) {

    private static final LocalizedText DISTRICT = new LocalizedText("区级指挥中心", "District command centre");

    public Desk {
        areas = List.copyOf(areas);
    }

    /** Where the rules put a report. */
    public static Desk of(RoutingDecision.Desk routed) {
        GridPath path = new GridPath(routed.path());
        return path.depth() == 1
                ? district(path)
                : new Desk(DeskKind.OFFICE, routed.code(), routed.name(), List.of(routed.path()));
    }

    /** The desk of the district in which this lies. */
    public static Desk district(GridPath area) {
        return new Desk(DeskKind.DISTRICT, area.district(), DISTRICT, List.of(area.district()));
    }

    public boolean isDistricts() {
        return kind == DeskKind.DISTRICT;
    }

    /** Whether this person works at it. */
    boolean isOf(Actor actor) {
        return paths().stream().anyMatch(actor::covers);
    }

    boolean isSameAs(Desk other) {
        return code.equals(other.code);
    }

    public List<GridPath> paths() {
        return areas.stream().map(GridPath::new).toList();
    }

    /** Who works at it, in words for the timeline. */
    LocalizedText people() {
        if (isDistricts()) {
            return name;
        }
        String english = name.en().isBlank() ? name.zh() : name.en();
        return new LocalizedText(name.zh() + "派遣员", "Dispatchers of " + english);
    }

    /** The areas whose people find the case: those it lies in, and those of the desks that have to do with it. */
    static List<String> found(GridPath area, Stream<Desk> desks) {
        return Stream.concat(area.ancestry().stream(), desks.flatMap(desk -> desk.areas().stream()))
                .distinct()
                .toList();
    }
}
