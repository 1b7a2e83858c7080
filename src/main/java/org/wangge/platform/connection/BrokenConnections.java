package org.wangge.platform.connection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Hooks;

/**
 * A connection that breaks while a request is being read can fail twice, and nobody waits for the second failure any more. A phone that
 * loses its network is no fault of ours, so that is no error in the log; what else comes too late still is one.
 */
@Component
class BrokenConnections {

    private static final Logger log = LoggerFactory.getLogger(BrokenConnections.class);

    BrokenConnections() {
        Hooks.onErrorDropped(BrokenConnections::tooLate);
    }

    static void tooLate(Throwable failure) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            log.debug("outcome=client-gone", failure);
        } else {
            log.error("outcome=failed-too-late", failure);
        }
    }
}
