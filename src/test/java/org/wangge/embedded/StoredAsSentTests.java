package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.MongoServerException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new document is stored in the bytes it came in, if they are what they say. */
class StoredAsSentTests {

    private static final byte USER_DEFINED = (byte) 0x80;

    @TempDir
    static Path directory;

    static TestStore store;

    @BeforeAll
    static void start() {
        store = new TestStore(directory, false);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static MongoCollection<RawBsonDocument> fresh() {
        return store.collection("c" + UUID.randomUUID()).withDocumentClass(RawBsonDocument.class);
    }

    private static RawBsonDocument raw(Document document) {
        return new RawBsonDocument(document, new DocumentCodec());
    }

    private static byte[] bytes(RawBsonDocument document) {
        ByteBuffer buffer = document.getByteBuffer().asNIO();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Test
    void every_kind_of_value_comes_back_byte_for_byte() {
        MongoCollection<RawBsonDocument> things = fresh();
        RawBsonDocument sent = raw(new Document("text", "井盖\0 and more")
                .append("_id", 7)
                .append("list", List.of(1, List.of(), new Document("a", new Document())))
                .append("bytes", new Binary(USER_DEFINED, new byte[] {1, 2, 3}))
                .append("nothing", null)
                .append("numbers", Arrays.asList(1, 2L, -0.0, Decimal128.parse("1.10")))
                .append("when", List.of(new Date(5), new BsonTimestamp(1, 2)))
                .append("id", new ObjectId())
                .append("flag", true)
                .append("ends", List.of(new MinKey(), new MaxKey()))
                .append("pattern", Pattern.compile("^a", Pattern.CASE_INSENSITIVE)));

        one(things.insertOne(sent));

        assertThat(bytes(one(things.find(Filters.eq("_id", 7))))).isEqualTo(bytes(sent));
    }

    @Test
    void what_hides_behind_the_end_of_an_inner_document_is_not_stored() {
        MongoCollection<RawBsonDocument> things = fresh();
        byte[] bytes = bytes(raw(new Document("_id", 1)
                .append("inner", new Document("a", 1).append("hidden", 2))
                .append("last", 3)));
        // The inner document ends where "hidden" begins, and still says that it is as long as before.
        int hidden = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("hidden") - 1;
        byte[] cut = new byte[bytes.length - "hidden\0".length() - Integer.BYTES - 1];
        System.arraycopy(bytes, 0, cut, 0, hidden);
        System.arraycopy(bytes, bytes.length - (cut.length - hidden), cut, hidden, cut.length - hidden);
        ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(0, cut.length);

        one(things.insertMany(List.of(new RawBsonDocument(cut), raw(new Document("_id", 2).append("last", 4)))));

        MongoCollection<Document> read = things.withDocumentClass(Document.class);
        assertThat(all(read.find(Filters.gt("last", 0)).projection(Projections.include("last"))))
                .containsExactlyInAnyOrder(
                        new Document("_id", 1).append("last", 3), new Document("_id", 2).append("last", 4));
        assertThat(one(read.find(Filters.eq("_id", 1))))
                .isEqualTo(new Document("_id", 1)
                        .append("inner", new Document("a", 1))
                        .append("last", 3));
    }

    @Test
    void each_of_a_batch_is_found_by_its_own_index_keys() {
        MongoCollection<RawBsonDocument> things = fresh();
        one(things.createIndex(Indexes.compoundIndex(Indexes.ascending("tags"), Indexes.descending("n", "_id"))));
        one(things.createIndex(Indexes.ascending("sub.a", "sub.b")));
        one(things.insertMany(List.of(
                raw(new Document("_id", 1).append("n", 1).append("tags", List.of("b", "a", "b"))),
                raw(new Document("_id", 2).append("n", 2).append("tags", List.of())),
                raw(new Document("_id", 3)
                        .append("tags", "a")
                        .append("sub", List.of(new Document("a", 1).append("b", 2), new Document("a", 3)))))));

        MongoCollection<Document> read = things.withDocumentClass(Document.class);
        assertThat(all(read.find(Filters.eq("tags", "a"))))
                .extracting(found -> found.get("_id"))
                .containsExactlyInAnyOrder(1, 3);
        assertThat(all(read.find(Filters.eq("tags", "b")))).hasSize(1);
        assertThat(all(read.find(Filters.eq("sub.a", 3)))).hasSize(1);
        one(things.deleteOne(Filters.eq("_id", 1)));
        assertThat(all(read.find(Filters.eq("tags", "b")))).isEmpty();
    }

    @Test
    void one_that_an_index_cannot_take_leaves_nothing_behind() {
        MongoCollection<Document> things = fresh().withDocumentClass(Document.class);
        one(things.createIndex(Indexes.ascending("n"), new IndexOptions().unique(true)));
        one(things.createIndex(Indexes.ascending("a", "b")));
        String tooLong = "x".repeat(70_000);

        assertThatThrownBy(() -> one(things.insertOne(new Document("_id", tooLong).append("n", 1))))
                .isInstanceOf(MongoServerException.class);
        assertThatThrownBy(() -> one(things.insertOne(
                        new Document("n", 1).append("a", List.of(1, 2)).append("b", List.of(1, 2)))))
                .isInstanceOf(MongoServerException.class);

        assertThat(one(things.countDocuments())).isZero();
        one(things.insertOne(new Document("_id", 1).append("n", 1)));
        assertThat(all(things.find(Filters.eq("n", 1)))).hasSize(1);
    }
}
