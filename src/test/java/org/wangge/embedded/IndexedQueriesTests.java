package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;
import static org.wangge.embedded.TestStore.oneOrNone;

import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query on an index reads what it returns and no more. */
class IndexedQueriesTests {

    private static final int CASES = 5000;
    private static final List<String> STATES = List.of("reported", "assigned", "working", "closed");

    @TempDir
    static Path directory;

    static TestStore store;
    static MongoCollection<Document> cases;

    @BeforeAll
    static void five_thousand_cases() {
        store = new TestStore(directory, false);
        cases = store.collection("cases");
        one(cases.createIndex(new Document("areas", 1)
                .append("state", 1)
                .append("updatedAt", -1)
                .append("_id", -1)));
        one(cases.createIndex(
                new Document("areas", 1).append("dueAt", 1).append("_id", 1), new IndexOptions().sparse(true)));
        one(cases.createIndex(new Document("areas", 1).append("reportedAt", -1).append("_id", -1)));
        one(cases.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true)));
        one(cases.createIndex(
                Indexes.ascending("operationKey"),
                new IndexOptions().unique(true).sparse(true)));
        one(cases.createIndex(
                new Document("reporter.id", 1).append("updatedAt", -1).append("_id", -1)));
        one(cases.createIndex(Indexes.ascending("dispatch.dueAt"), new IndexOptions().sparse(true)));
        one(cases.createIndex(Indexes.ascending("mediaIds"), new IndexOptions().sparse(true)));
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Document document = new Document("_id", "c%06d".formatted(i))
                    .append("number", i)
                    .append("areas", List.of("d", "s" + i % 4, "c" + i % 40, "g" + i % 200))
                    .append("state", STATES.get(i * 7 % 4))
                    .append("updatedAt", new Date(1_000_000L + i * 31 % 4999))
                    .append("reportedAt", new Date(2_000_000L + i))
                    .append("reporter", new Document("id", "p" + i % 100))
                    .append("mediaIds", i % 10 == 0 ? List.of("m" + i, "n" + i) : List.of());
            if (i % 50 == 0) {
                document.append("dispatch", new Document("dueAt", new Date(3_000_000L + i)));
            }
            if (i % 3 == 0) {
                document.append("operationKey", "k" + i).append("dueAt", new Date(4_000_000L + i));
            }
            documents.add(document);
        }
        one(cases.insertMany(documents));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void the_case_list_reads_a_page_and_not_the_district() {
        Bson filter = Filters.and(
                Filters.eq("areas", "d"),
                Filters.in("state", "assigned", "working"),
                Filters.lte("updatedAt", new Date(1_003_000L)));
        List<Document> page = new ArrayList<>();
        long examined = store.examinedBy(() -> page.addAll(all(
                cases.find(filter).sort(Sorts.descending("updatedAt", "_id")).limit(51))));
        assertThat(page).hasSize(51).isSortedAccordingTo(newestFirst());
        assertThat(examined).isBetween(51L, 52L);
        assertThat(store.store.lastPlan()).isEqualTo("areas_1_state_1_updatedAt_-1__id_-1");
    }

    @Test
    void the_next_page_begins_where_the_last_ended() {
        List<Document> read = new ArrayList<>();
        long examined = store.examinedBy(() -> {
            Bson more = new Document();
            for (int pageNumber = 0; pageNumber < 20; pageNumber++) {
                List<Document> page =
                        all(cases.find(Filters.and(Filters.eq("areas", "d"), Filters.eq("state", "working"), more))
                                .sort(Sorts.descending("updatedAt", "_id"))
                                .limit(50));
                read.addAll(page);
                Document last = page.get(page.size() - 1);
                more = Filters.or(
                        Filters.lt("updatedAt", last.get("updatedAt")),
                        Filters.and(
                                Filters.eq("updatedAt", last.get("updatedAt")), Filters.lt("_id", last.get("_id"))));
            }
        });
        assertThat(read).hasSize(1000).doesNotHaveDuplicates().isSortedAccordingTo(newestFirst());
        assertThat(examined).isBetween(1000L, 1100L);
    }

    @Test
    void what_few_documents_can_meet_is_fetched_and_sorted_rather_than_looked_for_in_order() {
        List<String> reporters = List.of("p1", "p2", "p3", "p4", "p5", "p6");
        List<Document> page = new ArrayList<>();
        long examined = store.examinedBy(() ->
                page.addAll(all(cases.find(Filters.and(Filters.eq("areas", "d"), Filters.in("reporter.id", reporters)))
                        .sort(Sorts.descending("reportedAt", "_id"))
                        .limit(51))));
        assertThat(page)
                .hasSize(51)
                .isSortedAccordingTo(Comparator.<Document, Date>comparing(document -> document.getDate("reportedAt"))
                        .reversed());
        assertThat(examined).isLessThanOrEqualTo(300);
        assertThat(store.store.lastPlan()).startsWith("reporter.id_1");
    }

    @Test
    void of_two_lists_of_values_for_one_field_the_shorter_is_read() {
        Bson filter = Filters.and(
                Filters.eq("areas", "d"), Filters.in("state", STATES), Filters.in("state", "working", "unheard-of"));
        long examined =
                store.examinedBy(() -> assertThat(all(cases.find(filter))).hasSize(CASES / 4));
        assertThat(examined).isEqualTo(CASES / 4);
    }

    @Test
    void a_count_with_a_limit_goes_no_further() {
        Bson filter = Filters.and(Filters.eq("areas", "d"), Filters.ne("state", "closed"));
        long examined = store.examinedBy(() -> assertThat(one(cases.countDocuments(
                        filter, new CountOptions().limit(100).skip(10))))
                .isEqualTo(100));
        assertThat(examined).isBetween(110L, 200L);
        assertThat(one(cases.countDocuments(filter))).isEqualTo(CASES * 3 / 4);
    }

    private static Comparator<Document> newestFirst() {
        return Comparator.<Document, Date>comparing(document -> document.getDate("updatedAt"))
                .thenComparing(document -> document.getString("_id"))
                .reversed();
    }

    @Test
    void a_unique_value_reads_one_document() {
        assertThat(store.examinedBy(() ->
                        assertThat(all(cases.find(Filters.eq("number", 4321)))).hasSize(1)))
                .isEqualTo(1);
        assertThat(store.examinedBy(() -> assertThat(all(cases.find(Filters.eq("operationKey", "k300"))))
                        .hasSize(1)))
                .isEqualTo(1);
        assertThat(store.examinedBy(() -> assertThat(all(cases.find(Filters.eq("operationKey", "none"))))
                        .isEmpty()))
                .isZero();
        assertThat(store.examinedBy(() -> assertThat(all(cases.find(Filters.eq("_id", "c000007"))))
                        .hasSize(1)))
                .isEqualTo(1);
    }

    @Test
    void a_range_reads_what_lies_in_it_from_either_end() {
        List<Document> found = new ArrayList<>();
        Bson filter = Filters.and(Filters.gte("number", 100), Filters.lt("number", 130));
        assertThat(store.examinedBy(() -> found.addAll(all(cases.find(filter)))))
                .isEqualTo(30);
        assertThat(found)
                .extracting(document -> document.getInteger("number"))
                .containsExactlyElementsOf(IntStream.range(100, 130).boxed().toList());
        found.clear();
        assertThat(store.examinedBy(() -> found.addAll(
                        all(cases.find().sort(Sorts.descending("number")).limit(5)))))
                .isBetween(5L, 6L);
        assertThat(found)
                .extracting(document -> document.getInteger("number"))
                .containsExactly(4999, 4998, 4997, 4996, 4995);
    }

    @Test
    void what_is_open_is_read_by_due_date_without_what_has_ended() {
        MongoCollection<Document> desk = store.collection("desk");
        one(desk.createIndex(
                new Document("areas", 1).append("state", 1).append("dueAt", 1).append("_id", 1)));
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            boolean open = i % 250 == 0;
            Document document = new Document("_id", "c%06d".formatted(i))
                    .append("areas", List.of("d", "s" + i % 4))
                    .append("state", open ? i % 500 == 0 ? "reported" : "resolved" : "closed");
            if (open && i % 500 == 0) {
                document.append("dueAt", new Date(4_000_000L + i * 31 % 4999));
            }
            documents.add(document);
        }
        one(desk.insertMany(documents));
        Bson open = Filters.and(Filters.eq("areas", "d"), Filters.in("state", "reported", "resolved"));
        Bson byDate = Sorts.ascending("dueAt", "_id");
        List<Document> found = new ArrayList<>();
        long dated = store.examinedBy(() -> found.addAll(all(desk.find(Filters.and(open, Filters.exists("dueAt", true)))
                .sort(byDate)
                .limit(200))));
        assertThat(found).hasSize(10);
        assertThat(dated).isLessThanOrEqualTo(20);
        long undated = store.examinedBy(() -> found.addAll(all(desk.find(Filters.and(open, Filters.eq("dueAt", null)))
                .sort(byDate)
                .limit(200))));
        assertThat(found).hasSize(20);
        assertThat(undated).isLessThanOrEqualTo(20);
        assertThat(store.store.lastPlan()).isEqualTo("areas_1_state_1_dueAt_1__id_1");
    }

    @Test
    void due_dispatches_are_found_by_time_alone() {
        Bson free = Filters.or(
                Filters.exists("dispatch.leaseUntil", false), Filters.lte("dispatch.leaseUntil", new Date()));
        Bson filter = Filters.and(Filters.lte("dispatch.dueAt", new Date(3_001_000L)), free);
        List<Document> found = new ArrayList<>();
        long examined = store.examinedBy(() -> found.addAll(
                all(cases.find(filter).sort(Sorts.ascending("dispatch.dueAt")).limit(10))));
        assertThat(found).hasSize(10);
        assertThat(examined).isBetween(10L, 11L);
        assertThat(store.store.lastPlan()).isEqualTo("dispatch.dueAt_1");
    }

    /** As the relay asks every half minute for what was given up. */
    @Test
    void parked_events_are_found_among_what_waits_and_no_more() {
        Bson one = Filters.elemMatch("dispatch.waiting", Filters.exists("parkedAt", true));
        Bson all = Filters.and(
                Filters.gte("dispatch.dueAt", new Date(253_370_764_800_000L)),
                Filters.exists("dispatch.attempts", true));
        Bson filter = Filters.and(Filters.gte("dispatch.dueAt", new Date(0)), Filters.or(one, all));
        long examined =
                store.examinedBy(() -> assertThat(all(cases.find(filter))).isEmpty());
        assertThat(examined).isLessThanOrEqualTo(CASES / 50);
        assertThat(store.store.lastPlan()).isEqualTo("dispatch.dueAt_1");
    }

    @Test
    void an_element_of_an_array_finds_its_document() {
        assertThat(store.examinedBy(() -> assertThat(all(cases.find(Filters.in("mediaIds", "m10", "n10", "m20"))))
                        .hasSize(2)))
                .isEqualTo(2);
    }

    @Test
    void people_find_their_own_reports_newest_first() {
        List<Document> found = new ArrayList<>();
        long examined = store.examinedBy(() -> found.addAll(all(cases.find(Filters.eq("reporter.id", "p7"))
                .sort(Sorts.descending("updatedAt", "_id"))
                .limit(20))));
        assertThat(found).hasSize(20).isSortedAccordingTo(newestFirst());
        assertThat(examined).isBetween(20L, 21L);
    }

    @Test
    void updates_and_deletes_find_their_documents_by_index() {
        MongoCollection<Document> others = store.collection("others");
        one(others.createIndex(Indexes.ascending("kind", "n")));
        one(others.insertMany(IntStream.range(0, 2000)
                .mapToObj(i ->
                        new Document("_id", i).append("kind", "k" + i % 100).append("n", i))
                .toList()));
        assertThat(store.examinedBy(() -> assertThat(
                                one(others.updateMany(Filters.eq("kind", "k3"), Updates.set("x", 1)))
                                        .getModifiedCount())
                        .isEqualTo(20)))
                .isEqualTo(20);
        assertThat(store.examinedBy(() -> one(others.updateOne(Filters.eq("kind", "k3"), Updates.set("x", 2)))))
                .isEqualTo(1);
        assertThat(store.examinedBy(() -> Objects.requireNonNull(oneOrNone(others.findOneAndUpdate(
                        Filters.and(Filters.eq("_id", 3), Filters.eq("x", 2)), Updates.inc("n", 1))))))
                .isEqualTo(1);
        assertThat(store.examinedBy(() -> assertThat(
                                one(others.deleteMany(Filters.eq("kind", "k4"))).getDeletedCount())
                        .isEqualTo(20)))
                .isEqualTo(20);
        assertThat(store.examinedBy(() -> assertThat(all(others.find(Filters.in("_id", 1, 2, 5, 5, 99_999))))
                        .hasSize(3)))
                .isEqualTo(3);
    }

    @Test
    void counting_on_an_index_reads_no_document() {
        assertThat(store.examinedBy(() -> assertThat(one(cases.countDocuments(
                                Filters.and(Filters.eq("areas", "g7"), Filters.eq("state", "assigned")))))
                        .isEqualTo(25)))
                .isZero();
    }

    @Test
    void an_aggregation_matches_by_index() {
        List<Document> rows = new ArrayList<>();
        long examined = store.examinedBy(() -> rows.addAll(all(cases.aggregate(List.of(
                new Document("$match", new Document("areas", "g7")),
                new Document("$group", new Document("_id", "$state").append("n", new Document("$sum", 1))))))));
        assertThat(rows).isNotEmpty();
        assertThat(examined).isEqualTo(25);
    }

    @Test
    void a_collection_without_a_fitting_index_is_scanned() {
        assertThat(store.examinedBy(() -> all(cases.find(Filters.eq("nothing", 1)))))
                .isEqualTo(CASES);
        assertThat(store.store.lastPlan()).isEqualTo("scan");
    }
}
