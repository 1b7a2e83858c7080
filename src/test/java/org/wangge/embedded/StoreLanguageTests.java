package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;
import static org.wangge.embedded.TestStore.oneOrNone;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoServerException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.gridfs.GridFSBuckets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import org.wangge.fixtures.EmbeddedStoreOnly;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the application asks of a database, through the real driver. */
class StoreLanguageTests {

    private static final int DUPLICATE_KEY = 11_000;

    @TempDir
    static Path directory;

    static TestStore store;

    @BeforeAll
    static void start() {
        store = TestStore.orServer(directory);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static MongoCollection<Document> fresh() {
        return store.collection("c" + UUID.randomUUID());
    }

    private static void refusesDuplicate(Publisher<?> write) {
        assertThatThrownBy(() -> oneOrNone(write))
                .isInstanceOfSatisfying(
                        MongoServerException.class,
                        failure -> assertThat(failure.getCode()).isEqualTo(DUPLICATE_KEY));
    }

    @Test
    void a_duplicate_is_refused_by_every_kind_of_write() {
        MongoCollection<Document> things = fresh();
        one(things.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true)));
        one(things.insertMany(
                List.of(new Document("_id", 1).append("number", "a"), new Document("_id", 2).append("number", "b"))));
        refusesDuplicate(things.insertOne(new Document("_id", 1)));
        refusesDuplicate(things.insertOne(new Document("_id", 3).append("number", "a")));
        refusesDuplicate(things.updateOne(Filters.eq("_id", 2), Updates.set("number", "a")));
        refusesDuplicate(things.replaceOne(Filters.eq("_id", 2), new Document("number", "a")));
        refusesDuplicate(things.findOneAndUpdate(Filters.eq("_id", 2), Updates.set("number", "a")));
        refusesDuplicate(
                things.updateOne(Filters.eq("_id", 9), Updates.set("number", "a"), new UpdateOptions().upsert(true)));
        assertThat(all(things.find().sort(Sorts.ascending("_id"))))
                .containsExactly(
                        new Document("_id", 1).append("number", "a"), new Document("_id", 2).append("number", "b"));
        one(things.updateOne(Filters.eq("_id", 2), Updates.set("number", "c")));
        one(things.insertOne(new Document("_id", 4).append("number", "b")));
    }

    @Test
    void a_batch_tells_which_writes_failed_and_an_ordered_one_ends_there() {
        MongoCollection<Document> things = fresh();
        one(things.createIndex(Indexes.ascending("n"), new IndexOptions().unique(true)));
        List<InsertOneModel<Document>> inserts = IntStream.of(1, 2, 1, 3)
                .mapToObj(n -> new InsertOneModel<>(new Document("n", n)))
                .toList();
        assertThatThrownBy(() -> one(things.bulkWrite(inserts)))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, failure -> {
                    assertThat(failure.getWriteResult().getInsertedCount()).isEqualTo(2);
                    assertThat(failure.getWriteErrors()).singleElement().satisfies(error -> {
                        assertThat(error.getIndex()).isEqualTo(2);
                        assertThat(error.getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
                    });
                });
        assertThat(one(things.countDocuments())).isEqualTo(2);
        assertThatThrownBy(() -> one(things.insertMany(
                        List.of(new Document("n", 2), new Document("n", 5)), new InsertManyOptions().ordered(false))))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(one(things.countDocuments())).isEqualTo(3);
        List<UpdateOneModel<Document>> updates = List.of(
                new UpdateOneModel<>(Filters.eq("n", 5), Updates.set("x", 1)),
                new UpdateOneModel<>(Filters.eq("n", 5), Updates.set("n", 1)),
                new UpdateOneModel<>(Filters.eq("n", 5), Updates.set("x", 2)));
        assertThatThrownBy(() -> one(things.bulkWrite(updates)))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, failure -> {
                    assertThat(failure.getWriteResult().getModifiedCount()).isEqualTo(1);
                    assertThat(failure.getWriteErrors())
                            .singleElement()
                            .satisfies(error -> assertThat(error.getIndex()).isEqualTo(1));
                });
        assertThat(one(things.countDocuments(Filters.eq("x", 1)))).isEqualTo(1);
        assertThatThrownBy(() -> one(things.bulkWrite(updates, new BulkWriteOptions().ordered(false))))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(one(things.countDocuments(Filters.eq("x", 2)))).isEqualTo(1);
    }

    @Test
    void a_unique_sparse_index_lets_many_be_without_the_field() {
        MongoCollection<Document> things = fresh();
        one(things.createIndex(
                Indexes.ascending("key"), new IndexOptions().unique(true).sparse(true)));
        one(things.insertMany(
                List.of(new Document("_id", 1), new Document("_id", 2), new Document("_id", 3).append("key", "k"))));
        refusesDuplicate(things.updateOne(Filters.eq("_id", 1), Updates.set("key", "k")));
        one(things.updateOne(Filters.eq("_id", 3), Updates.unset("key")));
        one(things.updateOne(Filters.eq("_id", 1), Updates.set("key", "k")));
        one(things.insertOne(new Document("_id", 4).append("key", null)));
        refusesDuplicate(things.insertOne(new Document("_id", 5).append("key", null)));
    }

    @Test
    void taking_fields_away_leaves_the_others_as_they_were_and_counts_what_changed() {
        MongoCollection<Document> things = fresh();
        one(things.createIndex(Indexes.ascending("due.at"), new IndexOptions().sparse(true)));
        one(things.createIndex(Indexes.ascending("a", "told"), new IndexOptions().unique(true)));
        Document due = new Document("at", 7).append("by", "x");
        one(things.insertMany(List.of(
                new Document("_id", 1)
                        .append("a", 1)
                        .append("told", List.of(1, 2))
                        .append("due", due)
                        .append("z", "尾"),
                new Document("_id", 2).append("a", 1).append("told", 5).append("z", null),
                new Document("_id", 3).append("a", 3).append("b", 2.5))));

        Bson both = Updates.combine(Updates.unset("told"), Updates.unset("due"));
        UpdateResult result = one(things.updateMany(Filters.in("_id", 1, 3, 4), both));

        assertThat(result.getMatchedCount()).isEqualTo(2);
        assertThat(result.getModifiedCount()).isEqualTo(1);
        assertThat(all(things.find().sort(Sorts.ascending("_id"))))
                .containsExactly(
                        new Document("_id", 1).append("a", 1).append("z", "尾"),
                        new Document("_id", 2).append("a", 1).append("told", 5).append("z", null),
                        new Document("_id", 3).append("a", 3).append("b", 2.5));
        assertThat(all(things.find(Filters.eq("due.at", 7)))).isEmpty();
        assertThat(all(things.find(Filters.eq("a", 1)))).hasSize(2);
        refusesDuplicate(things.updateOne(Filters.eq("_id", 2), both));
        assertThat(one(things.countDocuments(Filters.eq("told", 5)))).isEqualTo(1);
    }

    @Test
    void an_index_that_cannot_be_unique_is_not_built_and_leaves_nothing() {
        MongoCollection<Document> things = fresh();
        one(things.insertMany(List.of(new Document("n", 1), new Document("n", 1))));
        assertThatThrownBy(() -> one(things.createIndex(Indexes.ascending("n"), new IndexOptions().unique(true))))
                .isInstanceOf(MongoServerException.class);
        one(things.deleteOne(Filters.eq("n", 1)));
        one(things.createIndex(Indexes.ascending("n"), new IndexOptions().unique(true)));
        refusesDuplicate(things.insertOne(new Document("n", 1)));
    }

    @Test
    void of_sixty_four_racers_on_one_version_exactly_one_wins() {
        MongoCollection<Document> things = fresh();
        one(things.insertOne(new Document("_id", 1).append("version", 0)));
        List<Document> won = all(Flux.range(0, 64)
                .flatMap(
                        racer -> Mono.from(things.findOneAndUpdate(
                                Filters.and(Filters.eq("_id", 1), Filters.eq("version", 0)),
                                Updates.combine(Updates.inc("version", 1), Updates.set("winner", racer)),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))),
                        64));
        assertThat(won).hasSize(1);
        assertThat(one(things.find().first())).isEqualTo(won.get(0));
    }

    @Test
    void a_large_result_comes_in_batches_while_others_write() {
        MongoCollection<Document> things = fresh();
        one(things.insertMany(IntStream.range(0, 10_000)
                .mapToObj(i -> new Document("_id", i).append("n", i % 7).append("text", "x".repeat(300)))
                .toList()));
        List<Integer> seen = all(Flux.from(things.find().batchSize(97))
                .concatMap(document -> document.getInteger("_id") % 500 == 0
                        ? Mono.from(things.updateOne(Filters.eq("_id", document.get("_id")), Updates.set("seen", true)))
                                .thenReturn(document.getInteger("_id"))
                        : Mono.just(document.getInteger("_id"))));
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10_000).boxed().toList());
        assertThat(all(things.find().sort(Sorts.descending("n", "_id")).batchSize(1000)))
                .hasSize(10_000);
        assertThat(all(things.find(Filters.gte("_id", 5000)).limit(2500).batchSize(33)))
                .hasSize(2500);
        assertThat(Flux.from(things.find().batchSize(10)).take(25).collectList().block())
                .hasSize(25);
    }

    /** Others promise no order where none is asked for, least of all when documents change meanwhile. */
    @Test
    @EmbeddedStoreOnly
    void without_a_sort_documents_come_as_they_were_stored_also_when_they_change() {
        MongoCollection<Document> things = fresh();
        List<Integer> numbers = IntStream.range(0, 300).boxed().toList();
        one(things.insertMany(
                numbers.stream().map(number -> new Document("_id", number)).toList()));
        List<Integer> seen = all(Flux.from(things.find().batchSize(97))
                .map(document -> document.getInteger("_id"))
                .concatMap(id -> Mono.from(things.updateOne(Filters.eq("_id", id), Updates.set("seen", true)))
                        .thenReturn(id)));
        assertThat(seen).isEqualTo(numbers);
    }

    @Test
    void a_file_goes_up_and_comes_down_again() {
        byte[] photo = new byte[3 * 1024 * 1024];
        new Random(1).nextBytes(photo);
        var bucket = GridFSBuckets.create(store.database, "photos");
        ObjectId id = one(bucket.uploadFromPublisher("a.jpg", Mono.just(ByteBuffer.wrap(photo))));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (ByteBuffer part : all(bucket.downloadToPublisher(id))) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            read.writeBytes(bytes);
        }
        assertThat(read.toByteArray()).isEqualTo(photo);
        oneOrNone(bucket.delete(id));
        assertThat(one(store.collection("photos.chunks").countDocuments())).isZero();
    }

    @Test
    void groups_and_distinct_values_are_computed() {
        MongoCollection<Document> things = fresh();
        one(things.insertMany(IntStream.range(0, 300)
                .mapToObj(i -> new Document("k", "k" + i % 3).append("n", i))
                .toList()));
        List<Bson> pipeline = List.of(
                new Document("$match", new Document("n", new Document("$lt", 150))),
                new Document("$group", new Document("_id", "$k").append("sum", new Document("$sum", "$n"))),
                new Document("$sort", new Document("_id", 1)));
        assertThat(all(things.aggregate(pipeline)))
                .extracting(row -> row.get("_id"))
                .containsExactly("k0", "k1", "k2");
        assertThat(all(things.distinct("k", String.class))).containsExactlyInAnyOrder("k0", "k1", "k2");
        assertThat(one(things.estimatedDocumentCount())).isEqualTo(300);
        assertThat(one(things.countDocuments(Filters.eq("k", "k1")))).isEqualTo(100);
        assertThat(one(things.countDocuments(Filters.eq("k", "none")))).isZero();
    }

    /** A group reads no more of a document than it names, wherever it names it. */
    @Test
    void groups_find_fields_inside_fields_lists_and_conditions_and_the_whole_document() {
        MongoCollection<Document> things = fresh();
        one(things.insertMany(IntStream.range(0, 10)
                .mapToObj(i -> new Document("area", new Document("path", "p" + i % 2).append("name", "x"))
                        .append("all", List.of("d", "s" + i % 2))
                        .append("open", i < 4)
                        .append("n", i))
                .toList()));
        Document open = new Document("$cond", List.of(new Document("$eq", List.of("$open", true)), 1, 0));
        List<Document> rows = all(things.aggregate(List.of(
                new Document(
                        "$group",
                        new Document(
                                        "_id",
                                        new Document("path", "$area.path")
                                                .append("second", new Document("$arrayElemAt", List.of("$all", 1))))
                                .append("open", new Document("$sum", open))
                                .append("most", new Document("$max", "$n"))
                                .append("absent", new Document("$sum", "$nowhere"))),
                new Document("$sort", new Document("most", 1)))));
        assertThat(rows)
                .containsExactly(
                        new Document("_id", new Document("path", "p0").append("second", "s0"))
                                .append("open", 2)
                                .append("most", 8)
                                .append("absent", 0),
                        new Document("_id", new Document("path", "p1").append("second", "s1"))
                                .append("open", 2)
                                .append("most", 9)
                                .append("absent", 0));
        Document whole = one(things.aggregate(List.of(new Document(
                        "$group", new Document("_id", null).append("last", new Document("$last", "$$ROOT")))))
                .first());
        assertThat(whole.get("last", Document.class).keySet()).contains("area", "all", "open", "n");
    }

    @Test
    void indexes_and_collections_go_when_dropped_and_others_stay() {
        MongoCollection<Document> one = fresh();
        MongoCollection<Document> other = fresh();
        for (MongoCollection<Document> things : List.of(one, other)) {
            one(things.createIndex(Indexes.ascending("n"), new IndexOptions().unique(true)));
            one(things.createIndex(Indexes.ascending("m")));
            one(things.insertOne(new Document("n", 1)));
        }
        oneOrNone(one.dropIndex("n_1"));
        one(one.insertOne(new Document("n", 1)));
        refusesDuplicate(other.insertOne(new Document("n", 1)));
        oneOrNone(one.dropIndexes());
        assertThat(all(one.listIndexes())).hasSize(1);
        assertThat(all(other.listIndexes())).hasSize(3);
        oneOrNone(one.drop());
        assertThat(all(store.database.listCollectionNames()))
                .doesNotContain(one.getNamespace().getCollectionName());
        one(one.insertOne(new Document("n", 1)));
        assertThat(all(one.find())).hasSize(1);
        oneOrNone(store.collection("never-made").drop());
    }

    @Test
    void greetings_old_and_new_are_answered() {
        assertThat(one(store.database.runCommand(new Document("hello", 1))))
                .containsEntry("isWritablePrimary", true)
                .containsKey("maxWireVersion");
        assertThat(one(store.database.runCommand(new Document("isMaster", 1)))).containsEntry("ismaster", true);
        assertThat(one(store.database.runCommand(new Document("ping", 1)))).containsEntry("ok", 1.0);
    }

    /** Others can. */
    @Test
    @EmbeddedStoreOnly
    void an_update_as_a_pipeline_is_refused_in_words() {
        MongoCollection<Document> things = fresh();
        one(things.insertOne(new Document("_id", 1)));
        assertThatThrownBy(() -> oneOrNone(things.updateOne(Filters.eq("_id", 1), List.of(Updates.set("x", 1)))))
                .hasMessageContaining("no pipeline updates");
    }

    @Test
    void a_document_that_is_too_large_is_refused() {
        MongoCollection<Document> things = fresh();
        one(things.insertOne(new Document("_id", 1)));
        assertThatThrownBy(() ->
                        one(things.insertOne(new Document("_id", 2).append("big", new byte[17 * 1024 * 1024]))))
                .isInstanceOf(RuntimeException.class);
        assertThat(all(things.find())).hasSize(1);
    }

    @Test
    void a_document_that_would_grow_too_large_is_left_as_it_was() {
        MongoCollection<Document> things = fresh();
        one(things.createIndex(Indexes.ascending("n")));
        one(things.insertOne(new Document("_id", 1).append("n", 1).append("a", "x".repeat(9_000_000))));
        assertThatThrownBy(() -> one(things.updateOne(
                        Filters.eq("_id", 1),
                        Updates.combine(Updates.set("n", 2), Updates.set("b", "x".repeat(9_000_000))))))
                .isInstanceOf(MongoServerException.class);
        assertThat(one(things.countDocuments(Filters.eq("n", 1)))).isEqualTo(1);
        assertThat(one(things.countDocuments(Filters.eq("n", 2)))).isZero();
    }

    @Test
    void a_projection_keeps_whole_fields_as_they_are() {
        MongoCollection<Document> things = store.collection("projected");
        Document whole = new Document("_id", 1)
                .append("text", "网格")
                .append("none", null)
                .append("yes", true)
                .append("number", 3L)
                .append("exact", org.bson.types.Decimal128.parse("12.50"))
                .append("uuid", UUID.fromString("00000000-0000-0000-0000-00000000000a"))
                .append("object", new ObjectId("65a000000000000000000001"))
                .append("at", new java.util.Date(5))
                .append("nested", new Document("a", 1).append("b", List.of(1, "2")))
                .append("last", 1.5);
        one(things.insertOne(whole));

        Document without = new Document(whole);
        without.remove("nested");
        without.remove("text");
        assertThat(projected(things, new Document("nested", 0).append("text", false)))
                .isEqualTo(without);
        assertThat(projected(things, new Document("text", 1).append("nested", 1).append("absent", 1)))
                .isEqualTo(new Document("_id", 1).append("text", "网格").append("nested", whole.get("nested")));
        assertThat(projected(things, new Document("last", 1).append("_id", 0))).isEqualTo(new Document("last", 1.5));
        assertThat(projected(things, new Document("_id", 1))).isEqualTo(new Document("_id", 1));
        assertThat(projected(things, new Document("_id", 0)))
                .hasSize(whole.size() - 1)
                .doesNotContainKey("_id");
        assertThat(projected(things, new Document("nested.a", 1)))
                .isEqualTo(new Document("_id", 1).append("nested", new Document("a", 1)));
    }

    private static Document projected(MongoCollection<Document> things, Document fields) {
        return one(things.find().projection(fields).first());
    }
}
