package org.wangge.platform.problem;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Which failures only mean that the database is away for the moment: it does not answer, or another of its servers is just
 * becoming the primary. Whether a write was done is then unknown, which a repeat with the same key settles.
 */
final class AwayStore {

    /**
     * Codes of servers that step down, start, stop or do not reach the others, or have too much to do
     * (error_codes.yml of MongoDB, categories NotPrimaryError, ShutdownError, NetworkError, RetriableError).
     */
    private static final Set<Integer> PASSING =
            Set.of(6, 7, 64, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436);

    private static final Set<String> LABELS = Set.of("RetryableWriteError", "TransientTransactionError");

    /** MaxTimeMSExpired: the database is there, but what was asked takes too long. */
    private static final int EXPIRED = 50;

    private AwayStore() {}

    static boolean isTooSlow(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MongoException known && known.getCode() == EXPIRED) {
                return true;
            }
        }
        return false;
    }

    static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TimeoutException
                    || cause instanceof MongoException known && isPassing(known)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(MongoException failure) {
        if (failure instanceof MongoBulkWriteException some) {
            return some.getWriteConcernError() != null
                    || some.getWriteErrors().stream().anyMatch(error -> PASSING.contains(error.getCode()));
        }
        return failure instanceof MongoTimeoutException
                || failure instanceof MongoSocketException
                || failure instanceof MongoNotPrimaryException
                || failure instanceof MongoNodeIsRecoveringException
                || failure instanceof MongoConnectionPoolClearedException
                || failure instanceof MongoWriteConcernException
                || PASSING.contains(failure.getCode())
                || LABELS.stream().anyMatch(failure::hasErrorLabel);
    }
}
