package org.wangge.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BrokenConnectionsTests {

    private static List<ILoggingEvent> logged(Throwable failure) {
        Logger logger = (Logger) LoggerFactory.getLogger(BrokenConnections.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            BrokenConnections.tooLate(failure);
        } finally {
            logger.detachAppender(lines);
        }
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.ERROR)
                .filter(line ->
                        line.getThreadName().equals(Thread.currentThread().getName()))
                .toList();
    }

    @Test
    void a_connection_that_broke_is_no_error() {
        assertThat(logged(new IOException("recvAddress(..) failed with error(-104): Connection reset by peer")))
                .isEmpty();
        assertThat(logged(new IllegalStateException(new IOException("Broken pipe"))))
                .isEmpty();
    }

    @Test
    void what_else_comes_too_late_is_one() {
        assertThat(logged(new IllegalStateException("a bug")))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getThrowableProxy().getMessage()).isEqualTo("a bug"));
    }
}
