package org.wangge.embedded.wiring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.wangge.embedded.StoreUnavailable;

/** Shows a store that cannot be opened as a message for people instead of a stack trace. */
final class StoreUnavailableAnalyzer extends AbstractFailureAnalyzer<StoreUnavailable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StoreUnavailable cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
