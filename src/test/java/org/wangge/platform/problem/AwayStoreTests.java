package org.wangge.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoQueryException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.UncategorizedMongoDbException;

/** What a replica set says while its primary changes asks a client to come again, and is no fault of ours. */
class AwayStoreTests {

    private static final ServerAddress SERVER = new ServerAddress();

    private static BsonDocument answer(int code) {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("errmsg", new BsonString("said by the server"));
    }

    private static MongoBulkWriteException bulk(int code, @Nullable WriteConcernError concern) {
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(),
                List.of(new BulkWriteError(code, "said by the server", new BsonDocument(), 0)),
                concern,
                SERVER,
                Set.of());
    }

    static Stream<Throwable> passing() {
        MongoException labelled = new MongoException("lost");
        labelled.addLabel("RetryableWriteError");
        return Stream.of(
                new MongoNotPrimaryException(answer(10107), SERVER),
                new MongoNodeIsRecoveringException(answer(11600), SERVER),
                new MongoCommandException(answer(189), SERVER),
                new UncategorizedMongoDbException(
                        "as Spring tells it", new MongoNotPrimaryException(answer(10107), SERVER)),
                new DataAccessResourceFailureException("as Spring tells it"),
                new DataIntegrityViolationException("one of a group", bulk(91, null)),
                bulk(
                        11000,
                        new WriteConcernError(
                                64, "WriteConcernFailed", "waiting for replication timed out", answer(64))),
                labelled,
                new TimeoutException("too long"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void is_told_as_a_store_that_is_away(Throwable failure) {
        assertThat(Failures.refusal(failure)).isNotNull().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo("store.unavailable");
            assertThat(refusal.retryAfterSeconds()).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                6, 7, 24, 46, 63, 64, 89, 91, 112, 133, 134, 150, 175, 189, 202, 262, 384, 391, 462, 9001, 10107, 11600,
                11602, 13388, 13435, 13436
            })
    void each_code_of_a_server_that_is_busy_or_changing_is_told_so_however_it_comes(int code) {
        assertThat(List.of(
                        new MongoCommandException(answer(code), SERVER),
                        new MongoQueryException(answer(code), SERVER),
                        new UncategorizedMongoDbException(
                                "as Spring tells it",
                                new MongoWriteException(
                                        new WriteError(code, "said by the server", new BsonDocument()),
                                        SERVER,
                                        Set.of())),
                        bulk(code, null)))
                .allSatisfy(failure -> assertThat(Failures.refusal(failure))
                        .isNotNull()
                        .satisfies(refusal -> {
                            assertThat(refusal.code()).isEqualTo("store.unavailable");
                            assertThat(refusal.retryAfterSeconds()).isPositive();
                        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RetryableWriteError", "RetryableError", "TransientTransactionError", "SystemOverloadedError"})
    void a_label_says_so_too(String label) {
        MongoException labelled = new MongoException("said by the server");
        labelled.addLabel(label);
        assertThat(Failures.refusal(labelled)).isNotNull();
    }

    static Stream<Throwable> ours() {
        return Stream.of(
                new DuplicateKeyException("taken"),
                new DataIntegrityViolationException("does not fit", bulk(121, null)),
                new MongoCommandException(answer(9), SERVER),
                new IllegalStateException("ours"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void is_not_everything_that_a_store_refuses(Throwable failure) {
        assertThat(Failures.refusal(failure)).isNull();
    }

    @Test
    void a_read_that_ran_out_of_time_asks_for_less_and_is_no_store_that_is_away() {
        assertThat(Failures.refusal(new UncategorizedMongoDbException(
                        "as Spring tells it", new MongoExecutionTimeoutException(50, "said by the server"))))
                .isNotNull()
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("request.took-too-long"));
    }
}
