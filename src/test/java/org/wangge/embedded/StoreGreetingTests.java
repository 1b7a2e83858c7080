package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;
import static org.wangge.embedded.TestStore.oneOrNone;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ServerApi;
import com.mongodb.ServerApiVersion;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.CreateIndexOptions;
import com.mongodb.client.model.DeleteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.connection.ServerDescription;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonInt64;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.TestServer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the store tells drivers of itself, and that it does what drivers then expect of it. */
class StoreGreetingTests {

    private static final int BAD_VALUE = 2;
    private static final int ILLEGAL_OPERATION = 20;
    private static final int NAMESPACE_NOT_FOUND = 26;
    private static final int NOT_A_REPLICA_SET = 123;
    private static final int CHANGE_STREAM = 40573;

    /** The least that the drivers after today's take: MongoDB 4.4. */
    private static final int NEXT_LEAST = 9;

    @TempDir
    static Path directory;

    private static TestStore store;

    private MongoCollection<Document> things;

    @BeforeAll
    static void start() {
        store = new TestStore(directory, false);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void some_things() {
        things = store.collection("things");
        oneOrNone(things.drop());
        one(things.createIndex(Indexes.ascending("n"), new IndexOptions().name("by-n")));
        one(things.insertMany(IntStream.range(0, 10)
                .mapToObj(number -> new Document("_id", number).append("n", number % 3))
                .toList()));
    }

    @ParameterizedTest
    @MethodSource("greetings")
    void it_promises_what_it_can_keep(String greeting) {
        Document said = one(store.database.runCommand(new Document(greeting, 1).append("helloOk", true)));
        assertThat(said)
                .containsEntry("helloOk", true)
                .containsEntry("minWireVersion", 0)
                .containsEntry("maxWireVersion", 21)
                // No set: no writes are sent twice. No sessions: no transactions. No topology: nothing is told unasked.
                .doesNotContainKeys("setName", "hosts", "logicalSessionTimeoutMinutes", "topologyVersion", "msg");
        assertThat(one(store.database.runCommand(new Document(greeting, 1)))).doesNotContainKey("helloOk");
    }

    static List<String> greetings() {
        return List.of("hello", "isMaster", "ismaster");
    }

    @Test
    void a_driver_takes_it_and_the_next_one_will() {
        one(store.database.runCommand(new Document("ping", 1)));
        assertThat(store.client.getClusterDescription().getServerDescriptions())
                .singleElement()
                .satisfies(server -> {
                    assertThat(server.isCompatibleWithDriver()).isTrue();
                    assertThat(server.getMaxWireVersion())
                            .isGreaterThanOrEqualTo(NEXT_LEAST)
                            .isBetween(
                                    ServerDescription.MIN_DRIVER_WIRE_VERSION,
                                    ServerDescription.MAX_DRIVER_WIRE_VERSION);
                    assertThat(server.getLogicalSessionTimeoutMinutes()).isNull();
                    assertThat(server.getTopologyVersion()).isNull();
                });
    }

    @Test
    void a_client_that_says_which_version_of_the_language_it_speaks_is_served() {
        try (MongoClient client = MongoClients.create(TestServer.settings(store.store.uri())
                .serverApi(ServerApi.builder().version(ServerApiVersion.V1).build())
                .build())) {
            MongoCollection<Document> same = client.getDatabase("wangge").getCollection("things");
            assertThat(all(same.find().batchSize(3))).hasSize(10);
            one(same.insertOne(new Document("_id", 10)));
            assertThat(one(same.countDocuments())).isEqualTo(11);
            assertThat(one(same.estimatedDocumentCount())).isEqualTo(11);
        }
    }

    @Test
    void a_session_cannot_be_had_and_the_driver_says_so_itself() {
        assertThatThrownBy(() -> one(Flux.from(store.client.startSession())
                        .flatMap(session -> things.find(session).first())))
                .isInstanceOf(MongoClientException.class)
                .hasMessageContaining("doesn't support sessions");
    }

    private static void refused(int code, Publisher<?> asked) {
        assertThatThrownBy(() -> all(asked))
                .isInstanceOfSatisfying(
                        MongoException.class,
                        failure -> assertThat(failure.getCode()).isEqualTo(code));
    }

    @Test
    void a_transaction_is_refused_and_nothing_is_done() {
        Document insert = new Document("insert", "things")
                .append("documents", List.of(new Document("_id", 100)))
                .append("txnNumber", new BsonInt64(1))
                .append("startTransaction", true)
                .append("autocommit", false);
        refused(ILLEGAL_OPERATION, store.database.runCommand(insert));
        assertThat(one(things.countDocuments())).isEqualTo(10);
    }

    @Test
    void a_read_that_only_a_replica_set_can_give_is_refused() {
        refused(NOT_A_REPLICA_SET, things.withReadConcern(ReadConcern.SNAPSHOT).find());
        refused(
                NOT_A_REPLICA_SET,
                things.withReadConcern(ReadConcern.LINEARIZABLE).find());
        assertThat(all(things.withReadConcern(ReadConcern.MAJORITY).find())).hasSize(10);
        one(things.withWriteConcern(WriteConcern.MAJORITY).insertOne(new Document("_id", 10)));
    }

    @Test
    void an_index_to_use_is_named_by_name_or_keys_in_every_command_that_takes_one() {
        Document keys = new Document("n", 1);
        FindOneAndUpdateOptions change = new FindOneAndUpdateOptions().hint(keys);
        assertThat(all(things.find(Filters.eq("n", 1)).hintString("by-n"))).hasSize(3);
        assertThat(all(things.find(Filters.eq("n", 1)).hint(keys))).hasSize(3);
        assertThat(all(things.find().hint(new Document("$natural", 1)))).hasSize(10);
        assertThat(all(things.find(Filters.eq("_id", 1)).hint(new Document("_id", 1))))
                .hasSize(1);
        assertThat(one(things.findOneAndUpdate(Filters.eq("n", 1), Updates.set("x", 1), change)))
                .containsEntry("n", 1);
        assertThat(one(things.updateMany(
                                Filters.eq("n", 1), Updates.set("x", 2), new UpdateOptions().hintString("by-n")))
                        .getModifiedCount())
                .isEqualTo(3);
        assertThat(one(things.deleteMany(Filters.eq("n", 1), new DeleteOptions().hint(keys)))
                        .getDeletedCount())
                .isEqualTo(3);
    }

    @Test
    void one_that_is_not_there_is_an_error_and_nothing_is_done() {
        Document other = new Document("other", 1);
        refused(BAD_VALUE, things.find().hintString("by-other"));
        refused(
                BAD_VALUE,
                things.aggregate(List.of(new Document("$match", other))).hint(other));
        refused(
                BAD_VALUE,
                things.findOneAndUpdate(
                        Filters.eq("n", 1), Updates.set("x", 1), new FindOneAndUpdateOptions().hint(other)));
        refused(BAD_VALUE, things.updateMany(Filters.eq("n", 1), Updates.set("x", 1), new UpdateOptions().hint(other)));
        refused(BAD_VALUE, things.deleteMany(Filters.eq("n", 1), new DeleteOptions().hintString("by-other")));
        assertThat(one(things.countDocuments(Filters.exists("x")))).isZero();
        assertThat(all(store.collection("never-made").find().hintString("by-n")))
                .isEmpty();
    }

    @Test
    void a_stream_of_changes_and_the_drop_of_nothing_are_refused_by_their_codes() {
        refused(CHANGE_STREAM, things.watch());
        refused(CHANGE_STREAM, store.database.watch());
        refused(NAMESPACE_NOT_FOUND, store.database.runCommand(new Document("drop", "never-made")));
    }

    @Test
    void a_write_that_nobody_waits_for_is_done_and_the_connection_goes_on() {
        oneOrNone(Mono.from(things.withWriteConcern(WriteConcern.UNACKNOWLEDGED).insertOne(new Document("_id", 10)))
                .then());
        oneOrNone(Mono.from(things.withWriteConcern(WriteConcern.UNACKNOWLEDGED)
                        .updateOne(Filters.eq("_id", 0), Updates.set("x", 1)))
                .then());
        Eventually.until(
                "both are done",
                () -> one(things.countDocuments()) == 11 && one(things.countDocuments(Filters.eq("x", 1))) == 1);
    }

    @Test
    void what_newer_servers_take_besides_is_no_obstacle() {
        assertThat(all(things.find().batchSize(3).comment("a comment goes with each batch")))
                .hasSize(10);
        assertThat(all(things.aggregate(List.of(new Document("$match", new Document())))
                        .batchSize(3)
                        .comment("here too")))
                .hasSize(10);
        assertThat(all(things.createIndexes(List.of(new IndexModel(Indexes.ascending("x"))), new CreateIndexOptions())))
                .hasSize(1);
    }
}
