package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.HazardStories.GAS_ALARM;
import static org.wangge.fixtures.HazardStories.GENERAL;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Phones;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.RecurringJob;
import tools.jackson.databind.JsonNode;

/** What the clock alone brings about, and who hears of it when. In an application of its own, since days go by. */
@WanggeTest
@AloneInTown
@TestPropertySource(properties = "wangge.test=days-go-by")
class TaskNoticesTests {

    private static final String NEXT_DOOR = "dispatcher-003";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    @Autowired
    private FcmStandIn fcm;

    @Autowired
    private List<RecurringJob> jobs;

    private HazardStories stories;
    private Phones phones;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
        phones = new Phones(town, fcm, List.of(WORKER, DISPATCHER, HANDLER, DISTRICT, NEXT_DOOR));
    }

    private void itIs(String moment) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(moment)));
    }

    private void run(String name) {
        jobs.stream().filter(job -> job.name().equals(name)).forEach(job -> Awaited.done(job.run()));
    }

    private JsonNode counted(String user, String kind, int count) {
        return Eventually.get(
                () -> phones.inbox(user, "INSPECTION_TASK").stream()
                        .filter(notice -> notice.get("kind").stringValue().equals(kind))
                        .filter(notice -> notice.get("taskCount").intValue() == count)
                        .findFirst()
                        .orElse(null),
                found -> found != null);
    }

    private JsonNode rungOnce(String user, String kind) {
        List<JsonNode> rung = Eventually.get(
                () -> phones.pushed(user).stream()
                        .filter(message ->
                                message.at("/data/kind").stringValue().equals(kind))
                        .toList(),
                got -> !got.isEmpty());
        assertThat(rung).hasSize(1);
        return rung.get(0);
    }

    private List<JsonNode> tasks(String query) {
        return town.all(DISTRICT, "/api/v1/inspection-tasks?limit=200&" + query);
    }

    @Test
    void tasks_that_begin_or_are_missed_together_are_one_notice_that_rings_by_day() {
        for (int i = 0; i < 3; i++) {
            stories.restaurant();
        }
        JsonNode campaign = Town.bodyOf(town.post(
                        DISTRICT,
                        "/api/v1/campaigns",
                        Map.of(
                                "name", "一日专项检查",
                                "theme", "餐饮燃气",
                                "checklistCode", "CANYIN",
                                "selection", Map.of("areas", List.of("510703001")),
                                "from", "2026-01-05",
                                "to", "2026-01-05"))
                .expectStatus()
                .isCreated());
        String id = campaign.get("id").stringValue();
        town.post(DISTRICT, "/api/v1/campaigns/" + id + "/actions/start", Map.of())
                .expectStatus()
                .isOk();
        int all = tasks("plan=" + id).size();
        int mine = tasks("plan=" + id + "&assignee=" + town.idOf(WORKER)).size();
        assertThat(mine).isGreaterThanOrEqualTo(3);
        run("inspection-tasks");
        run("inspection-tasks");
        JsonNode begun = counted(WORKER, "TASKS_DUE", mine);
        assertThat(begun.get("title").stringValue()).isEqualTo("检查任务");
        assertThat(begun.get("body").stringValue()).contains(" " + mine + " ");
        assertThat(begun.get("taskId").isNull()).as("of many").isTrue();
        assertThat(phones.pushed(WORKER)).as("more may come").isEmpty();
        itIs("2026-01-05T01:30:00Z");
        JsonNode message = rungOnce(WORKER, "TASKS_DUE");
        assertThat(message.at("/data/taskCount").stringValue()).isEqualTo(String.valueOf(mine));
        assertThat(message.toString()).doesNotContain("小餐馆");

        itIs("2026-01-05T16:00:05Z");
        run("inspection-tasks");
        counted(WORKER, "TASKS_MISSED", mine);
        counted(DISPATCHER, "TASKS_MISSED", all);
        counted(DISTRICT, "TASKS_MISSED", all);
        assertThat(phones.pushed(DISPATCHER)).as("at midnight").isEmpty();
        itIs("2026-01-06T00:00:00Z");
        rungOnce(WORKER, "TASKS_MISSED");
        rungOnce(DISPATCHER, "TASKS_MISSED");
        rungOnce(DISTRICT, "TASKS_MISSED");
        assertThat(phones.inbox(WORKER, "INSPECTION_TASK")).hasSize(2);
        assertThat(phones.inbox(NEXT_DOOR, "INSPECTION_TASK")).isEmpty();
        assertThat(phones.inbox(HANDLER, "INSPECTION_TASK")).isEmpty();

        // What was not decided or put right in time, the same morning.
        JsonNode suspected = stories.found(stories.restaurant(), GAS_ALARM);
        JsonNode late = stories.found(stories.restaurant(), GENERAL);
        stories.acted(
                WORKER,
                late,
                "issue-notice",
                Map.of("dueAt", clock.instant().plus(Duration.ofHours(1)).toString()));
        itIs("2026-01-06T02:00:00Z");
        run("hazard-deadlines");
        for (String user : List.of(DISPATCHER, HANDLER)) {
            Eventually.get(
                    () -> phones.told(user, suspected), List.of("HAZARD_SUSPECTED_MAJOR", "HAZARD_UNDECIDED")::equals);
        }
        Eventually.get(() -> phones.pushed(DISTRICT, suspected), List.of("HAZARD_UNDECIDED")::equals);
        Eventually.get(() -> phones.pushed(DISPATCHER, late), List.of("HAZARD_OVERDUE")::equals);
        Eventually.get(() -> phones.pushed(WORKER, late), List.of("HAZARD_OVERDUE")::equals);
        assertThat(phones.told(HANDLER, late)).isEmpty();
        assertThat(phones.told(DISTRICT, late)).isEmpty();
        assertThat(phones.told(WORKER, suspected)).isEmpty();
        assertThat(fcm.faults()).isEmpty();
    }
}
