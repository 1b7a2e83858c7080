package org.wangge.media.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.media.model.Pictures;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@WanggeTest
class MediaApiTests {

    private static final String MEDIA = "/api/v1/media";
    private static final int MEGABYTE = 1024 * 1024;

    @Autowired
    private Town town;

    @LocalServerPort
    private int port;

    private WebTestClient.ResponseSpec upload(String user, byte[] bytes, MediaType type, @Nullable UUID key) {
        return town.as(user)
                .post()
                .uri(MEDIA)
                .contentType(type)
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key.toString());
                    }
                })
                .bodyValue(bytes)
                .exchange();
    }

    private String uploaded(String user) {
        return Town.bodyOf(upload(user, Pictures.png(12, 34), MediaType.IMAGE_PNG, null)
                        .expectStatus()
                        .isCreated())
                .get("id")
                .stringValue();
    }

    private static void expect(WebTestClient.ResponseSpec response, int status, String code) {
        response.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    private int statusOf(String user, String id) {
        return town.as(user)
                .get()
                .uri(MEDIA + "/" + id)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private WebTestClient.ResponseSpec form(String partName, String fileName, byte[] bytes) {
        MultipartBodyBuilder parts = new MultipartBodyBuilder();
        parts.part("note", "also here");
        parts.part(partName, new ByteArrayResource(bytes)).filename(fileName);
        return town.as("worker-001-1")
                .post()
                .uri(MEDIA)
                .header(ContractCheck.ON_PURPOSE, "the checker reads no forms")
                .body(BodyInserters.fromMultipartData(parts.build()))
                .exchange();
    }

    @Test
    void a_photo_is_taken_raw_or_in_a_form_and_comes_back_as_it_went() {
        byte[] picture = Pictures.jpegWithExif(640, 480, 2);
        JsonNode raw = Town.bodyOf(upload("worker-001-1", picture, MediaType.IMAGE_JPEG, null)
                .expectStatus()
                .isCreated());
        JsonNode inForm = Town.bodyOf(
                form("file", "DCIM 0001.HEIC", picture).expectStatus().isCreated());
        assertThat(raw.get("width").intValue()).isEqualTo(640);
        assertThat(inForm.get("hash")).isEqualTo(raw.get("hash"));
        assertThat(inForm.get("id")).isNotEqualTo(raw.get("id"));
        for (JsonNode view : List.of(raw, inForm)) {
            String tag = "\"" + view.get("hash").stringValue() + "\"";
            town.as("worker-001-1")
                    .get()
                    .uri(view.get("url").stringValue())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentType(MediaType.IMAGE_JPEG)
                    .expectHeader()
                    .contentLength(picture.length)
                    .expectHeader()
                    .valueEquals("ETag", tag)
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectBody()
                    .consumeWith(
                            body -> assertThat(body.getResponseBodyContent()).isEqualTo(picture));
            town.as("worker-001-1")
                    .get()
                    .uri(view.get("url").stringValue())
                    .header("If-None-Match", tag)
                    .header(ContractCheck.ON_PURPOSE, "304 has no body to check")
                    .exchange()
                    .expectStatus()
                    .isNotModified();
        }
    }

    @Test
    void a_repeated_upload_gives_the_same_photo() {
        UUID key = UUID.randomUUID();
        byte[] picture = Pictures.png(50, 50);
        JsonNode first = Town.bodyOf(upload("worker-001-1", picture, MediaType.IMAGE_PNG, key)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .doesNotExist("Idempotency-Replayed"));
        JsonNode again = Town.bodyOf(upload("worker-001-1", picture, MediaType.IMAGE_PNG, key)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again).isEqualTo(first);
        expect(upload("worker-001-1", Pictures.png(50, 51), MediaType.IMAGE_PNG, key), 422, "idempotency.key-reused");
        JsonNode others = Town.bodyOf(upload("worker-001-2", picture, MediaType.IMAGE_PNG, key)
                .expectStatus()
                .isCreated());
        assertThat(others.get("id")).as("keys are each account's own").isNotEqualTo(first.get("id"));
    }

    @Test
    void what_is_not_a_photo_is_refused() {
        byte[] text = "I am text and my name is photo.jpg".getBytes(StandardCharsets.UTF_8);
        expect(upload("worker-001-1", text, MediaType.IMAGE_JPEG, null), 415, "media.not-a-picture");
        expect(form("file", "photo.jpg", text), 415, "media.not-a-picture");
        expect(form("other", "photo.png", Pictures.png(3, 3)), 422, "media.no-file");
        expect(form("file", "empty.png", new byte[0]), 415, "media.not-a-picture");
        expect(
                upload("worker-001-1", Arrays.copyOf(Pictures.png(9, 9), 18), MediaType.IMAGE_PNG, null),
                415,
                "media.not-a-picture");
        expect(upload("worker-001-1", Pictures.pngBomb(), MediaType.IMAGE_PNG, null), 422, "media.too-many-pixels");
        expect(upload("worker-001-1", text, MediaType.APPLICATION_PDF, null), 415, "request.media-type");
        expect(
                town.anybody()
                        .post()
                        .uri(MEDIA)
                        .contentType(MediaType.IMAGE_PNG)
                        .bodyValue(Pictures.png(3, 3))
                        .exchange(),
                401,
                "auth.required");
    }

    @Test
    void what_a_picture_is_its_content_shows_and_not_its_name() {
        for (String said : List.of("image/jpg", "image/pjpeg", "image/heic", "application/octet-stream")) {
            JsonNode view = Town.bodyOf(upload("worker-001-1", Pictures.png(3, 3), MediaType.parseMediaType(said), null)
                    .expectStatus()
                    .isCreated());
            assertThat(view.get("contentType").stringValue()).as(said).isEqualTo("image/png");
        }
    }

    @Test
    void a_field_called_file_is_no_file() {
        MultipartBodyBuilder parts = new MultipartBodyBuilder();
        parts.part("file", "not a file, only text");
        JsonNode problem = Town.bodyOf(town.as("worker-001-1")
                .post()
                .uri(MEDIA)
                .header(ContractCheck.ON_PURPOSE, "yes")
                .body(BodyInserters.fromMultipartData(parts.build()))
                .exchange()
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("media.no-file");
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/file");
        assertThat(problem.get("detail").stringValue()).contains("file");
    }

    @Test
    void a_form_with_two_files_is_refused_not_stuck_together() {
        MultipartBodyBuilder parts = new MultipartBodyBuilder();
        parts.part("file", new ByteArrayResource(Pictures.png(3, 3))).filename("a.png");
        parts.part("file", new ByteArrayResource(Pictures.png(4, 4))).filename("b.png");
        expect(
                town.as("worker-001-1")
                        .post()
                        .uri(MEDIA)
                        .header(ContractCheck.ON_PURPOSE, "yes")
                        .body(BodyInserters.fromMultipartData(parts.build()))
                        .exchange(),
                422,
                "media.one-file");
    }

    @Test
    void a_large_photo_is_taken_and_one_too_large_is_refused_before_or_while_it_comes() throws IOException {
        byte[] large = Pictures.jpegOfBytes(15 * MEGABYTE);
        JsonNode view = Town.bodyOf(upload("worker-001-1", large, MediaType.IMAGE_JPEG, null)
                .expectStatus()
                .isCreated());
        assertThat(view.get("bytes").intValue()).isEqualTo(15 * MEGABYTE);

        expect(chunked(Pictures.jpegOfBytes(20 * MEGABYTE + 1)), 413, "media.too-large");

        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/media HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + town.token("worker-001-1")
                                    + "\r\nContent-Type: image/jpeg\r\nContent-Length: 30000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length))
                    .isEqualTo(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII))
                    .as("before any byte came")
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    private WebTestClient.ResponseSpec chunked(byte[] bytes) {
        int piece = 64 * 1024;
        DefaultDataBufferFactory buffers = new DefaultDataBufferFactory();
        Flux<DataBuffer> pieces = Flux.range(0, (bytes.length + piece - 1) / piece)
                .map(i -> buffers.wrap(Arrays.copyOfRange(bytes, i * piece, Math.min(bytes.length, (i + 1) * piece))));
        return town.as("worker-001-1")
                .post()
                .uri(MEDIA)
                .contentType(MediaType.IMAGE_JPEG)
                .body(BodyInserters.fromDataBuffers(pieces))
                .exchange();
    }

    @Test
    void a_photo_is_seen_by_those_who_may_see_what_it_belongs_to_and_by_no_one_else() {
        CaseStories stories = new CaseStories(town);
        String before = uploaded("worker-001-1");
        assertThat(statusOf("worker-001-1", before)).isEqualTo(200);
        assertThat(statusOf("dispatcher-001", before))
                .as("belongs to nothing yet")
                .isEqualTo(404);
        Map<String, Object> report = new LinkedHashMap<>(CaseStories.lockedExit("有照片"));
        report.put("mediaIds", List.of(before));
        JsonNode file = Town.bodyOf(stories.report("worker-001-1", report, UUID.randomUUID())
                .expectStatus()
                .isCreated());
        assertThat(statusOf("dispatcher-001", before)).isEqualTo(200);
        assertThat(statusOf("district", before)).isEqualTo(200);
        assertThat(statusOf("dispatcher-003", before)).as("another office").isEqualTo(404);
        assertThat(statusOf("handler-001", before)).as("not dispatched yet").isEqualTo(404);
        assertThat(statusOf("admin", before))
                .as("administers people, not cases")
                .isEqualTo(404);

        stories.acted("dispatcher-001", file, "file", Map.of("conditionSeq", 1));
        stories.acted("dispatcher-001", file, "dispatch", Map.of("departmentCode", CaseStories.EMERGENCY_UNIT));
        assertThat(statusOf("handler-001", before)).isEqualTo(200);
        stories.acted("handler-001", file, "accept", Map.of());
        String after = uploaded("handler-001");
        assertThat(statusOf("worker-001-1", after)).isEqualTo(404);
        JsonNode resolved =
                stories.acted("handler-001", file, "resolve", Map.of("result", "已打开", "mediaIds", List.of(after)));
        assertThat(resolved.get("media")).hasSize(2);
        assertThat(statusOf("worker-001-1", after)).isEqualTo(200);
        assertThat(statusOf("dispatcher-003", after)).isEqualTo(404);
    }

    @Test
    void a_report_does_not_get_a_photo_of_somebody_else_or_one_that_is_not_there() {
        Map<String, Object> report = new LinkedHashMap<>(CaseStories.lockedExit("别人的照片"));
        String own = uploaded("worker-001-1");
        String foreign = uploaded("worker-001-2");
        report.put("mediaIds", List.of(own, foreign, UUID.randomUUID()));
        JsonNode made = Town.bodyOf(new CaseStories(town)
                .report("worker-001-1", report, UUID.randomUUID())
                .expectStatus()
                .isCreated());
        assertThat(made.get("media").toString()).contains(own).doesNotContain(foreign);
        assertThat(made.get("doubts")).isNotEmpty();
        assertThat(statusOf("worker-001-1", foreign)).isEqualTo(404);
        assertThat(statusOf("worker-001-1", "rubbish")).isEqualTo(404);
    }

    @Test
    void what_phones_of_today_make_is_taken_and_what_shows_nothing_is_not() {
        byte[] large = Pictures.jpegBehind(30, 20, 0xE2, 30);
        int frame = Pictures.indexOfFrame(large);
        large[frame + 5] = 0x1B;
        large[frame + 6] = 0x18;
        large[frame + 7] = 0x24;
        large[frame + 8] = 0x20;
        JsonNode taken = Town.bodyOf(upload("worker-001-1", large, MediaType.IMAGE_JPEG, null)
                .expectStatus()
                .isCreated());
        assertThat(taken.get("width").intValue() * taken.get("height").intValue())
                .isEqualTo(9248 * 6936);
        JsonNode turned = Town.bodyOf(upload(
                        "worker-001-1",
                        Pictures.jpegWith(40, 30, Pictures.orientation(6, true)),
                        MediaType.IMAGE_JPEG,
                        null)
                .expectStatus()
                .isCreated());
        assertThat(turned.get("width").intValue()).isEqualTo(30);
        expect(
                upload("worker-001-1", Arrays.copyOf(Pictures.png(3, 3), 24), MediaType.IMAGE_PNG, null),
                415,
                "media.not-a-picture");
    }
}
