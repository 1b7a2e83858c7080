package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.BsonRegularExpression;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operands and arguments of a wrong kind get MongoDB's own error, never an exception from inside the store. */
class StoreArgumentsTests {

    private static final int BAD_VALUE = 2;
    private static final int FAILED_TO_PARSE = 9;
    private static final int TYPE_MISMATCH = 14;

    @TempDir
    static Path directory;

    private static TestStore store;
    private static MongoCollection<Document> things;

    @BeforeAll
    static void start() {
        store = new TestStore(directory, false);
        things = store.collection("things");
        one(things.createIndex(new Document("state", 1)));
        one(things.insertMany(List.of(
                new Document("_id", 1)
                        .append("state", "a")
                        .append("n", 4)
                        .append("list", List.of(1, 2, "x"))
                        .append("inner", new Document("list", List.of(new Document("a", 1)))),
                new Document("_id", 2).append("state", "b").append("n", "text"))));
    }

    @AfterAll
    static void end() {
        store.close();
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of("{n: {$in: 1}}", BAD_VALUE),
                Arguments.of("{n: {$in: {a: 1}}}", BAD_VALUE),
                Arguments.of("{state: {$in: 'a'}}", BAD_VALUE),
                Arguments.of("{_id: {$in: null}}", BAD_VALUE),
                Arguments.of("{n: {$in: [{$gt: 1}]}}", BAD_VALUE),
                Arguments.of("{n: {$nin: 'x'}}", BAD_VALUE),
                Arguments.of("{list: {$nin: 5}}", BAD_VALUE),
                Arguments.of("{list: {$all: 1}}", BAD_VALUE),
                Arguments.of("{'inner.list.a': {$all: 1}}", BAD_VALUE),
                Arguments.of("{list: {$elemMatch: 1}}", BAD_VALUE),
                Arguments.of("{list: {$elemMatch: [1]}}", BAD_VALUE),
                Arguments.of("{list: {$elemMatch: {$in: 1}}}", BAD_VALUE),
                Arguments.of("{'inner.list': {$elemMatch: {a: {$in: 1}}}}", BAD_VALUE),
                Arguments.of("{list: {$all: [{$elemMatch: 3}]}}", BAD_VALUE),
                Arguments.of("{n: {$not: 1}}", BAD_VALUE),
                Arguments.of("{n: {$not: {}}}", BAD_VALUE),
                Arguments.of("{n: {$not: {a: 1}}}", BAD_VALUE),
                Arguments.of("{n: {$not: {$in: 1}}}", BAD_VALUE),
                Arguments.of("{state: {$regex: 1}}", BAD_VALUE),
                Arguments.of("{state: {$regex: null}}", BAD_VALUE),
                Arguments.of("{state: {$regex: 'a', $options: 1}}", BAD_VALUE),
                Arguments.of("{state: {$options: 'i'}}", BAD_VALUE),
                Arguments.of("{state: {$regex: '('}}", 51091),
                Arguments.of("{list: {$size: 'x'}}", BAD_VALUE),
                Arguments.of("{list: {$size: -1}}", BAD_VALUE),
                Arguments.of("{list: {$size: 1.5}}", BAD_VALUE),
                Arguments.of("{n: {$mod: 2}}", BAD_VALUE),
                Arguments.of("{n: {$mod: []}}", BAD_VALUE),
                Arguments.of("{n: {$mod: [2]}}", BAD_VALUE),
                Arguments.of("{n: {$mod: [2, 0, 1]}}", BAD_VALUE),
                Arguments.of("{n: {$mod: ['a', 'b']}}", BAD_VALUE),
                Arguments.of("{n: {$mod: [0, 1]}}", BAD_VALUE),
                Arguments.of("{n: {$type: {}}}", TYPE_MISMATCH),
                Arguments.of("{n: {$type: 'nonsense'}}", BAD_VALUE),
                Arguments.of("{n: {$type: 4711}}", BAD_VALUE),
                Arguments.of("{n: {$unknown: 1}}", BAD_VALUE),
                Arguments.of("{$unknown: 1}", BAD_VALUE),
                Arguments.of("{$or: 1}", BAD_VALUE),
                Arguments.of("{$and: []}", BAD_VALUE),
                Arguments.of("{$nor: [1]}", BAD_VALUE),
                Arguments.of("{$or: [{n: {$in: 1}}, {n: 1}]}", BAD_VALUE));
    }

    @ParameterizedTest
    @MethodSource
    void queries(String query, int code) {
        Document filter = Document.parse(query);
        refused(new Document("find", "things").append("filter", filter), code);
        refused(new Document("count", "things").append("query", filter), code);
        refused(new Document("distinct", "things").append("key", "n").append("query", filter), code);
        refused(new Document("findAndModify", "things").append("query", filter).append("remove", true), code);
        refused(
                new Document("delete", "things")
                        .append("deletes", List.of(new Document("q", filter).append("limit", 0))),
                code);
        refused(
                new Document("aggregate", "things")
                        .append("pipeline", List.of(new Document("$match", filter)))
                        .append("cursor", new Document()),
                code);
        refused(
                new Document("aggregate", "things")
                        .append(
                                "pipeline",
                                List.of(new Document("$sort", new Document("n", 1)), new Document("$match", filter)))
                        .append("cursor", new Document()),
                code);
        assertThatThrownBy(() -> one(things.bulkWrite(
                        List.of(new UpdateOneModel<Document>(filter, Document.parse("{$set: {touched: 1}}"))))))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        failure -> assertThat(failure.getWriteErrors().get(0).getCode())
                                .isEqualTo(code));
        assertThat(one(things.countDocuments())).isEqualTo(2);
    }

    @Test
    void filters_of_array_elements_are_checked_as_queries_are() {
        Document update = new Document("q", new Document("_id", 1))
                .append("u", Document.parse("{$set: {'list.$[one]': 9}}"))
                .append("arrayFilters", List.of(Document.parse("{one: {$in: 1}}")));
        refused(new Document("update", "things").append("updates", List.of(update)), BAD_VALUE);
        refused(
                new Document("findAndModify", "things")
                        .append("query", update.get("q"))
                        .append("update", update.get("u"))
                        .append("arrayFilters", update.get("arrayFilters")),
                BAD_VALUE);
    }

    static Stream<Arguments> updates() {
        return Stream.of(
                Arguments.of("{$set: 1}", FAILED_TO_PARSE),
                Arguments.of("{$set: null}", FAILED_TO_PARSE),
                Arguments.of("{$inc: ['n']}", FAILED_TO_PARSE),
                Arguments.of("{$nonsense: {n: 1}}", FAILED_TO_PARSE),
                Arguments.of("{$set: {n: 1}, plain: 1}", FAILED_TO_PARSE),
                Arguments.of("{$inc: {n: 'x'}}", TYPE_MISMATCH),
                Arguments.of("{$inc: {state: 1}}", TYPE_MISMATCH),
                Arguments.of("{$push: {list: {$each: 1}}}", BAD_VALUE),
                Arguments.of("{$push: {n: 1}}", BAD_VALUE),
                Arguments.of("{$push: {list: {$each: [1], $slice: 'x'}}}", BAD_VALUE),
                Arguments.of("{$addToSet: {list: {$each: 1}}}", TYPE_MISMATCH),
                Arguments.of("{$pullAll: {list: 1}}", BAD_VALUE),
                Arguments.of("{$pullAll: {absent: 1}}", BAD_VALUE),
                Arguments.of("{$pop: {list: 'x'}}", FAILED_TO_PARSE),
                Arguments.of("{$rename: {n: 1}}", BAD_VALUE),
                Arguments.of("{$currentDate: {n: 'x'}}", BAD_VALUE),
                Arguments.of("{$currentDate: {n: {}}}", BAD_VALUE),
                Arguments.of("{$set: {'': 1}}", 56),
                Arguments.of("{$set: {'a..b': 1}}", 56),
                Arguments.of("{$pull: {list: {$in: 1}}}", BAD_VALUE));
    }

    @ParameterizedTest
    @MethodSource
    void updates(String update, int code) {
        Document before = one(things.find(new Document("_id", 1)).first());
        Document change = Document.parse(update);
        refused(
                new Document("findAndModify", "things")
                        .append("query", new Document("_id", 1))
                        .append("update", change),
                code);
        Document answer = one(store.database.runCommand(new Document("update", "things")
                .append("updates", List.of(new Document("q", new Document("_id", 1)).append("u", change)))));
        assertThat(answer.getList("writeErrors", Document.class).get(0)).containsEntry("code", code);
        assertThat(one(things.find(new Document("_id", 1)).first())).isEqualTo(before);
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("{find: 'things', filter: 1}", TYPE_MISMATCH),
                Arguments.of("{find: 'things', filter: [1]}", TYPE_MISMATCH),
                Arguments.of("{find: 'things', sort: 'n'}", TYPE_MISMATCH),
                Arguments.of("{find: 'things', projection: 1}", TYPE_MISMATCH),
                Arguments.of("{find: 'things', limit: 'x'}", TYPE_MISMATCH),
                Arguments.of("{find: 'things', limit: {}}", TYPE_MISMATCH),
                Arguments.of("{find: 'things', skip: 'x'}", TYPE_MISMATCH),
                Arguments.of("{find: 'things', skip: -1}", 51024),
                Arguments.of("{find: 'things', batchSize: 'x'}", TYPE_MISMATCH),
                Arguments.of("{find: 'things', batchSize: -1}", 51024),
                Arguments.of("{find: 'absent', filter: {n: {$in: 1}}}", BAD_VALUE),
                Arguments.of("{find: 1}", 73),
                Arguments.of("{find: null}", 73),
                Arguments.of("{getMore: {$numberLong: '7'}, collection: 'things', batchSize: 'x'}", TYPE_MISMATCH),
                Arguments.of("{aggregate: 'things', pipeline: [], cursor: 1}", TYPE_MISMATCH),
                Arguments.of("{aggregate: 'things', pipeline: [], cursor: {batchSize: 'x'}}", TYPE_MISMATCH),
                Arguments.of("{aggregate: 'things', pipeline: [{$match: 1}], cursor: {}}", TYPE_MISMATCH),
                Arguments.of("{insert: 'things', documents: 1}", TYPE_MISMATCH),
                Arguments.of("{insert: 'things', documents: [1]}", TYPE_MISMATCH),
                Arguments.of("{insert: 1, documents: [{}]}", 73),
                Arguments.of("{update: 'things', updates: 1}", TYPE_MISMATCH),
                Arguments.of("{update: 'things', updates: [{q: 1, u: {}}]}", TYPE_MISMATCH),
                Arguments.of("{update: 'things', updates: [{q: {}, u: 1}]}", TYPE_MISMATCH),
                Arguments.of("{update: 'things', updates: [{q: {}}]}", 40414),
                Arguments.of("{update: 'things', updates: [{q: {}, u: {}, arrayFilters: 1}]}", TYPE_MISMATCH),
                Arguments.of("{delete: 'things', deletes: [{q: 1, limit: 1}]}", TYPE_MISMATCH),
                Arguments.of("{delete: 'things', deletes: [{q: {}, limit: 'x'}]}", TYPE_MISMATCH),
                Arguments.of("{delete: 'things', deletes: [{q: {}, limit: 7}]}", FAILED_TO_PARSE),
                Arguments.of("{delete: 'things', deletes: [{q: {}}]}", FAILED_TO_PARSE),
                Arguments.of("{delete: 'things', deletes: [{limit: 1}]}", 40414),
                Arguments.of("{count: 'things', query: 1}", TYPE_MISMATCH),
                Arguments.of("{count: 'things', limit: 'x'}", TYPE_MISMATCH),
                Arguments.of("{count: 'things', skip: -2}", 51024),
                Arguments.of("{distinct: 'things', key: 1}", TYPE_MISMATCH),
                Arguments.of("{findAndModify: 'things', query: 1, remove: true}", TYPE_MISMATCH),
                Arguments.of("{findAndModify: 'things', query: {}, update: 1}", TYPE_MISMATCH),
                Arguments.of("{findAndModify: 'things', query: {}, sort: 1, remove: true}", TYPE_MISMATCH),
                Arguments.of("{createIndexes: 'things', indexes: 1}", TYPE_MISMATCH),
                Arguments.of("{createIndexes: 'things', indexes: [{key: 1, name: 'x'}]}", TYPE_MISMATCH),
                Arguments.of("{createIndexes: 'things', indexes: [{name: 'x'}]}", 40414),
                Arguments.of("{nonsense: 1}", 59));
    }

    @ParameterizedTest
    @MethodSource
    void commands(String command, int code) {
        refused(Document.parse(command), code);
        assertThat(one(things.countDocuments())).isEqualTo(2);
    }

    private static void refused(Document command, int code) {
        assertThatThrownBy(() -> one(store.database.runCommand(command)))
                .as(command.toJson())
                .isInstanceOfSatisfying(MongoCommandException.class, refusal -> {
                    assertThat(refusal.getErrorCode())
                            .as(refusal.getErrorMessage())
                            .isEqualTo(code);
                    assertThat(refusal.getErrorMessage()).doesNotContain("java.", "wangge.", "bwaldvogel");
                });
    }

    /** Every operator with every kind of operand: answered, or refused with a code, and nothing of the inside shows. */
    @Test
    void no_operand_of_any_kind_brings_out_what_is_inside() {
        List<Object> kinds = new ArrayList<>(List.of(
                1,
                -1,
                1.5,
                Double.NaN,
                7L,
                true,
                "",
                "text",
                List.of(),
                List.of(1),
                List.of("a", 1),
                new Document(),
                new Document("a", 1),
                new Document("$in", 1),
                new Document("$each", 1),
                new Date(),
                new ObjectId(),
                new Binary(new byte[3]),
                new Decimal128(5),
                new BsonRegularExpression("("),
                Pattern.compile("a")));
        kinds.add(null);
        List<String> operators = List.of(
                "$eq",
                "$ne",
                "$gt",
                "$gte",
                "$lt",
                "$lte",
                "$in",
                "$nin",
                "$all",
                "$elemMatch",
                "$not",
                "$regex",
                "$options",
                "$size",
                "$mod",
                "$type",
                "$exists",
                "$and",
                "$or",
                "$nor",
                "$expr",
                "$comment",
                "$where",
                "$text",
                "$geoWithin",
                "$nearSphere",
                "$bitsAllSet",
                "$jsonSchema",
                "$rand");
        List<String> modifiers = List.of(
                "$inc",
                "$mul",
                "$rename",
                "$setOnInsert",
                "$set",
                "$unset",
                "$min",
                "$max",
                "$currentDate",
                "$addToSet",
                "$pop",
                "$pullAll",
                "$pull",
                "$push",
                "$bit");
        List<String> stages = List.of(
                "$match",
                "$sort",
                "$limit",
                "$skip",
                "$group",
                "$project",
                "$unwind",
                "$count",
                "$addFields",
                "$unset",
                "$lookup",
                "$facet",
                "$sample",
                "$replaceRoot");
        for (Object kind : kinds) {
            for (String operator : operators) {
                for (String field : List.of("n", "list", "inner.list.a", "state")) {
                    coded(find(new Document(field, new Document(operator, kind))));
                }
                coded(find(new Document(operator, kind)));
            }
            for (String modifier : modifiers) {
                coded(update(new Document(modifier, kind)));
                for (String field : List.of("n", "list", "inner.list.a", "inner.list.$", "_id")) {
                    coded(update(new Document(modifier, new Document(field, kind))));
                }
            }
            for (String stage : stages) {
                coded(new Document("aggregate", "things")
                        .append("pipeline", List.of(new Document(stage, kind)))
                        .append("cursor", new Document()));
            }
        }
        assertThat(all(things.find())).hasSize(2);
    }

    private static Document find(Document filter) {
        return new Document("find", "things").append("filter", filter);
    }

    /** On a document that is not there after all, so that the others stay as they are. */
    private static Document update(Document change) {
        return new Document("findAndModify", "scratch")
                .append("query", new Document("_id", 1))
                .append("update", change)
                .append("upsert", true);
    }

    private static void coded(Document command) {
        try {
            one(store.database.runCommand(command));
        } catch (MongoCommandException refusal) {
            assertThat(refusal.getErrorCode()).as(command.toString()).isPositive();
            assertThat(refusal.getErrorMessage())
                    .as(command.toString())
                    .doesNotContain("java.", "wangge.", "bwaldvogel", "class ", "Unknown error");
        }
    }
}
