package org.wangge.embedded.wiring;

import com.mongodb.MongoTimeoutException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few words that the database does not answer when the application starts. */
final class DatabaseSilentAnalyzer extends AbstractFailureAnalyzer<MongoTimeoutException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MongoTimeoutException cause) {
        return new FailureAnalysis(
                "The database does not answer: " + cause.getMessage(),
                "Check WANGGE_MONGODB_URI and that the server runs.",
                cause);
    }
}
