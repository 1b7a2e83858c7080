package org.wangge.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.ServerAddress;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The port is open to every user of the machine and the files lie on its disk: a stranger gets nothing from either. */
class StoreSecretTests {

    @TempDir
    Path scratch;

    private Path data;
    private TestStore store;

    @BeforeEach
    void a_store_with_a_secret_document() {
        data = scratch.resolve("data");
        store = new TestStore(data, false);
        one(store.collection("keys").insertOne(new Document("_id", 1).append("key", "private")));
    }

    @AfterEach
    void end() {
        store.close();
    }

    private MongoClient client(@Nullable MongoCredential credential) {
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .retryReads(false)
                .applyToClusterSettings(
                        cluster -> cluster.hosts(List.of(new ServerAddress("127.0.0.1", store.store.port())))
                                .serverSelectionTimeout(3, TimeUnit.SECONDS));
        if (credential != null) {
            settings.credential(credential);
        }
        return MongoClients.create(settings.build());
    }

    private String password() {
        String uri = store.store.uri();
        return uri.substring(uri.indexOf(':', 10) + 1, uri.indexOf('@'));
    }

    @Test
    void a_stranger_reads_writes_and_learns_nothing() {
        try (MongoClient stranger = client(null)) {
            MongoDatabase database = stranger.getDatabase("wangge");
            for (Document command : List.of(
                    new Document("find", "keys"),
                    new Document("FIND", "keys"),
                    new Document("aggregate", "keys")
                            .append("pipeline", List.of())
                            .append("cursor", new Document()),
                    new Document("insert", "keys").append("documents", List.of(new Document("_id", 2))),
                    new Document("update", "keys")
                            .append(
                                    "updates",
                                    List.of(new Document("q", new Document())
                                            .append("u", new Document("$set", new Document("key", "x"))))),
                    new Document("delete", "keys")
                            .append("deletes", List.of(new Document("q", new Document()).append("limit", 0))),
                    new Document("findAndModify", "keys").append("remove", true),
                    new Document("count", "keys"),
                    new Document("distinct", "keys").append("key", "key"),
                    new Document("getMore", 1L).append("collection", "keys"),
                    new Document("killCursors", "keys").append("cursors", List.of(1L)),
                    new Document("listCollections", 1),
                    new Document("listIndexes", "keys"),
                    new Document("createIndexes", "keys").append("indexes", List.of()),
                    new Document("drop", "keys"),
                    new Document("dropDatabase", 1),
                    new Document("listDatabases", 1),
                    new Document("serverStatus", 1),
                    new Document("whatsmyuri", 1),
                    new Document("getLastError", 1),
                    new Document("nonsense", 1))) {
                for (MongoDatabase where : List.of(database, stranger.getDatabase("admin"))) {
                    assertThatThrownBy(() -> one(where.runCommand(command)))
                            .as(command.toJson())
                            .isInstanceOfSatisfying(MongoCommandException.class, refusal -> {
                                assertThat(refusal.getErrorCode()).isEqualTo(13);
                                assertThat(refusal.getErrorCodeName()).isEqualTo("Unauthorized");
                            });
                }
            }
            assertThat(one(database.runCommand(new Document("ping", 1)))).containsEntry("ok", 1.0);
            assertThat(one(database.runCommand(new Document("hello", 1)))).containsEntry("isWritablePrimary", true);
        }
        assertThat(all(store.collection("keys").find()))
                .containsExactly(new Document("_id", 1).append("key", "private"));
    }

    @Test
    void a_wrong_secret_and_another_user_are_refused() {
        for (MongoCredential wrong : List.of(
                MongoCredential.createScramSha256Credential("wangge", "admin", "guess".toCharArray()),
                MongoCredential.createScramSha256Credential(
                        "root", "admin", password().toCharArray()),
                MongoCredential.createScramSha1Credential(
                        "wangge", "admin", password().toCharArray()),
                MongoCredential.createPlainCredential(
                        "wangge", "admin", password().toCharArray()))) {
            try (MongoClient client = client(wrong)) {
                assertThatThrownBy(() -> one(client.getDatabase("wangge")
                                .getCollection("keys")
                                .find()))
                        .isInstanceOfSatisfying(
                                MongoSecurityException.class,
                                refusal -> assertThat(((MongoException) requireNonNull(refusal.getCause())).getCode())
                                        .isEqualTo(18));
            }
        }
    }

    @Test
    void a_client_that_names_no_mechanism_signs_in_as_with_any_mongodb() {
        for (String place : List.of("admin", "wangge")) {
            try (MongoClient client = client(
                    MongoCredential.createCredential("wangge", place, password().toCharArray()))) {
                assertThat(all(client.getDatabase("wangge")
                                .getCollection("keys")
                                .find()))
                        .hasSize(1);
            }
        }
    }

