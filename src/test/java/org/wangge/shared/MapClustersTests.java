package org.wangge.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wangge.shared.MapClusters.Cluster;
import org.wangge.shared.MapClusters.Marker;
import reactor.core.publisher.Flux;

class MapClustersTests {

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 12, 16, 22})
    void however_many_things_there_are_each_is_in_one_of_five_hundred_clusters(int zoom) {
        Random random = new Random(zoom);
        List<Marker> markers = new ArrayList<>();
        for (int number = 0; number < 5_000; number++) {
            double spread = number % 2 == 0 ? 0.2 : 20;
            markers.add(new Marker(
                    new UUID(0, number),
                    new GeoPoint(104.7 + random.nextGaussian() * spread, 31.4 + random.nextGaussian() * spread)));
        }
        MapClusters map = value(MapClusters.of(Flux.fromIterable(markers), zoom));
        assertThat(map.features()).hasSizeBetween(1, 500);
        assertThat(map.total()).isEqualTo(5_000);
        assertThat(map.features().stream()
                        .mapToLong(cluster -> cluster.properties().count())
                        .sum())
                .isEqualTo(5_000);
        for (Marker marker : markers) {
            assertThat(map.features().stream().anyMatch(cluster -> holds(cluster, marker.point())))
                    .isTrue();
        }
        map.features().forEach(cluster -> {
            List<Double> middle = cluster.geometry().coordinates();
            assertThat(holds(cluster, new GeoPoint(middle.get(0), middle.get(1))))
                    .isTrue();
            assertThat(cluster.properties().itemId() == null)
                    .isEqualTo(cluster.properties().count() > 1);
        });
    }

    private static boolean holds(Cluster cluster, GeoPoint point) {
        List<Double> box = cluster.box();
        double least = 1e-6;
        return point.longitude() >= box.get(0) - least
                && point.longitude() <= box.get(2) + least
                && point.latitude() >= box.get(1) - least
                && point.latitude() <= box.get(3) + least;
    }
}
