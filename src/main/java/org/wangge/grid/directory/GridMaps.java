package org.wangge.grid.directory;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCells;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.GeoJsonWriter;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** The grids as they are drawn: with their boundaries. */
@Component
public class GridMaps {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /**
     * Which grids.
     *
     * @param districts those the reader works in; others do not exist
     * @param office code of a sub-district, or of a zone for all it hosts; null for all
     * @param box longitudes as x; null for everywhere
     */
    public record Selection(
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

    private final GridSnapshots snapshots;
    private final GridSettings settings;
    private final Blocking blocking;

    GridMaps(GridSnapshots snapshots, GridSettings settings, Blocking blocking) {
        this.snapshots = snapshots;
        this.settings = settings;
        this.blocking = blocking;
    }

    /** One grid with its boundary; empty when there is none with this code. */
    public Optional<CellShape> find(String gridCode) {
        return snapshots.grid().shape(gridCode);
    }

    /** By code. A box finds grids that touch it. */
    public List<CellShape> select(Selection selection) {
        GridSnapshot grid = snapshots.grid();
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
            if (shapes.size() > settings.exportLimit()) {
                throw new Refused(Refusal.of("grid.export-too-large", shapes.size(), settings.exportLimit()));
            }
            List<CellShape> drawn = zoom == null ? shapes : GeoJsonWriter.simplified(shapes, zoom);
            return GeoJsonWriter.write(drawn, snapshots.grid().revision(), locale);
        });
    }

    /** See {@link GridCells#outlines}. */
    Mono<List<GridCells.Outline>> outlines(
            Collection<GridPath> areas, GeoPoint.@Nullable Box box, @Nullable Integer zoom) {
        return blocking.call(LONGEST, () -> {
            List<CellShape> shapes = within(areas, box);
            List<CellShape> drawn = zoom == null ? shapes : GeoJsonWriter.simplified(shapes, zoom);
            return drawn.stream()
                    .map(shape -> new GridCells.Outline(shape.cell(), GeoJsonWriter.geometry(shape.boundary())))
                    .toList();
        });
    }

    private List<CellShape> within(Collection<GridPath> areas, GeoPoint.@Nullable Box box) {
        GridSnapshot grid = snapshots.grid();
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