    @Test
    void half_a_dialogue_and_another_order_do_not_sign_in() throws IOException {
        try (Wire wire = new Wire(store.store.port())) {
            Document start = new Document("saslStart", 1)
                    .append("mechanism", "SCRAM-SHA-256")
                    .append("payload", new Binary("n,,n=wangge,r=abc".getBytes(StandardCharsets.UTF_8)));
            assertThat(wire.ask(proceed("c=biws,r=abc,p=AAAA"))).containsEntry("code", 18);
            Document challenge = wire.ask(start);
            assertThat(challenge).containsEntry("ok", 1.0).containsEntry("done", false);
            assertThat(wire.ask(new Document("find", "keys"))).containsEntry("code", 13);
            assertThat(wire.ask(proceed(""))).containsEntry("code", 18);
            String nonce = new String(
                            requireNonNull(wire.ask(start).get("payload", Binary.class))
                                    .getData(),
                            StandardCharsets.UTF_8)
                    .split(",")[0];
            assertThat(wire.ask(proceed("c=biws," + nonce + ",p=" + "A".repeat(43) + "=")))
                    .containsEntry("code", 18);
            assertThat(wire.ask(proceed("c=biws," + nonce))).containsEntry("code", 18);
            assertThat(wire.ask(new Document("saslStart", 1))).containsEntry("code", 18);
            assertThat(wire.ask(new Document("find", "keys"))).containsEntry("code", 13);
        }
    }

    private static Document proceed(String payload) {
        return new Document("saslContinue", 1)
                .append("conversationId", 1)
                .append("payload", new Binary(payload.getBytes(StandardCharsets.UTF_8)));
    }

    /** A message may have 48 MB, and some of them that are never whole would take all memory. */
    @Test
    void a_stranger_cannot_fill_the_memory_with_a_message_that_has_no_end() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), store.store.port())) {
            socket.setSoTimeout(10_000);
            ByteBuffer begun = ByteBuffer.allocate(200_000).order(ByteOrder.LITTLE_ENDIAN);
            begun.putInt(40_000_000).putInt(1).putInt(0).putInt(2013);
            assertThat(isEnded(socket, begun.array())).isTrue();
        }
        // Who is known may send much.
        one(store.collection("keys").insertOne(new Document("_id", 5).append("text", "x".repeat(1_000_000))));
    }

    private static boolean isEnded(Socket socket, byte[] said) throws IOException {
        try {
            socket.getOutputStream().write(said);
            return socket.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void every_start_has_another_secret_which_is_gone_with_it() throws IOException {
        Path file = store.store.addressFile();
        String first = Files.readString(file);
        assertThat(first).isEqualTo(store.store.uri());
        store.close();
        assertThat(file).doesNotExist();
        store = new TestStore(data, false);
        assertThat(store.store.uri()).isNotEqualTo(first);
        String old = first.replaceAll(":\\d+/", ":" + store.store.port() + "/");
        try (MongoClient late = MongoClients.create(old)) {
            assertThatThrownBy(() -> Mono.from(late.getDatabase("wangge")
                                    .getCollection("keys")
                                    .find())
                            .block())
                    .isInstanceOf(MongoSecurityException.class);
        }
    }

    @Test
    void directory_and_files_are_closed_to_others_also_those_of_older_builds() throws IOException {
        Assumptions.assumeTrue(
                Files.getFileStore(data).supportsFileAttributeView(PosixFileAttributeView.class),
                "this system has no such permissions");
        closed();
        store.close();
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Path file : files()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        store = new TestStore(data, true);
        one(store.collection("keys").insertOne(new Document("_id", 3)));
        closed();
        assertThat(files()).extracting(Path::getFileName).contains(Path.of("wangge.mv"), Path.of("wangge.address"));
    }

    private void closed() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.toList();
        }
    }

    /** The protocol without a driver. */
    private static final class Wire implements AutoCloseable {

        private final Socket socket;

        private Wire(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
        }

        private Document ask(Document command) throws IOException {
            BasicOutputBuffer body = new BasicOutputBuffer();
            new DocumentCodec()
                    .encode(
                            new BsonBinaryWriter(body),
                            new Document(command).append("$db", "admin"),
                            EncoderContext.builder().build());
            byte[] bytes = body.toByteArray();
            ByteBuffer message = ByteBuffer.allocate(21 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
            message.putInt(message.capacity())
                    .putInt(1)
                    .putInt(0)
                    .putInt(2013)
                    .putInt(0)
                    .put((byte) 0)
                    .put(bytes);
            socket.getOutputStream().write(message.array());
            InputStream in = socket.getInputStream();
            int length = ByteBuffer.wrap(in.readNBytes(4))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt();
            byte[] answer = in.readNBytes(length - 4);
            return new org.bson.RawBsonDocument(answer, 17, answer.length - 17).decode(new DocumentCodec());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
