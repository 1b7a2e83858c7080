package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.wangge.fixtures.RawHttp;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.media.model.Pictures;

/** Clients that send all of their body before they look for an answer get it, and not a broken connection. */
@WanggeTest
class LongBodiesApiTests {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final String CASES = "/api/v1/cases";
    private static final String MEDIA = "/api/v1/media";

    @Autowired
    private Town town;

    @LocalServerPort
    private int port;

    private Map<String, String> headers(String type) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "localhost");
        headers.put("Authorization", "Bearer " + town.token("worker-001-1"));
        headers.put("Content-Type", type);
        return headers;
    }

    private static byte[] spaces(int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) ' ');
        return body;
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/cases, 262145", "/api/v1/cases, 1048576", "/api/v1/media, 23000000", "/api/v1/media, 60000000"
    })
    void what_is_too_large_is_told_after_all_of_it_was_sent(String path, int bytes) throws IOException {
        RawHttp.Answer answer = RawHttp.send(
                port, "POST", path, headers(path.equals(CASES) ? "application/json" : "image/jpeg"), spaces(bytes));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
        assertThat(answer.text()).contains("request.too-large");
    }

    @Test
    void other_refusals_of_long_bodies_arrive_too() throws IOException {
        Map<String, String> stranger = headers("image/jpeg");
        stranger.remove("Authorization");
        assertThat(RawHttp.send(port, "POST", MEDIA, stranger, spaces(15 * MEBIBYTE))
                        .status())
                .isEqualTo(401);
        assertThat(RawHttp.send(port, "POST", MEDIA, headers("text/plain"), spaces(15 * MEBIBYTE))
                        .status())
                .isEqualTo(415);
        assertThat(RawHttp.send(port, "POST", MEDIA, headers("image/jpeg"), spaces(15 * MEBIBYTE))
                        .text())
                .contains("media.not-a-picture");
        assertThat(RawHttp.send(port, "POST", MEDIA, headers("image/jpeg"), Pictures.jpegOfBytes(20 * MEBIBYTE + 9))
                        .text())
                .contains("media.too-large");
        assertThat(RawHttp.send(port, "POST", "/api/v1/nowhere", headers("image/jpeg"), spaces(200_000))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_body_of_unknown_length_is_told_too() throws IOException {
        Map<String, String> headers = headers("application/json");
        headers.put("Transfer-Encoding", "chunked");
        byte[] chunk = new byte[64 * 1024 + 9];
        Arrays.fill(chunk, (byte) ' ');
        System.arraycopy("10000\r\n".getBytes(StandardCharsets.US_ASCII), 0, chunk, 0, 7);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        RawHttp.Answer answer = sent(headers, out -> {
            for (int i = 0; i < 15; i++) {
                out.write(chunk);
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
    }

    @Test
    void who_asks_before_sending_is_answered_at_once_and_not_asked_for_the_body() throws IOException {
        Map<String, String> headers = headers("application/json");
        headers.put("Expect", "100-continue");
        headers.put("Content-Length", "900000");
        RawHttp.Answer answer = sent(headers, out -> {});
        assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
        headers.put("Content-Length", "200000");
        headers.remove("Authorization");
        assertThat(sent(headers, out -> {}).status()).isEqualTo(401);
    }

    @Test
    void what_is_longer_than_can_be_read_away_is_cut_off() throws IOException {
        Map<String, String> headers = headers("application/json");
        headers.put("Content-Length", "90000000");
        RawHttp.Answer answer = sent(headers, out -> {});
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text().toLowerCase(java.util.Locale.ROOT)).contains("connection: close");
    }

    private interface Sending {
        void to(OutputStream out) throws IOException;
    }

    /** Everything is sent before anything is read; the connection stays open on our side. */
    private RawHttp.Answer sent(Map<String, String> headers, Sending body) throws IOException {
        StringBuilder head = new StringBuilder("POST " + CASES + " HTTP/1.1\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            body.to(socket.getOutputStream());
            socket.getOutputStream().flush();
            return RawHttp.answer(socket.getInputStream());
        }
    }

    @Test
    void the_client_of_the_jdk_sees_the_answer_and_its_connection_goes_on() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + CASES))
                            .header("Authorization", "Bearer " + town.token("worker-001-1"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(spaces(700_000)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
        }
        HttpResponse<String> fine = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/me"))
                        .header("Authorization", "Bearer " + town.token("worker-001-1"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(fine.statusCode()).isEqualTo(200);
    }
}
