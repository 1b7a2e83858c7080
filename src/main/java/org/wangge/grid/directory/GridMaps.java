package org.wangge.grid.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTWriter;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.GridUnit;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.GeoJsonWriter;
import org.wangge.grid.geo.MapSimplifier;
import org.wangge.grid.geo.UnitShape;
import org.wangge.grid.geo.Zones;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Blocking;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The grids as they are drawn: with their boundaries. */
@Component
public class GridMaps {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int TABLE_BATCH = 200;

    /**
     * Which grids.
     *
     * @param grid the publication that they are of
     * @param districts those the reader works in; others do not exist
     * @param office code of a sub-district, or of a zone for all it hosts; null for all
     * @param box longitudes as x; null for everywhere
     */
    public record Selection(
            GridSnapshot grid,
            List<String> districts,
            List<String> office,
            @Nullable String community,
            @Nullable Envelope box) {

        boolean includes(CellShape shape) {
            return districts.contains(shape.cell().path().district())
                    && (office.isEmpty() || office.contains(shape.cell().officeCode()))
                    && (community == null || community.equals(shape.cell().communityCode()));
        }
    }

    private record Simplified(long revision, Map<String, Geometry> byCode) {}

    private final GridSnapshots snapshots;
    private final GridSettings settings;
    private final Blocking blocking;
    /** By zoom; each is replaced by the next publication's. */
    private final Map<Integer, Simplified> simplified = new ConcurrentHashMap<>();

    GridMaps(GridSnapshots snapshots, GridSettings settings, Blocking blocking) {
        this.snapshots = snapshots;
        this.settings = settings;
        this.blocking = blocking;
    }

    /** The publication that holds now. */
    public GridSnapshot now() {
        return snapshots.grid();
    }

    /**
     * The one that held, holds or will hold at a moment, as far as it is known today. Refuses {@code grid.as-of-unknown} for a moment
     * before the first publication that is kept.
     *
     * @param moment null for now
     */
    public Mono<GridSnapshot> asOf(@Nullable Instant moment) {
        return snapshots.asOf(moment);
    }

    /** The units of the selected grids by code. A box finds units that touch it. Refused when there are too many to be shown. */
    List<UnitShape> units(Selection selection) {
        Geometry box = selection.box() == null ? null : Boundaries.FACTORY.toGeometry(selection.box());
        List<UnitShape> units = select(selection).stream()
                .flatMap(shape -> shape.units().stream())
                .filter(unit -> box == null || unit.boundary().intersects(box))
                .sorted(Comparator.comparing(UnitShape::code))
                .toList();
        requireNotTooMany(units.size());
        return units;
    }

    private void requireNotTooMany(int shapes) {
        if (shapes > settings.exportLimit()) {
            throw new Refused(Refusal.of("grid.export-too-large", shapes, settings.exportLimit()));
        }
    }

    /** By code. A box finds grids that touch it. */
    public List<CellShape> select(Selection selection) {
        GridSnapshot grid = selection.grid();
        Envelope box = selection.box();
        if (box != null) {
            return grid.index().touching(box).stream()
                    .filter(selection::includes)
                    .toList();
        }
        return grid.byCode().values().stream().filter(selection::includes).toList();
    }

    /**
     * GeoJSON of the selected grids, simplified for a map of this zoom unless it is null. {@code grid.export-too-large} when
     * there are more than the setting allows.
     */
    public Mono<byte[]> geoJson(Selection selection, @Nullable Integer zoom, Locale locale) {
        return blocking.call(LONGEST, () -> {
            List<CellShape> shapes = select(selection);
            requireNotTooMany(shapes.size());
            return GeoJsonWriter.write(
                    drawn(selection.grid(), shapes, zoom), selection.grid().revision(), locale, zoom != null);
        });
    }

    /**
     * A grid, or one of its units, with its boundary as well-known text.
     *
     * @param unit null for the grid itself
     */
    public record Drawn(GridCell cell, @Nullable GridUnit unit, String wkt) {}

    /** The selected grids by code, each followed by its units, in batches, for a table. */
    public Flux<List<Drawn>> texts(Selection selection) {
        return Flux.fromIterable(select(selection))
                .buffer(TABLE_BATCH)
                .concatMap(batch -> blocking.call(
                        LONGEST, () -> batch.stream().flatMap(GridMaps::texts).toList()));
    }

    private static Stream<Drawn> texts(CellShape shape) {
        WKTWriter writer = new WKTWriter();
        return Stream.concat(
                Stream.of(new Drawn(shape.cell(), null, writer.write(shape.boundary()))),
                shape.units().stream()
                        .map(unit -> new Drawn(shape.cell(), unit.unit(), writer.write(unit.boundary()))));
    }

    /** See {@link GridCells#outlines}. */
    Mono<List<GridCells.Outline>> outlines(
            GridSnapshot grid, Collection<GridPath> areas, GeoPoint.@Nullable Box box, @Nullable Integer zoom) {
        return blocking.call(LONGEST, () -> {
            List<CellShape> shapes = within(grid, areas, box);
            return drawn(grid, shapes, zoom).stream()
                    .map(shape -> new GridCells.Outline(shape.cell(), GeoJsonWriter.geometry(shape.boundary())))
                    .toList();
        });
    }

    /** See {@link GridCells#touchedBy}. */
    Mono<List<GridCell>> touchedBy(
            GridSnapshot grid, Collection<List<GeoPoint>> outlines, Collection<GeoPoint.Circle> circles) {
        return outlines.isEmpty() && circles.isEmpty()
                ? Mono.just(List.of())
                : blocking.call(
                        LONGEST,
                        () -> new Zones(grid.byCode().values(), grid.index())
                                .touched(outlines, circles).stream()
                                        .map(CellShape::cell)
                                        .toList());
    }

    /**
     * All grids are simplified together, so that parts of a map fit each other whatever was selected, and what was done for one
     * reader is kept for the next.
     */
    List<CellShape> drawn(GridSnapshot grid, List<CellShape> shapes, @Nullable Integer zoom) {
        if (zoom == null || shapes.isEmpty()) {
            return shapes;
        }
        Simplified known = simplified.get(zoom);
        Map<String, Geometry> simple;
        if (known != null && known.revision() == grid.revision()) {
            simple = known.byCode();
        } else {
            simple = MapSimplifier.simplified(List.copyOf(grid.byCode().values()), zoom);
            if (grid.revision() == snapshots.grid().revision()) {
                simplified.put(zoom, new Simplified(grid.revision(), simple));
            }
        }
        return shapes.stream()
                .map(shape -> shape.drawn(simple.getOrDefault(shape.code(), shape.boundary())))
                .toList();
    }

    private static List<CellShape> within(GridSnapshot grid, Collection<GridPath> areas, GeoPoint.@Nullable Box box) {
        if (box != null) {
            return grid.index().touching(new Envelope(box.west(), box.east(), box.south(), box.north())).stream()
                    .filter(shape -> areas.stream()
                            .anyMatch(area -> area.contains(shape.cell().path())))
                    .toList();
        }
        return areas.stream()
                .flatMap(area -> grid.within(area).stream())
                .distinct()
                .sorted(Comparator.comparing(CellShape::code))
                .toList();
    }
}
