package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.resource.ResourceResolverChain;
import org.springframework.web.server.ServerWebExchange;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** What browsers may keep of the pages, and that they see an upgrade at once. */
@WanggeTest
class StaticFilesApiTests {

    @LocalServerPort
    private int port;

    private EntityExchangeResult<byte[]> get(String path, String... headers) {
        // A client that unpacks nothing by itself.
        WebTestClient.RequestHeadersSpec<?> request = WebTestClient.bindToServer(
                        new ReactorClientHttpConnector(HttpClient.create()))
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4_000_000))
                .build()
                .get()
                .uri(path);
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return request.exchange().expectBody().returnResult();
    }

    private static String unpacked(byte[] bytes) throws IOException {
        return new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/worker/, text/html",
        "/desk/app.js, text/javascript",
        "/desk/words/zh-CN.json, application/json",
        "/worker/sw.js, text/javascript",
        "/docs/index.html, text/html"
    })
    void ours_are_packed_and_asked_for_again_and_cost_nothing_when_they_are_the_same(String path, String type)
            throws IOException {
        EntityExchangeResult<byte[]> plain = get(path);
        EntityExchangeResult<byte[]> packed = get(path, "Accept-Encoding", "br, gzip;q=0.8");
        for (EntityExchangeResult<byte[]> one : List.of(plain, packed)) {
            HttpHeaders headers = one.getResponseHeaders();
            assertThat(one.getStatus().value()).isEqualTo(200);
            assertThat(headers.getCacheControl()).isEqualTo("no-cache");
            assertThat(headers.getVary()).contains("Accept-Encoding");
            assertThat(headers.getFirst("Content-Security-Policy")).startsWith("default-src 'self'");
            assertThat(String.valueOf(headers.getContentType())).startsWith(type);
            assertThat(headers.getETag()).matches("\"[0-9a-f]{32}\"");
            EntityExchangeResult<byte[]> again = get(
                    path,
                    "If-None-Match",
                    headers.getETag(),
                    "Accept-Encoding",
                    one == packed ? "br, gzip;q=0.8" : "identity");
            assertThat(again.getStatus().value()).isEqualTo(304);
            assertThat(again.getResponseBody()).isNull();
            assertThat(again.getResponseHeaders().getCacheControl()).isEqualTo("no-cache");
            assertThat(again.getResponseHeaders().getETag()).isEqualTo(headers.getETag());
        }
        assertThat(packed.getResponseHeaders().getETag())
                .isNotEqualTo(plain.getResponseHeaders().getETag());
        assertThat(packed.getResponseHeaders().getFirst("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.getResponseBody().length).isLessThan(plain.getResponseBody().length);
        assertThat(unpacked(packed.getResponseBody()))
                .isEqualTo(new String(plain.getResponseBody(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_static/htm/3.1.1/preact/standalone.module.js", "/webjars/leaflet/1.9.4/dist/leaflet.js"})
    void a_library_has_its_version_in_its_path_and_is_kept_for_ever(String path) throws IOException {
        EntityExchangeResult<byte[]> packed = get(path, "Accept-Encoding", "gzip");
        assertThat(packed.getResponseHeaders().getCacheControl())
                .contains(
                        "immutable", "public", "max-age=" + Duration.ofDays(365).toSeconds());
        assertThat(unpacked(packed.getResponseBody())).contains("export");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "gzip;q=0.000", "gzip;q=x", "br", "*;q=0", "identity"})
    void nobody_gets_it_packed_who_does_not_take_it(String encodings) {
        EntityExchangeResult<byte[]> answer = get("/desk/app.js", "Accept-Encoding", encodings);
        assertThat(answer.getResponseHeaders().getFirst("Content-Encoding")).isNull();
        assertThat(new String(answer.getResponseBody(), StandardCharsets.UTF_8)).contains("import");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/desk/none.js", "/webjars/leaflet/1.9.4/none.js", "/api/v1/me", "/openapi.json"})
    void refusals_and_answers_of_the_api_stay_as_they_are(String path) {
        assertThat(get(path).getResponseHeaders().getCacheControl()).doesNotContain("immutable");
        if (!path.equals("/openapi.json")) {
            assertThat(get(path).getResponseHeaders().getCacheControl()).contains("no-store");
            assertThat(get(path).getStatus().is4xxClientError()).isTrue();
        }
    }

    @Test
    void an_upgrade_has_another_tag_at_once(@TempDir Path folder) throws IOException {
        Blocking blocking = new Blocking();
        KeptFiles kept = new KeptFiles(blocking);
        Path module = folder.resolve("app.js");
        Files.writeString(module, "one ".repeat(200));
        Resource before = resolved(kept, module);
        assertThat(KeptFiles.etag(resolved(kept, module))).isEqualTo(KeptFiles.etag(before));
        Files.writeString(module, "two ".repeat(200));
        Files.setLastModifiedTime(module, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        Resource after = resolved(kept, module);
        assertThat(KeptFiles.etag(after)).isNotNull().isNotEqualTo(KeptFiles.etag(before));
        assertThat(unpacked(after.getInputStream().readAllBytes())).startsWith("two");
        blocking.destroy();
    }

    private static Resource resolved(KeptFiles kept, Path file) {
        ServerWebExchange exchange =
                MockServerWebExchange.from(MockServerHttpRequest.get("/app.js").header("Accept-Encoding", "gzip"));
        ResourceResolverChain chain = new ResourceResolverChain() {
            @Override
            public Mono<Resource> resolveResource(
                    ServerWebExchange asked, String path, List<? extends Resource> locations) {
                return Mono.just(new FileSystemResource(file));
            }

            @Override
            public Mono<String> resolveUrlPath(String path, List<? extends Resource> locations) {
                return Mono.just(path);
            }
        };
        return kept.resolveResource(exchange, "app.js", List.of(), chain).block();
    }
}
