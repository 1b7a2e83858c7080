package org.wangge.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.UncategorizedMongoDbException;

class BrokenConnectionsTests {

    private static Stream<Throwable> gone() {
        ServerId server = new ServerId(new ClusterId(), new ServerAddress());
        return Stream.of(
                new IOException("recvAddress(..) failed with error(-104): Connection reset by peer"),
                new IllegalStateException(new IOException("Broken pipe")),
                new DataAccessResourceFailureException("Timeout while receiving message"),
                new UncategorizedMongoDbException("paused", new MongoConnectionPoolClearedException(server, null)));
    }

    @ParameterizedTest
    @MethodSource("gone")
    void a_connection_that_broke_is_no_error_nor_is_a_database_that_went_away(Throwable failure) {
        assertThat(BrokenConnections.isOurs(failure)).isFalse();
    }

    @Test
    void what_else_comes_too_late_is_one() {
        assertThat(BrokenConnections.isOurs(new IllegalStateException("a bug"))).isTrue();
    }
}
