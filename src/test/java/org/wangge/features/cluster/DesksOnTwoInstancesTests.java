package org.wangge.features.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseView;
import org.wangge.casework.Cases;
import org.wangge.casework.ReportCase;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import org.wangge.grid.GridCells;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Reason;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Two instances over one store: what goes to another desk by itself goes there once. */
class DesksOnTwoInstancesTests {

    private static final int AT_ONCE = 16;
    private static final GridPath DISTRICT = GridPath.of("510703");
    private static final Reason REASON = new Reason("OUT_OF_AREA", null);

    private static Cluster cluster;
    private static Instance first;
    private static Instance second;

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        first = cluster.start();
        second = cluster.start();
        cluster.signIn(first, "001", "003");
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        cluster.close();
    }

    private static CaseView filed(String office) {
        String grid = first.bean(GridCells.class)
                .within(GridPath.of("510703", "510703" + office))
                .get(0)
                .code();
        ReportCase report = new ReportCase("G0201", "两实例", null, grid, null, null, null, List.of(), false, null);
        CaseView made = Awaited.value(first.cases()
                        .report(
                                report,
                                cluster.actor("worker-" + office + "-1"),
                                Operation.unkeyed("report"),
                                Locale.CHINA))
                .view();
        return acted(first, made.id(), "dispatcher-" + office, new CaseCommand.File(1, null, null));
    }

    private static CaseView acted(Instance where, UUID id, String user, CaseCommand command) {
        Actor actor = cluster.actor(user);
        return Awaited.value(where.bean(Cases.class)
                        .act(id, command, new Call(null, null, actor, Operation.unkeyed("step"), Locale.CHINA)))
                .view();
    }

    private static void jobsOfBothAtOnce() {
        Awaited.done(Flux.range(0, AT_ONCE)
                .flatMap(at -> job(at % 2 == 0 ? first : second).run().subscribeOn(Schedulers.parallel()), AT_ONCE)
                .then());
    }

    private static RecurringJob job(Instance where) {
        return where.context().getBeansOfType(RecurringJob.class).values().stream()
                .filter(job -> job.name().equals("case-desks"))
                .findFirst()
                .orElseThrow();
    }

    private static Document stored(UUID id) {
        return Awaited.value(Mono.from(cluster.database().getCollection("cases").find(Filters.eq("_id", id))));
    }

    private static List<String> actions(Document stored) {
        return stored.getList("timeline", Document.class).stream()
                .map(line -> line.getString("action"))
                .toList();
    }

    private static String desk(UUID id) {
        return stored(id).get("desk", Document.class).getString("code");
    }

    private static long told(UUID id, String kind) {
        return Awaited.value(Mono.from(cluster.database()
                .getCollection("notices")
                .countDocuments(Filters.and(Filters.eq("caseId", id), Filters.eq("kind", kind)))));
    }

    @Test
    void an_offer_that_nobody_answers_goes_to_the_district_once() {
        CaseView file = filed("001");
        acted(second, file.id(), "dispatcher-001", new CaseCommand.Transfer("510703003", REASON));
        jobsOfBothAtOnce();
        assertThat(desk(file.id())).as("its time is not over").isEqualTo("510703001");

        Awaited.value(Mono.from(cluster.database()
                .getCollection("cases")
                .updateOne(
                        Filters.eq("_id", file.id()),
                        Updates.set("dueAt", Date.from(Instant.now().minusSeconds(1))))));
        jobsOfBothAtOnce();
        Document lapsed = stored(file.id());
        assertThat(desk(file.id())).isEqualTo("510703");
        assertThat(actions(lapsed)).containsExactly("REPORT", "FILE", "TRANSFER", "LAPSE_TRANSFER");
        Eventually.get(() -> told(file.id(), "CASE_NEEDS_ARBITRATION"), told -> told > 0);
        assertThat(told(file.id(), "CASE_NEEDS_ARBITRATION")).isEqualTo(1);
    }

    @Test
    void nothing_waits_at_the_desk_of_an_office_that_has_ended() {
        CaseView handedOver = filed("001");
        acted(first, handedOver.id(), "dispatcher-001", new CaseCommand.Transfer("510703003", REASON));
        acted(second, handedOver.id(), "dispatcher-003", new CaseCommand.AnswerTransfer(true, null));
        CaseView ownGround = filed("003");
        List<Office> all = first.bean(Offices.class).in(DISTRICT);
        List<Office> without = all.stream()
                .filter(office -> !office.code().equals("510703003"))
                .toList();
        Awaited.done(first.bean(Offices.class).replaceAll(without));
        Eventually.get(
                () -> second.bean(Offices.class).ended().stream()
                        .map(Office::code)
                        .toList(),
                ended -> ended.contains("510703003"));
        jobsOfBothAtOnce();
        assertThat(desk(handedOver.id())).isEqualTo("510703001");
        assertThat(desk(ownGround.id())).isEqualTo("510703");
        assertThat(actions(stored(handedOver.id())))
                .containsExactly("REPORT", "FILE", "TRANSFER", "ANSWER_TRANSFER", "MOVE_DESK");
        acted(second, handedOver.id(), "dispatcher-001", new CaseCommand.Dispatch("510703001-YJ", null, null));
    }
}
