package org.wangge.embedded.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.wangge.embedded.EmbeddedStore;

class StoreHealthTests {

    @TempDir
    Path directory;

    @Test
    void a_damage_degrades_until_it_is_acknowledged() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(directory, 0, false)) {
            StoreHealth health = new StoreHealth(store);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            Files.write(directory.resolve("wangge-7.log.damaged-1234"), new byte[5]);
            Files.write(directory.resolve("wangge-9.log.damaged-0"), new byte[0]);
            Health degraded = health.health();
            assertThat(degraded.getStatus().getCode()).isEqualTo("DEGRADED");
            assertThat(degraded.getDetails())
                    .containsEntry("damages", 2)
                    .containsEntry("where", List.of("wangge-7.log from byte 1234", "wangge-9.log from byte 0"));
            EmbeddedStore.acknowledge(directory);
            assertThat(health.health()).isEqualTo(Health.up().build());
        }
    }
}
