package org.wangge.grid.geo;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;
import org.wangge.shared.GeoPoint;

/**
 * The grids of one publication, ready to be asked where a point lies. Immutable; safe for any number of threads once made.
 * A raster finds the two or three grids in question, an indexed boundary each decides; a tree answers for boxes.
 */
public final class GridIndex {

    private static final class Entry {
        private final CellShape shape;
        private final Envelope envelope;
        private final IndexedPointInAreaLocator locator;

        Entry(CellShape shape) {
            this.shape = shape;
            this.envelope = shape.boundary().getEnvelopeInternal();
            this.locator = new IndexedPointInAreaLocator(shape.boundary());
        }
    }

    /** The grid found and how far its border is. */
    public record Near(CellShape shape, double distanceMetres) {}

    /** By code: on a border several grids claim a point, and the first one gets it. */
    private final Entry[] entries;

    private final Bins bins;
    private final STRtree tree = new STRtree();

    public GridIndex(Collection<CellShape> shapes) {
        entries = shapes.stream()
                .sorted(Comparator.comparing(CellShape::code))
                .map(Entry::new)
                .toArray(Entry[]::new);
        bins = new Bins(Stream.of(entries).map(entry -> entry.envelope).toList());
        for (Entry entry : entries) {
            tree.insert(entry.envelope, entry);
        }
        // Building is the only thing the tree does lazily; after it, queries only read.
        tree.build();
    }

    /** The grid that contains the point or has it on its border, the lowest code among several; null when none does. */
    public @Nullable CellShape containing(GeoPoint point) {
        double longitude = point.longitude();
        double latitude = point.latitude();
        int bin = bins.of(longitude, latitude);
        if (bin < 0) {
            return null;
        }
        Coordinate coordinate = new Coordinate(longitude, latitude);
        for (int position = bins.begin(bin); position < bins.end(bin); position++) {
            Entry entry = entries[bins.candidate(position)];
            if (entry.envelope.contains(longitude, latitude) && entry.locator.locate(coordinate) != Location.EXTERIOR) {
                return entry.shape;
            }
        }
        return null;
    }

    /** All grids within a distance of a point, the nearest first, the lowest code first among equals; zero metres inside. */
    public List<Near> around(GeoPoint point, double withinMetres) {
        Metres metres = Metres.at(point.latitude());
        Coordinate coordinate = new Coordinate(point.longitude(), point.latitude());
        return entries(box(point, withinMetres, metres)).stream()
                .map(entry -> new Near(
                        entry.shape,
                        entry.locator.locate(coordinate) == Location.EXTERIOR
                                ? metres.distance(point.longitude(), point.latitude(), entry.shape.boundary())
                                : 0))
                .filter(near -> near.distanceMetres() <= withinMetres)
                .sorted(Comparator.comparingDouble(Near::distanceMetres)
                        .thenComparing(near -> near.shape().code()))
                .toList();
    }

    private static Envelope box(GeoPoint point, double withinMetres, Metres metres) {
        Envelope box = new Envelope(new Coordinate(point.longitude(), point.latitude()));
        box.expandBy(withinMetres / metres.perLongitude(), withinMetres / metres.perLatitude());
        return box;
    }

    /** The nearest grid within a distance of a point that lies in none, the lowest code among equals; null when too far. */
    public @Nullable Near nearest(GeoPoint point, double withinMetres) {
        List<Near> around = around(point, withinMetres);
        return around.isEmpty() ? null : around.get(0);
    }

    /** Grids whose boundary touches the box, by code. */
    public List<CellShape> touching(Envelope box) {
        Geometry area = Boundaries.FACTORY.toGeometry(box);
        return entries(box).stream()
                .map(entry -> entry.shape)
                .filter(shape -> shape.boundary().intersects(area))
                .sorted(Comparator.comparing(CellShape::code))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Entry> entries(Envelope box) {
        return entries.length == 0 ? List.of() : tree.query(box);
    }
}
