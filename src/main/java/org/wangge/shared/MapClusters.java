package org.wangge.shared;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where many things are, for a map of one zoom, as a GeoJSON FeatureCollection: things that would be drawn on top of each other
 * are one cluster. However many things there are, there are at most 500 clusters.
 *
 * @param total how many things are in the clusters
 */
public record MapClusters(String type, int zoom, long total, List<Cluster> features) {

    private static final int MOST = 500;
    /** Cells of a raster to a side of a map tile, so that a cell is 64 pixels wide. */
    private static final int CELLS_PER_TILE_LOG = 2;
    /** Beyond this latitude web maps show nothing. */
    private static final double MERCATOR_END = 85.0511;

    /** One thing and where it is. */
    public record Marker(UUID id, GeoPoint point) {}

    /**
     * Things that are close together.
     *
     * @param box west, south, east, north of the things in it
     * @param geometry the mean of their places
     */
    public record Cluster(String type, @JsonProperty("bbox") List<Double> box, Middle geometry, Contents properties) {}

    /** A GeoJSON point. */
    public record Middle(String type, List<Double> coordinates) {}

    /**
     * What is in a cluster.
     *
     * @param itemId the one thing in it; null when there are several
     */
    public record Contents(long count, @Nullable UUID itemId) {}

    /** Gathers things as they are read; however many there are, it keeps little more than the clusters. */
    public static Mono<MapClusters> of(Flux<Marker> markers, int zoom) {
        return markers.collect(() -> new Raster(zoom + CELLS_PER_TILE_LOG), Raster::add)
                .map(raster -> raster.clusters(zoom));
    }

    private record Cell(int column, int row) {

        static Cell of(GeoPoint point, int depth) {
            double latitude = Math.toRadians(Math.max(-MERCATOR_END, Math.min(MERCATOR_END, point.latitude())));
            double east = (point.longitude() + 180) / 360;
            double south = (1 - Math.log(Math.tan(latitude) + 1 / Math.cos(latitude)) / Math.PI) / 2;
            return new Cell(at(east, depth), at(south, depth));
        }

        private static int at(double part, int depth) {
            int cells = 1 << depth;
            return Math.max(0, Math.min(cells - 1, (int) (part * cells)));
        }

        Cell enclosing() {
            return new Cell(column >> 1, row >> 1);
        }
    }

    private static final class Heap {
        private long count;
        private @Nullable UUID one;
        private double longitudes;
        private double latitudes;
        private double west = Double.POSITIVE_INFINITY;
        private double south = Double.POSITIVE_INFINITY;
        private double east = Double.NEGATIVE_INFINITY;
        private double north = Double.NEGATIVE_INFINITY;

        static Heap of(Marker marker) {
            Heap heap = new Heap();
            heap.count = 1;
            heap.one = marker.id();
            heap.longitudes = heap.west = heap.east = marker.point().longitude();
            heap.latitudes = heap.south = heap.north = marker.point().latitude();
            return heap;
        }

        Heap with(Heap other) {
            count += other.count;
            one = null;
            longitudes += other.longitudes;
            latitudes += other.latitudes;
            west = Math.min(west, other.west);
            south = Math.min(south, other.south);
            east = Math.max(east, other.east);
            north = Math.max(north, other.north);
            return this;
        }

        Cluster cluster() {
            List<Double> box = List.of(rounded(west), rounded(south), rounded(east), rounded(north));
            List<Double> middle = List.of(rounded(longitudes / count), rounded(latitudes / count));
            return new Cluster("Feature", box, new Middle("Point", middle), new Contents(count, one));
        }

        /** A decimetre is enough for a map. */
        private static double rounded(double degrees) {
            return Math.round(degrees * 1e6) / 1e6;
        }
    }

    private static final class Raster {
        private int depth;
        private Map<Cell, Heap> heaps = new HashMap<>();

        Raster(int depth) {
            this.depth = depth;
        }

        void add(Marker marker) {
            heaps.merge(Cell.of(marker.point(), depth), Heap.of(marker), Heap::with);
            while (heaps.size() > MOST) {
                depth--;
                Map<Cell, Heap> coarser = new HashMap<>();
                heaps.forEach((cell, heap) -> coarser.merge(cell.enclosing(), heap, Heap::with));
                heaps = coarser;
            }
        }

        MapClusters clusters(int zoom) {
            List<Cluster> clusters = heaps.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(
                            Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column)))
                    .map(entry -> entry.getValue().cluster())
                    .toList();
            long total = heaps.values().stream().mapToLong(heap -> heap.count).sum();
            return new MapClusters("FeatureCollection", zoom, total, clusters);
        }
    }
}
