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

    /** What a server says that steps down, starts, stops, does not reach the others, or has too much to do just now (error_codes.yml). */
    private static final Set<Integer> PASSING = Set.of(
            6, // HostUnreachable
            7, // HostNotFound
            24, // LockTimeout
            46, // LockBusy
            63, // StaleShardVersion
            64, // WriteConcernFailed
            89, // NetworkTimeout
            91, // ShutdownInProgress
            112, // WriteConflict
            133, // FailedToSatisfyReadPreference
            134, // ReadConcernMajorityNotAvailableYet
            150, // StaleEpoch
            175, // QueryPlanKilled
            189, // PrimarySteppedDown
            202, // NetworkInterfaceExceededTimeLimit
            262, // ExceededTimeLimit
            384, // TemporarilyUnavailable
            391, // ReauthenticationRequired
            462, // IngressRequestRateLimitExceeded
            9001, // SocketException
            10107, // NotWritablePrimary
            11600, // InterruptedAtShutdown
            11602, // InterruptedDueToReplStateChange
            13388, // StaleConfig
            13435, // NotPrimaryNoSecondaryOk
            13436); // NotPrimaryOrSecondary

    /** Those that say that the same may be asked again, and that a server is overloaded. */
    private static final Set<String> LABELS =
            Set.of("RetryableWriteError", "RetryableError", "TransientTransactionError", "SystemOverloadedError");

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
