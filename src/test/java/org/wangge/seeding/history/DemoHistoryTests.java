package org.wangge.seeding.history;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.WanggeApplication;
import org.wangge.announcement.AnnouncementState;
import org.wangge.announcement.Announcements;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.CaseState;
import org.wangge.casework.CaseView;
import org.wangge.casework.Cases;
import org.wangge.casework.TimelineEntry;
import org.wangge.embedded.StoreSettings;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.OwnConnections;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestServer;
import org.wangge.hazard.HazardFilter;
import org.wangge.hazard.HazardView;
import org.wangge.hazard.Hazards;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.place.PlaceFilter;
import org.wangge.place.Places;
import org.wangge.planning.Draws;
import org.wangge.rehearsal.ReplayState;
import org.wangge.rehearsal.Replays;
import org.wangge.roster.Rosters;
import org.wangge.routing.RoutingOverlays;
import org.wangge.seeding.SeedingSettings;
import org.wangge.seeding.store.HistoryStore;
import org.wangge.seeding.store.HistoryStore.Progress;
import org.wangge.shared.Actor;
import org.wangge.shared.QueryValues;
import org.wangge.warning.WarningFilter;
import org.wangge.warning.Warnings;
import org.wangge.work.Blocking;
import org.wangge.work.Nudge;

/** An application of its own: nobody else's demonstration has a past. */
class DemoHistoryTests {

    private static final int DAYS = 8;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String DATABASE = TestServer.fresh();

    private static ConfigurableApplicationContext context;
    private static Actor supervisor;
    private static Instant today;

    @BeforeAll
    static void start() throws Exception {
        context = new SpringApplicationBuilder(WanggeApplication.class, OwnConnections.class)
                .run(
                        "--wangge.data-dir=" + Files.createTempDirectory("wangge-history"),
                        "--wangge.embedded.fsync=false",
                        "--wangge.mongodb-uri=" + DATABASE,
                        "--wangge.seeding.seed=demo",
                        "--wangge.seeding.demo-password=grid-demo-42",
                        "--wangge.seeding.history=" + DAYS,
                        "--server.port=0");
        supervisor = Objects.requireNonNull(bean(People.class).find().block()).supervisor();
        awaitMade();
        today = progress().today();
    }

    @AfterAll
    static void stop() {
        context.close();
        TestServer.drop(DATABASE);
    }

    private static <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private static Progress progress() {
        return Objects.requireNonNull(bean(HistoryStore.class).find().block());
    }

    private static void awaitMade() {
        Eventually.until(
                Duration.ofMinutes(4),
                "the history is made, and what follows from it too",
                () -> progress().isComplete() && !isAnythingUntold());
    }

    /** What one case takes in of another follows from an event. */
    private static boolean isAnythingUntold() {
        return Boolean.TRUE.equals(bean(ReactiveMongoTemplate.class)
                .exists(Query.query(Criteria.where("dispatch.dueAt").exists(true)), "cases")
                .block());
    }

    /** Of the past only: what the simulator does comes after it. */
    private static List<CaseView> cases() {
        return Objects.requireNonNull(bean(Cases.class)
                .all(CaseFilter.all(), supervisor, Doing.LANGUAGE)
                .flatMapIterable(some -> some)
                .filter(view -> view.receivedAt().isBefore(today))
                .collectList()
                .block());
    }

    private static List<TimelineEntry> timeline(UUID id) {
        return Objects.requireNonNull(bean(Cases.class)
                .timeline(id, 0, 200, supervisor, Doing.LANGUAGE)
                .collectList()
                .block());
    }

