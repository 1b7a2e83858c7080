package org.wangge.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.ResponsibleWorker.Duty;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ResponsibilitiesStoreTests {

    private static final Instant NOW = Directory.NOW;
    private static final String GRID = "510703001001";
    private static final String OTHER_GRID = "510703001002";

    private final UUID ann = Ids.next();
    private final UUID bob = Ids.next();
    private final TestStore store = TestStore.open();
    private final Directory directory = new Directory(store).withAreas();
    private final Responsibilities responsibilities = directory.get(Responsibilities.class);

    {
        publish(GridFile.threeGrids());
    }

    @AfterEach
    void close() {
        directory.close();
        store.close();
    }

    @Test
    void primaries_come_before_backups_and_only_those_whose_time_it_is() {
        done(responsibilities.assign(worker(GRID, bob, "乙", Duty.BACKUP, NOW.minus(Duration.ofDays(9)), null)));
        done(responsibilities.assign(worker(GRID, ann, "甲", Duty.PRIMARY, NOW.minus(Duration.ofDays(1)), null)));
        done(responsibilities.assign(worker(GRID, Ids.next(), "丙", Duty.PRIMARY, NOW.minus(Duration.ofDays(9)), NOW)));
        done(responsibilities.assign(worker(GRID, Ids.next(), "丁", Duty.PRIMARY, NOW.plusMillis(1), null)));

        assertThat(names(GRID, NOW)).containsExactly("甲", "乙");
        assertThat(names(GRID, NOW.minus(Duration.ofDays(2)))).containsExactly("丙", "乙");
        assertThat(names(OTHER_GRID, NOW)).isEmpty();
    }

    @Test
    void a_worker_changes_from_backup_to_primary_in_one_call_and_the_past_is_kept() {
        Instant before = NOW.minus(Duration.ofDays(10));
        done(responsibilities.assign(worker(GRID, ann, "甲", Duty.BACKUP, before, null)));
        ResponsibleWorker primary = worker(GRID, ann, "甲", Duty.PRIMARY, NOW, null);
        done(responsibilities.assign(primary));
        done(responsibilities.assign(primary));

        assertThat(found(GRID, NOW)).containsExactly(primary);
        assertThat(found(GRID, NOW.minusMillis(1))).containsExactly(worker(GRID, ann, "甲", Duty.BACKUP, before, NOW));
        assertThat(value(responsibilities.history(GRID).collectList())).hasSize(2);
    }

    @Test
    void many_at_once_are_stored_whole_or_not_at_all_and_twice_is_once() {
        List<ResponsibleWorker> many = List.of(
                worker(GRID, ann, "甲", Duty.PRIMARY, NOW, null),
                worker(OTHER_GRID, ann, "甲", Duty.BACKUP, NOW, null),
                worker(OTHER_GRID, bob, "乙", Duty.PRIMARY, NOW, null));
        done(responsibilities.assignAll(many));
        done(responsibilities.assignAll(many));

        assertThat(value(responsibilities.responsibleFor(List.of(GRID, OTHER_GRID, "510703002001"), NOW)))
                .containsOnlyKeys(GRID, OTHER_GRID)
                .hasEntrySatisfying(
                        OTHER_GRID,
                        workers -> assertThat(workers)
                                .extracting(ResponsibleWorker::name)
                                .containsExactly("乙", "甲"));
        assertThat(value(responsibilities.gridsOf(ann, NOW).collectList()))
                .extracting(ResponsibleWorker::gridCode)
                .containsExactly(GRID, OTHER_GRID);

        List<ResponsibleWorker> faulty = new ArrayList<>(many);
        faulty.add(worker("510703001999", ann, "甲", Duty.PRIMARY, NOW, null));
        faulty.add(worker(GRID, Ids.next(), "丙", Duty.PRIMARY, NOW, NOW));
        assertThatThrownBy(() -> done(responsibilities.assignAll(faulty)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().faults())
                                .extracting(fault -> fault.pointer() + " " + fault.code())
                                .containsExactly("/3/gridCode grid.not-found", "/4/until grid.period-invalid"));
        assertThat(value(store.template()
                        .find(new Query(), Document.class, "grid_workers")
                        .count()))
                .isEqualTo(3);
    }

    @Test
    void a_worker_who_leaves_is_ended_everywhere_and_what_had_not_begun_never_does() {
        Instant before = NOW.minus(Duration.ofDays(1));
        done(responsibilities.assign(worker(GRID, ann, "甲", Duty.PRIMARY, before, null)));
        done(responsibilities.assign(worker(OTHER_GRID, ann, "甲", Duty.BACKUP, before, NOW.plus(Duration.ofDays(3)))));
        done(responsibilities.assign(
                worker("510703002001", ann, "甲", Duty.BACKUP, NOW.plus(Duration.ofDays(1)), null)));
        done(responsibilities.assign(worker(GRID, bob, "乙", Duty.BACKUP, before, null)));

        done(responsibilities.endAll(ann, NOW));
        done(responsibilities.endAll(ann, NOW));

        assertThat(value(responsibilities.gridsOf(ann, NOW).collectList())).isEmpty();
        assertThat(value(responsibilities
                        .gridsOf(ann, NOW.plus(Duration.ofDays(2)))
                        .collectList()))
                .isEmpty();
        assertThat(names(GRID, NOW)).containsExactly("乙");
        assertThat(names(GRID, NOW.minusMillis(1))).containsExactly("甲", "乙");
    }

    @Test
    void ending_one_grid_leaves_the_others_and_a_new_name_shows_everywhere() {
        Instant before = NOW.minus(Duration.ofDays(1));
        done(responsibilities.assign(worker(GRID, ann, "甲", Duty.PRIMARY, before, null)));
        done(responsibilities.assign(worker(OTHER_GRID, ann, "甲", Duty.PRIMARY, before, null)));
        done(responsibilities.end(GRID, ann, NOW));
        done(responsibilities.rename(ann, "甲改", null));

        assertThat(found(GRID, NOW)).isEmpty();
        assertThat(found(OTHER_GRID, NOW)).singleElement().satisfies(worker -> {
            assertThat(worker.name()).isEqualTo("甲改");
            assertThat(worker.phone()).isNull();
        });
    }

    @Test
    void who_stands_in_is_told_with_the_primary_while_it_lasts() {
        done(responsibilities.assign(worker(GRID, ann, "甲", Duty.PRIMARY, NOW, null)));
        done(responsibilities.assign(worker(GRID, bob, "乙", Duty.BACKUP, NOW, null)));
        named(worker(GRID, bob, "乙", Duty.SUBSTITUTE, NOW.plusSeconds(60), NOW.plusSeconds(120)));

        assertThat(told(NOW)).containsExactly(ann);
        assertThat(told(NOW.plusSeconds(60))).containsExactly(bob, ann);
        assertThat(names(GRID, NOW.plusSeconds(60)))
                .as("once, by the duty that counts")
                .containsExactly("甲", "乙");
        assertThat(told(NOW.plusSeconds(120))).containsExactly(ann);
    }

    @Test
    void of_two_that_are_named_at_the_same_moment_at_most_one_is_kept() {
        UUID carl = Ids.next();
        List<Object> outcomes = value(Flux.just(ann, bob, carl)
                .flatMap(one -> responsibilities
                        .add(worker(GRID, one, "某", Duty.PRIMARY, NOW, null), NOW, ann, NO_KEY)
                        .cast(Object.class)
                        .onErrorResume(Refused.class, refused -> Mono.just(refused.getMessage())))
                .collectList());
        assertThat(outcomes).hasSize(3);
        assertThat(names(GRID, NOW)).hasSizeLessThanOrEqualTo(1);
        assertThat(value(responsibilities.history(GRID).collectList()))
                .as("nothing of those that were refused is left")
                .hasSameSizeAs(names(GRID, NOW));
    }

    private static final Operation NO_KEY = new Operation(null, "", "test");

    private void named(ResponsibleWorker worker) {
        value(responsibilities.add(worker, NOW, ann, NO_KEY));
    }

    private List<UUID> told(Instant at) {
        return value(responsibilities.primariesOf(List.of(GRID), at)).get(GRID);
    }

    private static Operation operation(String key, String hash) {
        return new Operation("someone:" + key, hash, "test");
    }

    private Responsibility.Done ended(String id, Instant at, Operation operation) {
        return value(responsibilities.end(new Responsibilities.Ending(GRID, id, at), NOW, ann, operation));
    }

    @Test
    void what_named_somebody_is_known_for_good_and_ends_nothing() {
        ResponsibleWorker worker = worker(GRID, ann, "甲", Duty.PRIMARY, NOW, null);
        Operation naming = operation("naming", "named");
        String id = value(responsibilities.add(worker, NOW, ann, naming))
                .responsibility()
                .id();
        Instant end = NOW.plus(Duration.ofDays(30));
        assertThat(ended(id, end, operation("ending", "ended")).replayed()).isFalse();
        assertThat(ended(id, end, operation("ending", "ended")).replayed()).isTrue();
        assertThatThrownBy(() -> ended(id, end, operation("ending", "ended otherwise")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("idempotency.key-reused"));
        assertThatThrownBy(() -> ended(id, end, operation("naming", "ended")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("idempotency.key-reused"));
        assertThat(value(responsibilities.add(worker, NOW, ann, naming)).replayed())
                .isTrue();

        store.template()
                .updateFirst(
                        Query.query(Criteria.where("gridCode").is(GRID)),
                        new Update()
                                .unset("operationKey")
                                .unset("operationHash")
                                .set("operations", List.of(new Document("key", naming.key()).append("hash", "named"))),
                        "grid_workers")
                .block();
        assertThat(value(responsibilities.add(worker, NOW, ann, naming)).replayed())
                .as("also of one that an earlier version stored")
                .isTrue();
    }

    @Test
    void new_boundaries_keep_the_people() {
        done(responsibilities.assign(worker(GRID, ann, "甲", Duty.PRIMARY, NOW, null)));
        publish(new GridFile()
                .box(GRID, "顺河街社区第1网格", "510703001001", 0, 0.5)
                .box("510703001003", "顺河街社区第2网格", "510703001001", 0.5, 1));

        assertThat(names(GRID, NOW)).containsExactly("甲");
    }

    private void publish(GridFile file) {
        value(directory
                .get(GridImports.class)
                .importFile(file.bytes(), new GridImports.Options(false, false, true), Directory.ADMIN));
    }

    private List<ResponsibleWorker> found(String grid, Instant at) {
        return value(responsibilities.responsibleFor(grid, at).collectList());
    }

    private List<String> names(String grid, Instant at) {
        return found(grid, at).stream().map(ResponsibleWorker::name).toList();
    }

    private static ResponsibleWorker worker(
            String grid, UUID account, String name, Duty duty, Instant from, @Nullable Instant until) {
        return new ResponsibleWorker(grid, account, name, "0816-5550101", duty, from, until);
    }
}
