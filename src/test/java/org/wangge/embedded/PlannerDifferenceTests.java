package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wangge.fixtures.ProofSize;

/** Thousands of random queries must answer the same, in the same order, with indexes and without. */
class PlannerDifferenceTests {

    private static final int DOCUMENTS = ProofSize.of(300, 600);
    private static final int QUERIES = ProofSize.of(400, 1500);

    @TempDir
    Path directory;

    private TestStore store;
    private MongoCollection<Document> indexed;
    private MongoCollection<Document> plain;
    private final Random random = new Random(20_261_124);

    @BeforeEach
    void two_collections_one_content() {
        store = new TestStore(directory, false);
        indexed = store.collection("indexed");
        plain = store.collection("plain");
        index(new Document("a", 1), false);
        index(new Document("a", -1).append("b", 1), false);
        index(new Document("b", 1).append("c", -1), false);
        index(new Document("c", 1).append("e.f", 1).append("b", -1).append("_id", -1), false);
        index(new Document("d", 1).append("c", 1).append("b", -1).append("_id", -1), false);
        index(new Document("g", 1), true);
        index(new Document("g", -1).append("d", 1), true);
        index(new Document("e.f", -1).append("_id", 1), true);
        index(new Document("items.k", 1).append("b", 1), false);
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            documents.add(document(i));
        }
        Collections.shuffle(documents, random);
        one(indexed.insertMany(documents));
        one(plain.insertMany(documents));
    }

    private void index(Document keys, boolean sparse) {
        one(indexed.createIndex(keys, new IndexOptions().sparse(sparse)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void indexed_queries_answer_as_a_scan_does() {
        int byIndex = 0;
        for (int i = 0; i < QUERIES; i++) {
            if (i % 500 == 499) {
                change();
            }
            Document query = query(2);
            Document sort = sort();
            int skip = random.nextInt(4) == 0 ? random.nextInt(20) : 0;
            int limit = random.nextBoolean() ? 1 + random.nextInt(40) : 0;
            int batch = random.nextBoolean() ? 2 + random.nextInt(30) : 200;
            List<Document> expected = all(find(plain, query, sort, skip, limit));
            List<Document> found = all(find(indexed, query, sort, skip, limit).batchSize(batch));
            byIndex += store.store.lastPlan().equals("scan") ? 0 : 1;
            if (sort == null && skip == 0 && limit == 0) {
                assertThat(found).as("%s", query).containsExactlyInAnyOrderElementsOf(expected);
            } else if (sort != null) {
                assertThat(found)
                        .as(
                                "query %s sort %s skip %s limit %s plan %s",
                                query, sort, skip, limit, store.store.lastPlan())
                        .containsExactlyElementsOf(expected);
            } else {
                assertThat(found).as("%s", query).hasSameSizeAs(expected);
            }
            assertThat(one(indexed.countDocuments(query)))
                    .as("count %s", query)
                    .isEqualTo(one(plain.countDocuments(query)));
        }
        assertThat(byIndex).isGreaterThan(QUERIES / 2);
    }

    private static FindPublisher<Document> find(
            MongoCollection<Document> collection, Document query, @Nullable Document sort, int skip, int limit) {
        return collection.find(query).sort(sort).skip(skip).limit(limit);
    }

    /** Updates, replacements and deletions, so that entries also move and go. */
    private void change() {
        List<ReplaceOneModel<Document>> replacements = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Document document = document(random.nextInt(DOCUMENTS));
            replacements.add(new ReplaceOneModel<>(new Document("_id", document.get("_id")), document));
        }
        Document condition = query(1);
        Document inc = new Document("$inc", new Document("b", 1));
        int lowest = random.nextInt(DOCUMENTS);
        Document few = new Document("_id", new Document("$gte", lowest).append("$lt", lowest + 10));
        for (MongoCollection<Document> collection : List.of(indexed, plain)) {
            one(collection.bulkWrite(replacements));
            one(collection.updateMany(new Document("c", "x1"), inc));
            one(collection.updateMany(condition, new Document("$unset", new Document("g", ""))));
            one(collection.updateMany(
                    new Document("c", "x2"), new Document("$unset", new Document("d", "").append("e", ""))));
            one(collection.deleteMany(few));
        }
    }

    private Document document(int i) {
        Document document = new Document("_id", i);
        put(document, "a", this::anything, 5);
        put(document, "b", () -> random.nextInt(20), 10);
        put(document, "c", () -> "x" + random.nextInt(8), 20);
        put(document, "d", this::list, 6);
        put(document, "e", () -> random.nextInt(6) == 0 ? random.nextInt(5) : new Document("f", number()), 5);
        if (random.nextInt(5) == 0) {
            document.append("g", random.nextInt(4) == 0 ? null : random.nextInt(10));
        }
        put(
                document,
                "items",
                () -> List.of(
                        new Document("k", random.nextInt(9)), new Document("k", random.nextInt(9)), new Document()),
                2);
        return document;
    }

    private void put(Document document, String name, Supplier<?> value, int oneInMissing) {
        if (random.nextInt(oneInMissing) != 0) {
            document.append(name, value.get());
        }
    }

    private Object number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(10);
            case 1 -> (long) random.nextInt(10);
            case 2 -> random.nextInt(20) / 2.0;
            default -> random.nextInt(10) - 5;
        };
    }

    private @Nullable Object anything() {
        return switch (random.nextInt(9)) {
            case 0 -> "s" + random.nextInt(6);
            case 1 -> new Date(random.nextInt(10) * 1000L);
            case 2 -> random.nextBoolean();
            case 3 -> null;
            case 4 -> new UUID(5, random.nextInt(5));
            case 5 -> new ObjectId(random.nextInt(5), 1);
            case 6 -> new Document("z", random.nextInt(3));
            default -> number();
        };
    }

    private List<?> list() {
        List<Object> values = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            values.add(random.nextInt(12));
        }
        return values;
    }

    private Document query(int depth) {
        Document query = new Document();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            String path =
                    List.of("a", "b", "c", "d", "e.f", "g", "items.k", "_id").get(random.nextInt(8));
            query.append(path, condition(path));
        }
        if (depth > 0 && random.nextInt(4) == 0) {
            query.append(random.nextBoolean() ? "$or" : "$and", List.of(query(depth - 1), query(depth - 1)));
        }
        return query;
    }

    private @Nullable Object operand(String path) {
        return switch (path) {
            case "a" -> random.nextInt(8) == 0 ? null : anything();
            case "c" -> "x" + random.nextInt(8);
            case "e.f" -> number();
            case "_id" -> random.nextInt(DOCUMENTS);
            default -> random.nextInt(12);
        };
    }

    private @Nullable Object condition(String path) {
        return switch (random.nextInt(9)) {
            case 0 -> new Document("$in", java.util.Arrays.asList(operand(path), operand(path), operand(path)));
            case 1 -> new Document("$gt", operandForRange(path));
            case 2 -> new Document("$gte", operandForRange(path)).append("$lt", operandForRange(path));
            case 3 -> new Document("$lte", operandForRange(path));
            case 4 -> new Document("$exists", random.nextBoolean());
            case 5 -> new Document("$ne", operand(path));
            default -> operand(path);
        };
    }

    private Object operandForRange(String path) {
        Object value = operand(path);
        return value == null || value instanceof Document ? 3 : value;
    }

    private @Nullable Document sort() {
        if (random.nextInt(3) == 0) {
            return null;
        }
        Document sort = new Document();
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            sort.append(List.of("a", "b", "c", "d", "e.f", "g").get(random.nextInt(6)), random.nextBoolean() ? 1 : -1);
        }
        return sort.append("_id", random.nextBoolean() ? 1 : -1);
    }
}
