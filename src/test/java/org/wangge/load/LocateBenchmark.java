package org.wangge.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.wangge.grid.GridTown;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.GridIndex;
import org.wangge.shared.GeoPoint;

/** In which grid a point lies: the directory's index against a tree of prepared polygons, over the same grids. */
final class LocateBenchmark implements Benchmark {

    private static final int POINTS = 100_000;
    private static final int ROUNDS = 12;
    private static final int WARM_UP_ROUNDS = 10;

    @Override
    public String name() {
        return "locate";
    }

    /** The district as it is, and one of ten thousand grids, as a large city may have. */
    @Override
    public List<Row> measure() {
        return Stream.of(District.shapes(), GridTown.of(100, 100, 1))
                .flatMap(shapes -> rows(shapes).stream())
                .toList();
    }

    private static List<Row> rows(List<CellShape> shapes) {
        GeoPoint[] points = points(shapes);
        GridIndex ours = new GridIndex(shapes);
        BareTree bare = new BareTree(shapes);
        int found = hits(points, point -> ours.containing(point) == null ? 0 : 1);
        int foundBare = hits(points, point -> bare.containing(point) == null ? 0 : 1);
        if (found != foundBare) {
            throw new IllegalStateException(found + " points were located, " + foundBare + " by the bare tree");
        }
        double oursNanos = nanos(points, point -> ours.containing(point) == null ? 0 : 1);
        double bareNanos = nanos(points, point -> bare.containing(point) == null ? 0 : 1);
        return List.of(
                Row.of(
                        "Locate a point among %d grids".formatted(shapes.size()),
                        "%.0f ns (%d of %d points inside)".formatted(oursNanos, found, POINTS)),
                Row.of(
                        "Bare JTS, STRtree and prepared polygons, %d grids".formatted(shapes.size()),
                        "%.0f ns".formatted(bareNanos)),
                new Row(
                        "Ratio to bare JTS, %d grids".formatted(shapes.size()),
                        "%.2f".formatted(oursNanos / bareNanos),
                        "≤ 1.50",
                        oursNanos / bareNanos <= 1.5));
    }

    private static final class BareTree {
        private final STRtree tree = new STRtree();

        BareTree(List<CellShape> shapes) {
            for (CellShape shape : shapes) {
                tree.insert(shape.boundary().getEnvelopeInternal(), PreparedGeometryFactory.prepare(shape.boundary()));
            }
            tree.build();
        }

        @Nullable
        Geometry containing(GeoPoint point) {
            Coordinate coordinate = new Coordinate(point.longitude(), point.latitude());
            Geometry asGeometry = Boundaries.FACTORY.createPoint(coordinate);
            for (Object candidate : tree.query(new Envelope(coordinate))) {
                PreparedGeometry polygon = (PreparedGeometry) candidate;
                if (polygon.covers(asGeometry)) {
                    return polygon.getGeometry();
                }
            }
            return null;
        }
    }

    /** Over the whole of the district and a little beyond. */
    private static GeoPoint[] points(List<CellShape> shapes) {
        Envelope all = new Envelope();
        shapes.forEach(shape -> all.expandToInclude(shape.boundary().getEnvelopeInternal()));
        Random random = new Random(510703);
        GeoPoint[] points = new GeoPoint[POINTS];
        for (int i = 0; i < POINTS; i++) {
            points[i] = new GeoPoint(
                    all.getMinX() + random.nextDouble() * all.getWidth(),
                    all.getMinY() + random.nextDouble() * all.getHeight());
        }
        return points;
    }

    private static int hits(GeoPoint[] points, ToIntFunction<GeoPoint> locate) {
        int hits = 0;
        for (GeoPoint point : points) {
            hits += locate.applyAsInt(point);
        }
        return hits;
    }

    /** For one point, in the best round after the warm-up: what disturbs can only make it longer. */
    private static double nanos(GeoPoint[] points, ToIntFunction<GeoPoint> locate) {
        List<Double> rounds = new ArrayList<>();
        int hits = 0;
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            long begin = System.nanoTime();
            hits += hits(points, locate);
            rounds.add((System.nanoTime() - begin) / (double) POINTS);
        }
        if (hits == 0) {
            throw new IllegalStateException("no point lies in a grid");
        }
        return rounds.subList(WARM_UP_ROUNDS, rounds.size()).stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
    }
}
