package org.wangge.features.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.wangge.casework.CaseAction;
import org.wangge.casework.model.TimelineLine;
import org.wangge.features.cluster.CaseDriver.Expected;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.ProofSize;
import org.wangge.grid.GridCells;
import org.wangge.grid.GridImports;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;

/** Two instances of the application over one store: whatever one does, the other carries on, and nothing happens twice. */
class TwoInstancesTests {

    private static final int PLAYED_AT_THE_FACES = ProofSize.of(320, 1600);
    private static final int PAIRS_MERGED = ProofSize.of(40, 200);
    private static final int PLAYED_OVER_HTTP = ProofSize.of(40, 200);
    private static final int AT_ONCE = 32;

    /** The journal takes a line when so many have followed it. */
    private static final int LINES_WITHOUT_JOURNAL = 10;

    /** Ten times what it takes where nothing else goes on: it is about what happens, not how soon. */
    private static final Duration LONGEST = Duration.ofMinutes(8);

    private static Cluster cluster;
    private static Instance first;
    private static Instance second;

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        // Both at once over nothing, as after a first deployment.
        CompletableFuture<Instance> beside = CompletableFuture.supplyAsync(() -> cluster.start());
        first = cluster.start();
        second = beside.join();
        cluster.signIn(first, "001", "003");
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        cluster.close();
    }

    @Test
    void cases_driven_by_both_through_all_stages_are_complete_and_told_once() {
        CaseDriver driver = new CaseDriver(cluster, List.of(first, second), firstGrids());
        long stolen;
        try (LeaseThief thief = new LeaseThief(cluster.database().getCollection("turns"))) {
            Flux.merge(
                            Flux.range(0, PLAYED_AT_THE_FACES).flatMap(driver::live, AT_ONCE),
                            Flux.range(0, PAIRS_MERGED).flatMap(pair -> driver.liveMerged(2 * pair), AT_ONCE / 8),
                            Flux.range(0, PLAYED_OVER_HTTP).flatMap(driver::liveOverHttp, AT_ONCE / 8))
                    .blockLast(LONGEST);
            stolen = thief.taken();
        }
        assertThat(stolen).as("leases taken from relays at work").isGreaterThan(ProofSize.of(2, 20));
        assertThat(driver.contested()).isGreaterThan(ProofSize.of(400, 2500));
        assertThat(driver.expected()).hasSize(PLAYED_AT_THE_FACES + 2 * PAIRS_MERGED + PLAYED_OVER_HTTP);

        Eventually.get(this::untold, left -> left == 0);
        Map<UUID, Document> cases = byId(all("cases"));
        assertThat(cases).hasSize(driver.expected().size());
        assertThat(driver.expected()).extracting(Expected::number).doesNotHaveDuplicates();
        Map<UUID, List<TimelineLine>> journal = journal();
        for (Expected expected : driver.expected()) {
            Document stored = requireNonNull(cases.get(expected.id()));
            assertThat(stored.getString("number")).isEqualTo(expected.number());
            assertThat(stored).doesNotContainKeys("outbox", "dispatch");
            assertUnbroken(timeline(stored, journal.getOrDefault(expected.id(), List.of())), expected, stored);
        }
        assertThat(toldByCase()).isEqualTo(expectedNotices(driver.expected()));
    }

    private long untold() {
        return Flux.from(cluster.database()
                        .getCollection("cases")
                        .find(Filters.or(Filters.exists("dispatch"), Filters.exists("outbox"))))
                .count()
                .blockOptional(LONGEST)
                .orElseThrow();
    }

    /** The lines in the case, and before them those of the journal, which are the same where it has both. */
    private static List<TimelineLine> timeline(Document stored, List<TimelineLine> journaled) {
        var converter = first.bean(ReactiveMongoTemplate.class).getConverter();
        Map<Integer, TimelineLine> lines = new TreeMap<>();
        journaled.forEach(line -> lines.put(line.sequence(), line));
        for (Document kept : stored.getList("timeline", Document.class)) {
            TimelineLine line = converter.read(TimelineLine.class, kept);
            TimelineLine other = lines.put(line.sequence(), line);
            assertThat(other == null || other.equals(line)).isTrue();
        }
        assertThat(journaled).hasSize(Math.max(0, lines.size() - LINES_WITHOUT_JOURNAL));
        return new ArrayList<>(lines.values());
    }

    private static void assertUnbroken(List<TimelineLine> lines, Expected expected, Document stored) {
        assertThat(lines).extracting(TimelineLine::action).containsExactlyElementsOf(expected.actions());
        String previous = TimelineLine.BEGINNING;
        for (int i = 0; i < lines.size(); i++) {
            TimelineLine line = lines.get(i);
            assertThat(line.sequence()).isEqualTo(i + 1);
            assertThat(line.previousHash()).isEqualTo(previous);
            assertThat(line.hash()).isEqualTo(line.expectedHash());
            previous = line.hash();
        }
        assertThat(stored.getString("timelineHash")).isEqualTo(previous);
        assertThat(stored.getInteger("timelineLength")).isEqualTo(lines.size());
        // A case also moves on when another is about to be merged into it, and both instances may be about to.
        long merges =
                expected.actions().stream().filter(CaseAction.ABSORB::equals).count();
        assertThat(((Number) requireNonNull(stored.get("version"))).longValue())
                .isBetween(lines.size() + merges, lines.size() + 2 * merges);
    }

    private static List<Document> all(String collection) {
        return Flux.from(cluster.database().getCollection(collection).find())
                .collectList()
                .blockOptional(LONGEST)
                .orElseThrow();
    }

    private static Map<UUID, Document> byId(List<Document> documents) {
        return documents.stream()
                .collect(Collectors.toMap(document -> document.get("_id", UUID.class), document -> document));
    }

    private static Map<UUID, List<TimelineLine>> journal() {
        var converter = first.bean(ReactiveMongoTemplate.class).getConverter();
        return all("case_journal").stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.get("caseId", UUID.class),
                        Collectors.mapping(
                                entry -> converter.read(TimelineLine.class, entry.get("line", Document.class)),
                                Collectors.toCollection(ArrayList::new))));
    }

    /** By "case, person and kind": how often. */
    private static Map<String, Integer> toldByCase() {
        Map<UUID, String> usernames = all("accounts").stream()
                .collect(Collectors.toMap(
                        account -> account.get("_id", UUID.class), account -> account.getString("username")));
        Map<String, Integer> told = new TreeMap<>();
        for (Document notice : all("notices")) {
            String who = usernames.get(notice.get("recipientId", UUID.class));
            told.merge(notice.get("caseId") + " " + who + " " + notice.getString("kind"), 1, Integer::sum);
        }
        return told;
    }

    private static Map<String, Integer> expectedNotices(List<Expected> cases) {
        Map<String, Integer> notices = new TreeMap<>();
        cases.forEach(one -> one.notices().forEach((key, times) -> notices.put(one.id() + " " + key, times)));
        return notices;
    }

    private static Map<String, String> firstGrids() {
        GridCells grids = first.bean(GridCells.class);
        Map<String, String> byOffice = new HashMap<>();
        for (String office : List.of("001", "003")) {
            byOffice.put(
                    office,
                    grids.within(GridPath.of("510703", "510703" + office))
                            .get(0)
                            .code());
        }
        return byOffice;
    }

    @Test
    void a_grid_published_by_one_is_seen_by_the_other_within_seconds() throws Exception {
        GridCells elsewhere = second.bean(GridCells.class);
        long before = elsewhere.revision();
        String renamed = new ClassPathResource("seeds/fucheng/grid.geojson")
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst("北街社区第1网格", "北街社区第一网格");
        var report = first.bean(GridImports.class)
                .importFile(
                        renamed.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        new GridImports.Options(false, false),
                        Actor.SYSTEM)
                .blockOptional(LONGEST)
                .orElseThrow();

        long start = System.nanoTime();
        Eventually.get(elsewhere::revision, revision -> revision > before);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(elsewhere.revision()).isEqualTo(report.revision());
        assertThat(elsewhere.get("510703001001").name().zh()).isEqualTo("北街社区第一网格");
    }
}
