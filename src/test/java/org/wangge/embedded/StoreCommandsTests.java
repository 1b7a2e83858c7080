package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import com.mongodb.reactivestreams.client.gridfs.GridFSBuckets;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wangge.embedded.command.StoreCommands;
import reactor.core.publisher.Mono;

/** Commands run as processes; a store in another process stands in for the MongoDB. */
class StoreCommandsTests {

    @TempDir
    Path scratch;

    private Path data;

    @BeforeEach
    void a_store_with_everything_in_it() {
        data = scratch.resolve("data");
        try (TestStore store = new TestStore(data, false)) {
            var cases = store.collection("cases");
            one(cases.createIndex(new Document("number", 1), new IndexOptions().unique(true)));
            one(cases.createIndex(
                    new Document("key", -1),
                    new IndexOptions().unique(true).sparse(true).name("operation")));
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < 1234; i++) {
                documents.add(new Document("_id", new UUID(i, i))
                        .append("number", "n" + i)
                        .append("at", new Date(i))
                        .append("price", new Decimal128(i))
                        .append(
                                "inner",
                                new Document("long", (long) i).append("list", List.of(1.5, "x", new ObjectId()))));
            }
            one(cases.insertMany(documents));
            one(store.collection("counters").insertOne(new Document("_id", "cases").append("n", 7L)));
            one(GridFSBuckets.create(store.database, "photos")
                    .uploadFromPublisher("a.jpg", Mono.just(ByteBuffer.allocate(600_000))));
        }
    }

    private static List<BsonDocument> content(MongoDatabase database, String collection) {
        return new ArrayList<>(all(
                database.getCollection(collection, RawBsonDocument.class).find().sort(new Document("_id", 1))));
    }

    private StoreProcess run(String... arguments) {
        return StoreProcess.command(scratch, arguments);
    }

    @Test
    void all_data_goes_out_and_comes_in_again_with_every_id() throws Exception {
        try (StoreProcess mongodb = StoreProcess.store(scratch.resolve("mongodb"));
                MongoClient client = MongoClients.create(mongodb.uri())) {
            try (StoreProcess export = run("export", "--to=" + mongodb.uri(), "--data-dir=" + data)) {
                assertThat(export.exitCode()).as(export.output()).isZero();
                assertThat(export.output())
                        .contains("collection=cases copied=1234 verified=1234", "Done: 4 collections");
            }
            MongoDatabase other = client.getDatabase("wangge");
            try (TestStore store = new TestStore(data, false)) {
                for (String name : List.of("cases", "counters", "photos.files", "photos.chunks")) {
                    assertThat(content(other, name)).isEqualTo(content(store.database, name));
                }
            }
            assertThat(all(other.getCollection("cases").listIndexes()))
                    .anySatisfy(index -> assertThat(index)
                            .containsEntry("name", "operation")
                            .containsEntry("unique", true)
                            .containsEntry("sparse", true)
                            .containsEntry("key", new Document("key", -1)));
            try (StoreProcess again = run("export", "--to=" + mongodb.uri(), "--data-dir=" + data)) {
                assertThat(again.exitCode()).isEqualTo(1);
                assertThat(again.output()).contains("--merge").doesNotContain("\tat ");
            }
            one(other.getCollection("cases").deleteOne(Filters.eq("number", "n5")));
            try (StoreProcess merge = run("export", "--to=" + mongodb.uri(), "--data-dir=" + data, "--merge")) {
                assertThat(merge.exitCode()).as(merge.output()).isZero();
            }
            Path back = scratch.resolve("back");
            try (StoreProcess imported = run("import", "--from=" + mongodb.uri(), "--data-dir=" + back)) {
                assertThat(imported.exitCode()).as(imported.output()).isZero();
            }
            try (TestStore store = new TestStore(data, false);
                    TestStore copy = new TestStore(back, false)) {
                assertThat(content(copy.database, "cases")).hasSize(1234).isEqualTo(content(store.database, "cases"));
                assertThat(all(copy.collection("cases").listIndexes())).hasSize(3);
            }
        }
    }

    @Test
    void a_store_alone_serves_several_clients_and_ends_when_told() throws Exception {
        try (StoreProcess process = StoreProcess.store(data);
                MongoClient first = MongoClients.create(process.uri());
                MongoClient second = MongoClients.create(process.uri())) {
            one(first.getDatabase("wangge").getCollection("shared").insertOne(new Document("_id", 1)));
            assertThat(all(second.getDatabase("wangge").getCollection("shared").find()))
                    .hasSize(1);
            process.terminate();
            assertThat(process.output()).contains("Listening: mongodb://127.0.0.1:", "outcome=store-closed");
        }
        try (TestStore store = new TestStore(data, false)) {
            assertThat(all(store.collection("shared").find())).hasSize(1);
        }
    }

    @Test
    void a_mongodb_that_does_not_answer_ends_the_command_with_a_message() throws Exception {
        try (StoreProcess export =
                run("export", "--to=mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300", "--data-dir=" + data)) {
            assertThat(export.exitCode()).isEqualTo(1);
            assertThat(export.output()).contains("did not do what was asked");
        }
    }

    @Test
    void where_there_is_no_store_nothing_is_exported_and_none_is_made() throws Exception {
        Path elsewhere = scratch.resolve("mistyped");
        try (StoreProcess export = run("export", "--to=mongodb://127.0.0.1:1/", "--data-dir=" + elsewhere)) {
            assertThat(export.exitCode()).isEqualTo(1);
            assertThat(export.output()).contains("There is no store in", "mistyped");
        }
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void a_wrong_address_is_not_repeated_because_it_may_hold_a_password() throws Exception {
        try (StoreProcess export = run("export", "--to=mongodb://wangge:geheim/nis@db/", "--data-dir=" + data)) {
            assertThat(export.exitCode()).isEqualTo(2);
            assertThat(export.output()).contains("not a MongoDB address").doesNotContain("geheim", "\tat ");
        }
    }

    @Test
    void what_is_no_command_is_left_to_the_application_and_misuse_is_told() {
        assertThat(StoreCommands.run(new String[] {})).isEmpty();
        assertThat(StoreCommands.run(new String[] {"--server.port=0"})).isEmpty();
        assertThat(StoreCommands.run(new String[] {"export", "--data-dir=" + data}))
                .hasValue(2);
        assertThat(StoreCommands.run(new String[] {"import", "--frm=x"})).hasValue(2);
        assertThat(StoreCommands.run(new String[] {"store", "--port=x"})).hasValue(2);
        assertThat(StoreCommands.run(new String[] {"exprot"})).hasValue(2);
    }
}
