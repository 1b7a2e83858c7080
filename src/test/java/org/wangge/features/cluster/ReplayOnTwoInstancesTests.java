package org.wangge.features.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.wangge.casework.ReportCase;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import org.wangge.grid.GridCells;
import org.wangge.rehearsal.ReplayState;
import org.wangge.rehearsal.ReplayView;
import org.wangge.rehearsal.Replays;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A rehearsal that two instances bring on at the same time counts each case once. */
class ReplayOnTwoInstancesTests {

    private static final int CASES = 1_600;
    private static final int AT_ONCE = 6;
    private static final Instant FIRST = Instant.parse("2025-03-01T00:00:00Z");

    private static void cases(Cluster cluster, Instance where) {
        String grid = where.bean(GridCells.class)
                .within(GridPath.of("510703", "510703001"))
                .get(0)
                .code();
        ReportCase report = new ReportCase("G0201", "样本", null, grid, null, null, null, List.of(), false, null);
        UUID id = Awaited.value(where.cases()
                        .report(report, cluster.actor("worker-001-1"), Operation.unkeyed("report"), Locale.CHINA))
                .view()
                .id();
        Document sample = Awaited.value(Mono.from(cluster.database()
                .getCollection("cases")
                .find(new Document("_id", id))
                .first()));
        sample.keySet().removeAll(List.of("operationKey", "operationHash", "dispatch", "outbox", "timeline"));
        List<Document> copies = Flux.range(0, CASES)
                .map(number -> new Document(sample)
                        .append("_id", Ids.next())
                        .append("number", "P%07d".formatted(number))
                        .append("reportedAt", Date.from(FIRST.plusSeconds(number / 9))))
                .toStream()
                .toList();
        Awaited.done(Mono.from(cluster.database().getCollection("cases").insertMany(copies)));
    }

    private static Mono<Void> job(Instance where) {
        return where.context().getBeansOfType(RecurringJob.class).values().stream()
                .filter(job -> job.name().equals("routing-replays"))
                .findFirst()
                .orElseThrow()
                .run()
                .subscribeOn(Schedulers.parallel());
    }

    @Test
    void each_case_is_counted_once() {
        try (Cluster cluster = new Cluster();
                Instance first = cluster.start();
                Instance second = cluster.start()) {
            cluster.signIn(first, "001");
            cases(cluster, first);
            Actor actor = new Actor(
                    Ids.next(),
                    "指挥中心",
                    Set.of(Role.SUPERVISOR),
                    Set.of(Permission.CASE_ARBITRATE),
                    List.of(GridPath.of("510703")),
                    Set.of());
            ReplayView begun = Awaited.value(first.bean(Replays.class)
                            .start(
                                    new Replays.Order(1, FIRST, FIRST.plusSeconds(CASES), null),
                                    new Call(null, null, actor, Operation.unkeyed("replay"), Locale.CHINA)))
                    .view();
            assertThat(begun.progress().expected()).isEqualTo(CASES);
            Awaited.done(Flux.range(0, AT_ONCE)
                    .flatMap(at -> job(at % 2 == 0 ? first : second), AT_ONCE)
                    .then());
            ReplayView seen = Eventually.get(
                    () -> Awaited.value(second.bean(Replays.class).find(begun.id(), actor, Locale.CHINA)),
                    view -> view.state() == ReplayState.DONE);
            assertThat(seen.progress().done()).isEqualTo(CASES);
            assertThat(seen.result()).isNotNull();
            assertThat(seen.result().matrix())
                    .singleElement()
                    .satisfies(flow -> assertThat(flow.cases()).isEqualTo(CASES));
        }
    }
}
