package org.wangge.platform.connection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;
import org.wangge.work.WhileAway;
import reactor.core.publisher.Hooks;

/**
 * A connection that breaks while a request is being read can fail twice, and nobody waits for the second failure any more; so can a
 * question to a database that is away. A phone that loses its network is no fault of ours, and of the database the log tells by itself:
 * neither is an error. What else comes too late still is one.
 */
@Component
class BrokenConnections {

    private static final Logger log = LoggerFactory.getLogger(BrokenConnections.class);

    BrokenConnections() {
        Hooks.onErrorDropped(BrokenConnections::tooLate);
    }

    private static void tooLate(Throwable failure) {
        if (isOurs(failure)) {
            log.error("outcome=failed-too-late", failure);
        } else {
            log.debug("outcome=gone", failure);
        }
    }

    static boolean isOurs(Throwable failure) {
        return !DisconnectedClientHelper.isClientDisconnectedException(failure) && !WhileAway.isTold(failure);
    }
}
