package org.wangge.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import org.wangge.shared.Refused;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class FreeDiskTests {

    private final Blocking blocking = new Blocking();

    @TempDir
    private Path data;

    @AfterEach
    void close() {
        blocking.destroy();
    }

    private FreeDisk disk(String mongo, Path directory, DataSize floor) {
        FreeDisk disk = new FreeDisk(new FreeDisk.Settings(mongo, directory, floor), blocking);
        disk.turn().as(StepVerifier::create).expectNext(false).verifyComplete();
        return disk;
    }

    private static StepVerifier.FirstStep<Void> sent(FreeDisk disk, HttpMethod method, String path) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.method(method, path));
        return new RoomForPhotos(disk).filter(exchange, rest -> Mono.empty()).as(StepVerifier::create);
    }

    @Test
    void below_the_floor_photos_are_refused_and_reports_go_in() {
        FreeDisk full = disk("", data, DataSize.ofTerabytes(1_000_000));
        sent(full, HttpMethod.POST, "/api/v1/media")
                .expectErrorSatisfies(failure -> {
                    Refused refused = (Refused) failure;
                    assertThat(refused.refusal().code()).isEqualTo("media.no-room");
                    assertThat(refused.refusal().retryAfterSeconds()).isEqualTo(300);
                })
                .verify();
        sent(full, HttpMethod.POST, "/api/v1/cases").verifyComplete();
        sent(full, HttpMethod.GET, "/api/v1/media").verifyComplete();
        assertThat(full.health().getStatus().getCode()).isEqualTo("LOW");
    }

    @Test
    void above_the_floor_photos_go_in_and_health_tells_what_is_free() {
        FreeDisk roomy = disk("", data, DataSize.ofBytes(1));
        sent(roomy, HttpMethod.POST, "/api/v1/media").verifyComplete();
        assertThat(roomy.health().getStatus().getCode()).isEqualTo("UP");
        assertThat(roomy.health().getDetails()).containsKeys("freeMegabytes", "floorMegabytes");
    }

    @Test
    void on_mongodb_and_before_there_is_a_directory_nothing_is_refused() {
        DataSize impossible = DataSize.ofTerabytes(1_000_000);
        sent(disk("mongodb://db", data, impossible), HttpMethod.POST, "/api/v1/media")
                .verifyComplete();
        sent(disk("", data.resolve("absent"), impossible), HttpMethod.POST, "/api/v1/media")
                .verifyComplete();
    }
}