    private static List<HazardView> hazards() {
        return Objects.requireNonNull(bean(Hazards.class)
                .all(
                        new HazardFilter(Narrowing.by(new QueryValues.Order("updatedAt", true))),
                        supervisor,
                        Doing.LANGUAGE)
                .flatMapIterable(some -> some)
                .collectList()
                .block());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZONE);
    }

    @Test
    void each_day_has_its_cases_and_they_have_come_far() {
        List<CaseView> cases = cases();
        Map<LocalDate, Long> byDay = cases.stream().collect(groupingBy(view -> day(view.receivedAt()), counting()));
        LocalDate last = day(today);
        for (int before = 1; before <= DAYS; before++) {
            assertThat(byDay).containsKey(last.minusDays(before));
            assertThat(byDay.get(last.minusDays(before)))
                    .as("%d days before", before)
                    .isBetween(8L, before < 4 ? 60L : 20L);
        }
        assertThat(cases.stream().map(CaseView::state).collect(Collectors.toSet()))
                .contains(CaseState.CLOSED, CaseState.DECLINED, CaseState.REPORTED)
                .hasSizeGreaterThanOrEqualTo(6);
        assertThat(cases.stream().filter(view -> view.state() == CaseState.CLOSED))
                .hasSizeGreaterThan(cases.size() / 2);
        assertThat(cases).allSatisfy(view -> assertThat(view.doubts()).isEmpty());
        assertThat(bean(HistoryJob.class).refused()).isZero();
    }

    @Test
    void steps_follow_each_other_in_time_and_none_is_of_the_future() {
        for (CaseView view : cases()) {
            List<TimelineEntry> lines = timeline(view.id());
            assertThat(lines).isSortedAccordingTo(Comparator.comparing(TimelineEntry::at));
            assertThat(lines.get(0).at()).isEqualTo(view.receivedAt());
            assertThat(lines.get(lines.size() - 1).at()).isBeforeOrEqualTo(Instant.now());
        }
    }

    @Test
    void places_are_inspected_and_hazards_put_right() {
        assertThat(hazards().stream().map(HazardView::state).collect(Collectors.toSet()))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(bean(Places.class)
                        .all(PlaceFilter.all(), false, supervisor, Doing.LANGUAGE)
                        .flatMapIterable(some -> some)
                        .collectList()
                        .block())
                .hasSize(80);
    }

    @Test
    void offices_drew_places_and_the_rules_were_rehearsed() {
        assertThat(bean(Draws.class).list(50, null, supervisor).block().items())
                .hasSize(9)
                .allSatisfy(draw ->
                        assertThat(day(draw.drawnAt())).isEqualTo(day(today).minusDays(4)));
        Eventually.until(
                "the rehearsal is through",
                () -> bean(Replays.class).list(50, null, supervisor).block().items().stream()
                        .anyMatch(replay -> replay.state() == ReplayState.DONE));
    }

    @Test
    void offices_have_people_on_duty_and_a_storm_came_and_went() {
        Instant noon = day(today).minusDays(1).atTime(12, 0).atZone(ZONE).toInstant();
        assertThat(bean(Rosters.class)
                        .onDuty(null, noon, supervisor, Doing.LANGUAGE)
                        .block())
                .hasSizeGreaterThan(30);
        assertThat(bean(Warnings.class)
                        .list(
                                new WarningFilter(Narrowing.by(new QueryValues.Order("_id", true))),
                                10,
                                null,
                                false,
                                supervisor)
                        .block())
                .satisfies(page -> assertThat(page.items()).hasSize(1));
        assertThat(bean(RoutingOverlays.class)
                        .list(10, null, supervisor, Doing.LANGUAGE)
                        .block())
                .satisfies(page -> assertThat(page.items())
                        .singleElement()
                        .satisfies(overlay -> assertThat(overlay.until()).isBefore(today)));
        Eventually.until(
                "both announcements are told, and the desks of the warning",
                () -> bean(Announcements.class).list(10, null, false, supervisor).block().items().stream()
                                .filter(one -> one.state() == AnnouncementState.SENT)
                                .count()
                        == 3);
    }

    @Test
    void nobody_is_called_for_what_is_long_past() {
        ReactiveMongoTemplate mongo = bean(ReactiveMongoTemplate.class);
        Eventually.until(
                "all events are told",
                () -> Boolean.FALSE.equals(
                        mongo.exists(Query.query(Criteria.where("dispatch").exists(true)), "cases")
                                .block()));
        // Announcements hold for weeks: what is not over is told, however late.
        List<Document> notices = Objects.requireNonNull(
                mongo.find(Query.query(Criteria.where("announcement").exists(false)), Document.class, "notices")
                        .collectList()
                        .block());
        Instant yesterday = today.minus(Duration.ofDays(1));
        Instant stale = today.minus(Duration.ofDays(7));
        assertThat(notices).hasSizeGreaterThan(100);
        assertThat(notices.stream()
                        .filter(one -> one.getDate("createdAt").toInstant().isBefore(yesterday)))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.keySet()).doesNotContain("push", "ladder"));
        assertThat(notices.stream()
                        .filter(one -> one.getDate("createdAt").toInstant().isBefore(stale)))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.getDate("readAt")).isNotNull());
        assertThat(notices.stream()
                        .filter(one -> one.getDate("createdAt").toInstant().isAfter(stale)))
                .anySatisfy(one -> assertThat(one.get("readAt")).isNull());
    }

    /** As after a crash whose last days were not noted, in a process that remembers nothing. */
    @Test
    void what_was_made_is_not_made_again() {
        Map<String, Integer> before = lengths();
        int found = hazards().size();
        bean(HistoryStore.class).note(DAYS - 4).block();
        bean(Nudge.class).jobNeeded(HistoryJob.NAME);
        awaitMade();
        assertThat(lengths()).isEqualTo(before);
        assertThat(hazards()).hasSize(found);
        assertThat(bean(HistoryJob.class).refused()).isZero();
    }

    private static Map<String, Integer> lengths() {
        return cases().stream().collect(toMap(CaseView::number, view -> (int) view.version()));
    }

    @Test
    void the_simulator_reports_and_others_follow() {
        TestClock clock = new TestClock(Instant.now());
        Simulator simulator = new Simulator(
                new SeedingSettings("demo", null, null, "510703", 0, 10),
                bean(StoreSettings.class),
                bean(Storytelling.class),
                bean(HistoryStore.class),
                context.getBeanFactory(),
                bean(Blocking.class),
                clock);
        for (int turn = 0; turn < 40; turn++) {
            simulator.turn().block();
            clock.advance(Duration.ofSeconds(6));
        }
        List<CaseView> live = Objects.requireNonNull(bean(Cases.class)
                .all(CaseFilter.all(), supervisor, Doing.LANGUAGE)
                .flatMapIterable(some -> some)
                .filter(view -> !view.receivedAt().isBefore(today))
                .collectList()
                .block());
        assertThat(live).hasSizeBetween(40, 50);
        assertThat(live.stream().filter(view -> view.state() != CaseState.REPORTED))
                .hasSizeGreaterThan(10);
    }

    @Test
    void without_the_wish_there_is_no_simulator() {
        Simulator simulator = bean(Simulator.class);
        assertThat(simulator.turn().block()).isFalse();
        assertThat(simulator.rest()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({"demo,60", "district,0", "base,0", "none,0", ",0"})
    void only_what_is_called_a_demonstration_has_a_past(@Nullable String seed, int days) {
        assertThat(new SeedingSettings(seed, null, null, "510703", 60, 0).historyDays())
                .isEqualTo(days);
    }
}
