package org.wangge.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.grid.Directory.ADMIN;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class GridPublicationStoreTests extends GridImporting {

    @Test
    void a_publication_is_located_by_this_instance_at_once_and_by_another_when_it_looks() {
        try (Directory other = new Directory(store)) {
            other.get(GridCells.class).refreshIfChanged().block();
            ImportReport report = publish(GridFile.threeGrids());

            assertThat(report.revision()).isEqualTo(1);
            assertThat(report.added()).containsExactly("510703001001", "510703001002", "510703002001");
            GeoPoint inSecond = new GeoPoint(104.715, 31.405);
            Location here = directory.get(GridCells.class).locate(inSecond);
            assertThat(here).isInstanceOf(Location.Inside.class);
            assertThat(here.orRefuse().path())
                    .isEqualTo(GridPath.of("510703", "510703001", "510703001002", "510703001002"));
            assertThat(directory.revised()).containsExactly(new GridRevised(1, 0));

            assertThat(other.get(GridCells.class).locate(inSecond)).isInstanceOf(Location.Outside.class);
            assertThat(other.get(GridCells.class).refreshIfChanged().block()).isTrue();
            assertThat(other.get(GridCells.class).refreshIfChanged().block()).isFalse();
            Location there = other.get(GridCells.class).locate(inSecond);
            assertThat(there).isEqualTo(here);
            assertThat(there.revision()).isEqualTo(1);
        }
    }

    @Test
    void outside_within_the_tolerance_the_nearest_grid_is_taken_and_farther_out_it_is_refused() {
        publish(GridFile.threeGrids());
        GridCells cells = directory.get(GridCells.class);

        Location near = cells.locate(new GeoPoint(104.705, 31.4 - 30 / 110_870.0));
        assertThat(near).isInstanceOf(Location.Nearest.class);
        assertThat(near.orRefuse().code()).isEqualTo("510703001001");
        assertThat(near.distanceMetresToGrid()).isBetween(29.5, 30.5);

        Location far = cells.locate(new GeoPoint(104.705, 31.4 - 60 / 110_870.0));
        assertThat(far).isInstanceOf(Location.Outside.class);
        assertThat(codeOf(far::orRefuse)).isEqualTo("grid.outside-district");
    }

    @Test
    void of_publishers_that_start_from_the_same_revision_exactly_one_wins_and_the_others_leave_nothing() {
        publish(GridFile.threeGrids());
        List<Directory> instances =
                List.of(new Directory(store), new Directory(store), new Directory(store), new Directory(store));
        instances.forEach(
                instance -> instance.get(GridCells.class).refreshIfChanged().block());

        List<String> outcomes = value(Flux.range(0, 4)
                .flatMap(
                        number -> instances
                                .get(number)
                                .get(GridImports.class)
                                .importFile(
                                        GridFile.threeGrids()
                                                .square("51070300200" + (2 + number), "新" + number, "510703002001", 3)
                                                .bytes(),
                                        PUBLISH,
                                        ADMIN)
                                .map(report -> "published")
                                .onErrorResume(
                                        Refused.class,
                                        refused -> Mono.just(refused.refusal().code()))
                                .subscribeOn(Schedulers.parallel()),
                        4)
                .collectList());
        instances.forEach(Directory::close);
        directory.get(GridCells.class).refreshIfChanged().block();

        long won = outcomes.stream().filter("published"::equals).count();
        assertThat(won).isGreaterThanOrEqualTo(1);
        assertThat(outcomes)
                .allMatch(outcome -> outcome.equals("published") || outcome.equals("grid.revision-conflict"));
        // Each winner replaced the one before; four grids in the newest and in each kept publication, three in the
        // first.
        assertThat(directory.get(GridCells.class).within(Directory.DISTRICT)).hasSize(4);
        assertThat(documents()).isEqualTo(3 + 4 * won);
    }

    @Test
    void only_the_last_ten_publications_are_kept() {
        for (int round = 0; round < 13; round++) {
            publish(GridFile.threeGrids().square("510703002002", "第" + round + "次", "510703002001", 3));
        }
        assertThat(documents()).isEqualTo(10 * 4);
        assertThat(directory.get(GridCells.class).revision()).isEqualTo(13);
    }

    @Test
    void another_district_is_carried_over_and_may_not_be_published_by_strangers() {
        publish(GridFile.threeGrids());
        GridFile neighbour = new GridFile().square("510704001001", "芙蓉溪社区第1网格", "510704001001", 10);

        assertThat(codeOf(() -> publish(neighbour))).isEqualTo("grid.import-faulty");
        ImportReport report = imported(neighbour, PUBLISH, Actor.SYSTEM);

        assertThat(report.added()).containsExactly("510704001001");
        assertThat(report.removed()).isEmpty();
        assertThat(directory.get(GridCells.class).find("510703001002")).isPresent();
        assertThat(directory.get(GridCells.class).get("510703001002").revision())
                .isEqualTo(2);
    }
}
