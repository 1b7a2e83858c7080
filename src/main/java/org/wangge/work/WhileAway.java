package org.wangge.work;

import com.mongodb.MongoConnectionPoolClearedException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Mono;

/** Goes on with what is known while the database does not answer. */
public final class WhileAway {

    /** A thousand times what it takes to read one document. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private WhileAway() {}

    /**
     * What the database says; and what is known without it when it fails or says nothing for a second. A refusal stays one: then the
     * database did answer.
     *
     * @param asked a read, which may be given up
     */
    public static <T> Mono<T> orKnown(Mono<T> asked, Supplier<T> known) {
        return asked.timeout(PATIENCE)
                .onErrorResume(
                        failure -> failure instanceof DataAccessException || failure instanceof TimeoutException,
                        silent -> Mono.fromSupplier(known));
    }

    /** Whether a failure only says that the database cannot be reached: the log has told that once, and need not for each loop. */
    public static boolean isTold(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof MongoConnectionPoolClearedException) {
                return true;
            }
        }
        return false;
    }
}
