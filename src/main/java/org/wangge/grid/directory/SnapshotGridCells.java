package org.wangge.grid.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.GridUnit;
import org.wangge.grid.Location;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.DatumShift;
import org.wangge.grid.geo.GridIndex;
import org.wangge.grid.geo.Metres;
import org.wangge.grid.geo.UnitShape;
import org.wangge.grid.model.Publication;
import org.wangge.grid.store.CellStore;
import org.wangge.grid.store.PublicationStore;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Position;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

@Component
class SnapshotGridCells implements GridCells {

    private static final double MOST_METRES = 100_000;
    /** Farther than this no neighbour is looked for, however vague the position is. */
    private static final double FARTHEST_NEIGHBOUR = 5_000;

    private static final int MOST_NEIGHBOURS = 5;

    private final GridSnapshots snapshots;
    private final GridMaps maps;
    private final CellStore store;
    private final PublicationStore publications;
    private final GridSettings settings;
    private final double tolerance;
    private final Supplier<GridSnapshot> grid;

    @Autowired
    SnapshotGridCells(
            GridSnapshots snapshots,
            GridMaps maps,
            CellStore store,
            PublicationStore publications,
            GridSettings settings) {
        this(snapshots, maps, store, publications, settings, snapshots::grid);
    }

    private SnapshotGridCells(
            GridSnapshots snapshots,
            GridMaps maps,
            CellStore store,
            PublicationStore publications,
            GridSettings settings,
            Supplier<GridSnapshot> grid) {
        this.snapshots = snapshots;
        this.maps = maps;
        this.store = store;
        this.publications = publications;
        this.settings = settings;
        this.tolerance = settings.tolerance();
        this.grid = grid;
    }

    /** The same of one publication. */
    GridCells of(GridSnapshot one) {
        return new SnapshotGridCells(snapshots, maps, store, publications, settings, () -> one);
    }

    @Override
    public Mono<GridCells> asOf(@Nullable Instant moment) {
        return moment == null ? Mono.just(this) : snapshots.asOf(moment).map(this::of);
    }

    @Override
    public Location locate(GeoPoint point) {
        GridSnapshot present = grid.get();
        CellShape inside = present.index().containing(point);
        if (inside != null) {
            return new Location.Inside(inside.cell(), present.revision());
        }
        GridIndex.Near near = tolerance > 0 ? present.index().nearest(point, tolerance) : null;
        return near == null
                ? new Location.Outside(tolerance, present.revision())
                : new Location.Nearest(near.shape().cell(), near.distanceMetres(), present.revision());
    }

    @Override
    public Position position(
            double longitude, double latitude, @Nullable Datum datum, @Nullable Double accuracyMetres, String pointer) {
        List<Refusal.Fault> faults = new ArrayList<>(3);
        String prefix = pointer.isEmpty() ? "" : pointer + "/";
        // Written so that NaN fails too.
        if (!(Math.abs(longitude) <= 180)) {
            faults.add(Refusal.Fault.of(prefix + "longitude", "position.invalid", "-180", "180"));
        }
        if (!(Math.abs(latitude) <= 90)) {
            faults.add(Refusal.Fault.of(prefix + "latitude", "position.invalid", "-90", "90"));
        }
        if (accuracyMetres != null && !(accuracyMetres >= 0 && accuracyMetres <= MOST_METRES)) {
            faults.add(Refusal.Fault.of(prefix + "accuracyMetres", "position.invalid", "0", "100000"));
        }
        if (!faults.isEmpty()) {
            Refusal.Fault first = faults.get(0);
            throw new Refused(
                    Refusal.of(first.code(), first.arguments().toArray()).withFaults(faults));
        }
        Datum given = datum == null ? Datum.WGS84 : datum;
        GeoPoint point = DatumShift.toWgs84(longitude, latitude, given);
        return new Position(point.longitude(), point.latitude(), given, accuracyMetres);
    }

    @Override
    public Optional<GridUnit> unitAt(String gridCode, GeoPoint point) {
        return grid.get().shape(gridCode).flatMap(shape -> shape.unitAt(point)).map(UnitShape::unit);
    }

    @Override
    public Optional<GridCell> find(String gridCode) {
        return grid.get().shape(gridCode).map(CellShape::cell);
    }

    @Override
    public GridCell get(String gridCode) {
        return find(gridCode).orElseThrow(() -> new Refused(Refusal.of("grid.not-found", gridCode)));
    }

    @Override
    public List<Neighbour> neighbours(String gridCode, GeoPoint point, @Nullable Double accuracyMetres) {
        if (accuracyMetres == null) {
            return List.of();
        }
        GridSnapshot present = grid.get();
        String district = present.shape(gridCode)
                .map(shape -> shape.cell().path().district())
                .orElse("");
        return present.index().around(point, Math.min(accuracyMetres, FARTHEST_NEIGHBOUR)).stream()
                .filter(near -> !near.shape().code().equals(gridCode))
                .filter(near -> near.shape().cell().path().district().equals(district))
                .limit(MOST_NEIGHBOURS)
                .map(near -> new Neighbour(near.shape().cell(), Math.round(near.distanceMetres() * 10) / 10.0))
                .toList();
    }

    @Override
    public Mono<GridCell> former(String gridCode) {
        return publications
                .find()
                .flatMap(all -> store.last(
                        all.standing().stream().map(Publication::revision).toList(), gridCode))
                .map(CellShape::cell);
    }

    @Override
    public double distanceMetres(String gridCode, GeoPoint point) {
        Geometry boundary = grid.get()
                .shape(gridCode)
                .orElseThrow(() -> new Refused(Refusal.of("grid.not-found", gridCode)))
                .boundary();
        boolean inside =
                boundary.covers(boundary.getFactory().createPoint(new Coordinate(point.longitude(), point.latitude())));
        return inside ? 0 : Metres.at(point.latitude()).distance(point.longitude(), point.latitude(), boundary);
    }

    @Override
    public Optional<GridCell> any() {
        return grid.get().byCode().values().stream().findFirst().map(CellShape::cell);
    }

    @Override
    public List<GridCell> within(GridPath area) {
        return grid.get().cells(area);
    }

    @Override
    public Mono<List<Outline>> outlines(
            Collection<GridPath> areas, GeoPoint.@Nullable Box box, @Nullable Integer zoom) {
        return maps.outlines(grid.get(), areas, box, zoom);
    }

    @Override
    public Mono<List<GridCell>> touchedBy(Collection<List<GeoPoint>> outlines, Collection<GeoPoint.Circle> circles) {
        return maps.touchedBy(grid.get(), outlines, circles);
    }

    @Override
    public long revision() {
        return grid.get().revision();
    }

    @Override
    public Mono<Boolean> refreshIfChanged() {
        return snapshots.refreshIfChanged();
    }
}
