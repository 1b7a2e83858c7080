package org.wangge.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.grid.Directory.ADMIN;
import static org.wangge.grid.Directory.NOW;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.GridImports.Form;
import org.wangge.grid.GridImports.Options;
import org.wangge.grid.MovedByRedraw.Becomes;
import org.wangge.grid.MovedByRedraw.Kind;
import org.wangge.grid.MovedByRedraw.Moves;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

class GridTimeStoreTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant THEN = NOW.plus(HOUR);
    /** In the third square. */
    private static final GeoPoint SPOT = new GeoPoint(104.725, 31.405);

    private final TestStore store = TestStore.open();
    private final TestClock clock = new TestClock(NOW);
    private final Directory directory = new Directory(store, clock);

    @BeforeEach
    void a_district_with_three_grids() {
        directory.withAreas();
        publish(GridFile.threeGrids(), null);
    }

    @AfterEach
    void close() {
        directory.close();
        store.close();
    }

    private ImportReport publish(GridFile file, Instant from) {
        return imported(file, false, from, Operation.unkeyed("x")).report();
    }

    private GridImports.Imported imported(GridFile file, boolean dryRun, Instant from, Operation operation) {
        Options options = new Options(dryRun, false, false, null, Form.GEO_JSON, Datum.WGS84, false, from);
        return value(directory.get(GridImports.class).importFile(file.bytes(), options, ADMIN, operation));
    }

    /** The third square goes to the other sub-district. */
    private static GridFile redrawn() {
        return new GridFile()
                .square("510703001001", "顺河街社区第1网格", "510703001001", 0)
                .square("510703001002", "北街社区第1网格", "510703001002", 1)
                .square("510703001003", "北街社区第2网格", "510703001002", 2);
    }

    private static GridFile redrawnAgain() {
        return new GridFile()
                .square("510703001001", "顺河街社区第1网格", "510703001001", 0)
                .square("510703001002", "北街社区第1网格", "510703001002", 1)
                .square("510703001004", "北街社区第3网格", "510703001002", 2);
    }

    private static String gridAt(Directory instance) {
        return instance.get(GridCells.class).locate(SPOT).orRefuse().code();
    }

    private String gridAsOf(Instant moment) {
        return value(directory.get(GridCells.class).asOf(moment))
                .locate(SPOT)
                .orRefuse()
                .code();
    }

    private static String codeOf(Runnable refused) {
        try {
            refused.run();
        } catch (Refused is) {
            return is.refusal().code();
        }
        return "not refused";
    }

    @Test
    void a_scheduled_redraw_holds_from_its_moment_on_by_the_clock_of_each_instance() {
        ImportReport report = publish(redrawn(), THEN);
        assertThat(report.revision()).isEqualTo(2);
        assertThat(report.baseRevision()).isEqualTo(1);
        TestClock behind = new TestClock(NOW);
        try (Directory other = new Directory(store, behind)) {
            value(other.get(GridCells.class).refreshIfChanged());
            clock.advance(HOUR.minusMillis(1));
            behind.advance(HOUR.minusMillis(2));
            assertThat(gridAt(directory)).isEqualTo("510703002001");
            clock.advance(Duration.ofMillis(1));
            assertThat(gridAt(directory)).as("without a look at the store").isEqualTo("510703001003");
            assertThat(directory.get(GridCells.class).revision()).isEqualTo(2);
            assertThat(gridAt(other)).isEqualTo("510703002001");
            behind.advance(Duration.ofMillis(2));
            assertThat(gridAt(other)).isEqualTo("510703001003");
        }
        try (Directory late = new Directory(store, new TestClock(THEN.plus(HOUR)))) {
            value(late.get(GridCells.class).refreshIfChanged());
            assertThat(gridAt(late)).isEqualTo("510703001003");
            assertThat(late.get(GridCells.class).revision()).isEqualTo(2);
        }
        assertThat(value(directory.get(GridCells.class).refreshIfChanged())).isFalse();
        assertThat(directory.revised()).contains(new GridRevised(2, 1));
    }

    @Test
    void the_past_answers_by_its_boundaries_and_the_future_by_those_that_are_scheduled() {
        clock.advance(HOUR);
        publish(redrawn(), null);
        publish(redrawnAgain(), THEN.plus(HOUR));
        assertThat(gridAsOf(NOW)).isEqualTo("510703002001");
        assertThat(gridAsOf(THEN.minusMillis(1))).isEqualTo("510703002001");
        assertThat(gridAsOf(THEN)).isEqualTo("510703001003");
        assertThat(gridAsOf(null)).isEqualTo("510703001003");
        assertThat(gridAsOf(THEN.plus(HOUR))).isEqualTo("510703001004");
        assertThat(codeOf(() -> gridAsOf(NOW.minusMillis(1)))).isEqualTo("grid.as-of-unknown");
        GridCells before = value(directory.get(GridCells.class).asOf(NOW));
        assertThat(before.revision()).isEqualTo(1);
        assertThat(before.find("510703001003")).isEmpty();
        assertThat(directory.get(GridCells.class).find("510703001003")).isPresent();
    }

    @Test
    void nothing_takes_effect_in_the_past_or_before_what_is_built_on_other_ground() {
        assertThat(codeOf(() -> publish(redrawn(), NOW))).isEqualTo("grid.effective-range");
        assertThat(codeOf(() -> publish(redrawn(), NOW.plus(Duration.ofDays(3660)))))
                .isEqualTo("grid.effective-range");
        publish(redrawn(), THEN);
        assertThat(codeOf(() -> publish(redrawnAgain(), null))).isEqualTo("grid.scheduled-later");
        assertThat(codeOf(() -> publish(redrawnAgain(), THEN))).isEqualTo("grid.scheduled-later");
        assertThat(codeOf(() -> imported(redrawnAgain(), true, THEN.minusSeconds(1), Operation.unkeyed("x"))))
                .isEqualTo("grid.scheduled-later");
        assertThat(publish(redrawnAgain(), THEN.plusSeconds(1)).baseRevision())
                .as("built on what will hold then")
                .isEqualTo(2);
    }

    @Test
    void a_scheduled_one_is_withdrawn_unless_another_builds_on_it_or_its_moment_is_near() {
        GridPublications publications = directory.get(GridPublications.class);
        publish(redrawn(), THEN);
        publish(redrawnAgain(), THEN.plus(HOUR));
        assertThat(codeOf(() -> withdraw(2, null))).isEqualTo("grid.scheduled-later");
        assertThat(codeOf(() -> withdraw(1, null))).isEqualTo("grid.import-in-force");
        assertThat(codeOf(() -> withdraw(9, null))).isEqualTo("grid.import-not-found");
        UUID key = Ids.next();
        assertThat(withdraw(3, key).replayed()).isFalse();
        assertThat(withdraw(3, key).replayed()).isTrue();
        assertThat(withdraw(3, null).publication().state()).isEqualTo(GridPublication.State.WITHDRAWN);
        clock.advance(HOUR.minusSeconds(4));
        assertThat(codeOf(() -> withdraw(2, null))).isEqualTo("grid.import-in-force");
        clock.advance(HOUR.plusSeconds(10));
        assertThat(gridAt(directory)).isEqualTo("510703001003");
        assertThat(value(publications.all(ADMIN)))
                .extracting(GridPublication::revision, GridPublication::state)
                .containsExactly(
                        tuple(3L, GridPublication.State.WITHDRAWN),
                        tuple(2L, GridPublication.State.IN_FORCE),
                        tuple(1L, GridPublication.State.PAST));
        assertThat(value(publications.all(Directory.actor(GridPath.of("510704"), Permission.GRID_PUBLISH))))
                .isEmpty();
    }

    private GridPublications.Withdrawn withdraw(long revision, UUID key) {
        Operation operation =
                key == null ? Operation.unkeyed("x") : new Operation(Operation.keyOf(ADMIN.id(), key), "w", "x");
        return value(directory.get(GridPublications.class).withdraw(revision, ADMIN, operation));
    }

    @Test
    void a_repeated_import_is_known_also_when_its_moment_is_past() {
        Operation operation = new Operation(Operation.keyOf(ADMIN.id(), Ids.next()), "i", "x");
        assertThat(imported(redrawn(), false, THEN, operation).report().revision())
                .isEqualTo(2);
        clock.advance(HOUR.plus(HOUR));
        GridImports.Imported again = imported(redrawn(), false, THEN, operation);
        assertThat(again.replayed()).isTrue();
        assertThat(again.report().revision()).isEqualTo(2);
    }

    @Test
    void a_preview_tells_which_responsibilities_lose_their_grid() {
        UUID worker = Ids.next();
        value(directory
                .get(Responsibilities.class)
                .assign(new ResponsibleWorker(
                        "510703002001", worker, "甲", null, ResponsibleWorker.Duty.PRIMARY, NOW, null))
                .thenReturn(true));
        List<Moves> dry =
                imported(redrawn(), true, THEN, Operation.unkeyed("x")).moves();
        assertThat(dry).singleElement().satisfies(moves -> {
            assertThat(moves.kind()).isEqualTo(Kind.RESPONSIBILITIES);
            assertThat(moves.count()).isEqualTo(1);
            assertThat(moves.first()).singleElement().satisfies(move -> {
                assertThat(move.id()).isEqualTo(worker.toString());
                assertThat(move.fromGrid()).isEqualTo("510703002001");
                assertThat(move.toGrid()).isNull();
                assertThat(move.becomes()).isEqualTo(Becomes.WITHOUT_GRID);
            });
        });
        publish(redrawn(), THEN);
        assertThat(value(directory.get(GridPublications.class).preview(2, ADMIN)))
                .isEqualTo(dry);
        clock.advance(HOUR);
        assertThat(codeOf(() -> value(directory.get(GridPublications.class).preview(2, ADMIN))))
                .isEqualTo("grid.import-in-force");
    }

    @Test
    void what_an_earlier_version_published_is_read_and_built_on() {
        Document earlier = new Document("revision", 1L)
                .append("cells", 3)
                .append("at", Date.from(NOW))
                .append("by", "x");
        value(store.template()
                .getCollection("grid_revision")
                .flatMap(all -> Mono.from(all.replaceOne(
                        new Document("_id", "current"),
                        new Document("_id", "current")
                                .append("issued", 1L)
                                .append("revision", 1L)
                                .append("cells", 3)
                                .append("areas", 9L)
                                .append("published", List.of(earlier))))));
        try (Directory next = new Directory(store, clock)) {
            value(next.get(GridCells.class).refreshIfChanged());
            assertThat(gridAt(next)).isEqualTo("510703002001");
            assertThat(publish(redrawn(), null).revision()).isEqualTo(2);
            value(next.get(GridCells.class).refreshIfChanged());
            assertThat(gridAt(next)).isEqualTo("510703001003");
        }
    }

    @Test
    void hosting_begins_and_ends_with_days_in_china() {
        Offices offices = directory.get(Offices.class);
        LocalDate today = LocalDate.of(2026, 1, 5);
        Office hosted = offices.get("510703001");
        Office changed = new Office(
                hosted.code(),
                hosted.names(),
                hosted.prefix(),
                hosted.kind(),
                List.of(new Office.Hosting("510703GXQ", today.plusDays(1), today.plusDays(2))),
                hosted.path(),
                hosted.phone(),
                null,
                null,
                List.of());
        Actor admin = Directory.actor(Directory.DISTRICT, Permission.REFERENCE_EDIT, Permission.AREA_READ);
        value(offices.change(changed, new SeenVersion(1L), admin, Operation.unkeyed("x")));
        assertThat(handling(offices)).isEqualTo("510703001");
        // 01:12 UTC is 09:12 in China; the next day begins there at 16:00 UTC.
        clock.advance(
                Duration.between(NOW, Instant.parse("2026-01-05T16:00:00Z")).minusMillis(1));
        assertThat(handling(offices)).isEqualTo("510703001");
        clock.advance(Duration.ofMillis(1));
        assertThat(handling(offices)).isEqualTo("510703GXQ");
        assertThat(offices.areasHandledBy("510703GXQ")).hasSize(3);
        clock.advance(Duration.ofDays(2));
        assertThat(handling(offices)).isEqualTo("510703001");
        assertThat(codeOf(() -> value(offices.change(changed, new SeenVersion(1L), admin, Operation.unkeyed("x")))))
                .isEqualTo("office.stale");
    }

    private static String handling(Offices offices) {
        return offices.responsibleFor(GridPath.of("510703", "510703001"))
                .handling()
                .code();
    }
}
