package org.wangge.grid.geo;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.ItemVisitor;
import org.locationtech.jts.index.strtree.STRtree;
import org.wangge.shared.GeoPoint;

/**
 * The grids of one publication, ready to be asked where a point lies. Immutable; safe for any number of threads once made.
 * A tree of envelopes finds the one or two grids in question, an indexed boundary each decides.
 */
public final class GridIndex {

    private static final class Entry {
        private final CellShape shape;
        private final String code;
        private final IndexedPointInAreaLocator locator;

        Entry(CellShape shape) {
            this.shape = shape;
            this.code = shape.code();
            this.locator = new IndexedPointInAreaLocator(shape.boundary());
        }
    }

    /** Looks at every candidate, for on a border several grids claim the point; the lowest code gets it. */
    private static final class Search implements ItemVisitor {
        private final Coordinate point;
        private @Nullable Entry found;

        Search(Coordinate point) {
            this.point = point;
        }

        @Override
        public void visitItem(Object item) {
            Entry entry = (Entry) item;
            Entry before = found;
            if (before != null && before.code.compareTo(entry.code) < 0) {
                return;
            }
            if (entry.locator.locate(point) != Location.EXTERIOR) {
                found = entry;
            }
        }
    }

    /** The grid found and how far its border is. */
    public record Near(CellShape shape, double distanceMetres) {}

    private final STRtree tree = new STRtree();
    private final boolean empty;

    public GridIndex(Collection<CellShape> shapes) {
        shapes.forEach(shape -> tree.insert(shape.boundary().getEnvelopeInternal(), new Entry(shape)));
        // Building is the only thing the tree does lazily; after it, queries only read.
        tree.build();
        empty = shapes.isEmpty();
    }

    /** The grid that contains the point or has it on its border, the lowest code among several; null when none does. */
    public @Nullable CellShape containing(GeoPoint point) {
        if (empty) {
            return null;
        }
        Coordinate coordinate = new Coordinate(point.longitude(), point.latitude());
        Search search = new Search(coordinate);
        tree.query(new Envelope(coordinate), search);
        Entry found = search.found;
        return found == null ? null : found.shape;
    }

    /** The nearest grid within a distance of a point that lies in none, the lowest code among equals; null when too far. */
    public @Nullable Near nearest(GeoPoint point, double withinMetres) {
        Metres metres = Metres.at(point.latitude());
        Envelope around = new Envelope(new Coordinate(point.longitude(), point.latitude()));
        around.expandBy(withinMetres / metres.perLongitude(), withinMetres / metres.perLatitude());
        return entries(around).stream()
                .map(entry -> new Near(
                        entry.shape, metres.distance(point.longitude(), point.latitude(), entry.shape.boundary())))
                .filter(near -> near.distanceMetres() <= withinMetres)
                .min(Comparator.comparingDouble(Near::distanceMetres)
                        .thenComparing(near -> near.shape().code()))
                .orElse(null);
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
        return empty ? List.of() : tree.query(box);
    }
}
