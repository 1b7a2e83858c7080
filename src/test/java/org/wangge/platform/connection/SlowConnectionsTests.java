package org.wangge.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Over real sockets, with windows of a fifth of a second. */
class SlowConnectionsTests {

    private static final ConnectionSettings QUICK =
            new ConnectionSettings(Duration.ofMillis(300), Duration.ofMillis(300), 1_000);

    private final DisposableServer server = new SlowConnections(QUICK)
            .apply(HttpServer.create())
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.post(
                            "/",
                            (request, response) -> response.sendString(
                                    request.receive().aggregate().asString().map(text -> "got " + text.length())))
                    .post(
                            "/late",
                            (request, response) -> response.sendString(Mono.delay(Duration.ofMillis(900))
                                    .thenMany(request.receive().aggregate().asString())
                                    .map(text -> "got " + text.length()))))
            .bindNow();

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.disposeNow();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String answer(Socket socket) throws IOException {
        StringBuilder all = new StringBuilder();
        byte[] part = new byte[1024];
        while (!all.toString().contains("got ")) {
            int read = socket.getInputStream().read(part);
            if (read < 0) {
                break;
            }
            all.append(new String(part, 0, read, StandardCharsets.US_ASCII));
        }
        return all.toString();
    }

    /** Sends a byte whenever the pause is over, until the other side is gone. */
    private static boolean isGoneWhileTrickling(Socket socket) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try {
            for (int sent = 0; sent < 200; sent++) {
                send(socket, "a");
                never.await(50, TimeUnit.MILLISECONDS);
            }
            return false;
        } catch (SocketException gone) {
            return true;
        }
    }

    @Test
    void headers_that_come_byte_by_byte_end_the_connection() throws Exception {
        Socket slow = connect();
        send(slow, "POST / HTTP/1.1\r\nHost: a\r\nX: ");
        assertThat(isGoneWhileTrickling(slow)).isTrue();
    }

    @Test
    void a_body_that_comes_byte_by_byte_ends_the_connection() throws Exception {
        Socket slow = connect();
        send(slow, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
        assertThat(isGoneWhileTrickling(slow)).isTrue();
    }

    @Test
    void a_slow_phone_that_still_moves_is_heard_to_the_end() throws Exception {
        Socket phone = connect();
        send(phone, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n");
        CountDownLatch never = new CountDownLatch(1);
        for (int part = 0; part < 10; part++) {
            send(phone, "b".repeat(200));
            never.await(90, TimeUnit.MILLISECONDS);
        }
        assertThat(answer(phone)).contains("got 2000");
    }

    @Test
    void a_server_that_takes_its_time_does_not_blame_the_phone() throws Exception {
        Socket phone = connect();
        send(phone, "POST /late HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n" + "c".repeat(20));
        assertThat(answer(phone)).contains("got 20");
        send(phone, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nddd");
        assertThat(answer(phone)).contains("got 3");
    }
}
