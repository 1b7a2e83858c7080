package org.wangge.overview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCells;
import org.wangge.grid.Offices;
import org.wangge.hazard.HazardCounts;
import org.wangge.overview.map.RiskMapWriter;
import org.wangge.overview.model.GridRisk;
import org.wangge.place.Places;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** The risk map: the grids of the reader's area with their places and open hazards, counted in the stores. */
@Component
public class RiskMaps {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final GridCells grids;
    private final Offices offices;
    private final Places places;
    private final HazardCounts hazards;
    private final Blocking blocking;

    RiskMaps(GridCells grids, Offices offices, Places places, HazardCounts hazards, Blocking blocking) {
        this.grids = grids;
        this.offices = offices;
        this.places = places;
        this.hazards = hazards;
        this.blocking = blocking;
    }

    /**
     * Which part of the map, and how.
     *
     * @param office code; null for all
     * @param box only grids that touch it; null for everywhere
     * @param zoom the boundaries are simplified for; null for all of them
     * @param places whether each place is a point of its own too
     */
    public record Frame(
            @Nullable String office,
            GeoPoint.@Nullable Box box,
            @Nullable Integer zoom,
            boolean places) {}

    private record Drawn(List<GridCells.Outline> grids, Map<String, GridRisk> risks, List<Places.Pin> pins) {}

    /** As GeoJSON; refuses {@code office.not-found}. */
    public Mono<byte[]> geoJson(Frame frame, Actor actor, Locale locale) {
        List<GridPath> areas = areas(actor, offices.areas(frame.office(), null));
        return grids.outlines(areas, frame.box(), frame.zoom())
                .flatMap(outlines -> drawn(outlines, frame.box() == null ? areas : paths(outlines), frame, actor))
                .flatMap(drawn -> blocking.call(
                        LONGEST, () -> RiskMapWriter.write(drawn.grids(), drawn.risks(), drawn.pins(), locale)));
    }

    private Mono<Drawn> drawn(List<GridCells.Outline> outlines, List<GridPath> areas, Frame frame, Actor actor) {
        if (outlines.isEmpty()) {
            return Mono.just(new Drawn(outlines, Map.of(), List.of()));
        }
        return Mono.zip(
                        places.countByGrid(areas, actor).collectList(),
                        hazards.openByGrid(areas, actor).collectList(),
                        frame.places() ? places.pins(areas, actor).collectList() : Mono.just(List.<Places.Pin>of()))
                .map(read -> new Drawn(outlines, risks(read.getT1(), read.getT2()), read.getT3()));
    }

    private static List<GridPath> paths(List<GridCells.Outline> outlines) {
        return outlines.stream().map(outline -> outline.cell().path()).toList();
    }

    private static Map<String, GridRisk> risks(List<Places.InGrid> places, List<HazardCounts.OpenInGrid> hazards) {
        Map<String, GridRisk> risks = new HashMap<>();
        places.forEach(count -> risks.computeIfAbsent(count.gridCode(), code -> new GridRisk())
                .addPlaces(count.colour(), count.places()));
        hazards.forEach(count -> risks.computeIfAbsent(count.gridCode(), code -> new GridRisk())
                .addHazards(count.level(), count.hazards(), count.overdue()));
        return risks;
    }

    /** What of these areas lies in the reader's; all of the reader's when none are named. */
    private static List<GridPath> areas(Actor actor, List<GridPath> named) {
        if (named.isEmpty()) {
            return actor.scopes();
        }
        Set<GridPath> both = named.stream()
                .flatMap(area -> actor.scopes().stream()
                        .filter(scope -> scope.contains(area) || area.contains(scope))
                        .map(scope -> scope.contains(area) ? area : scope))
                .collect(Collectors.toSet());
        return new ArrayList<>(both);
    }
}
