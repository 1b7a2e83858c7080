package org.wangge.platform.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.wangge.work.Blocking;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Mono;

/**
 * Watches the disk under the data directory. Below its floor photos are refused while cases still go in: a report is small,
 * and a store that cannot write at all serves nobody. On MongoDB there is no disk of ours to watch.
 */
@Component("disk")
class FreeDisk implements PolledWork, HealthIndicator {

    private static final Status LOW = new Status("LOW", "photos are refused");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(FreeDisk.class);

    private final Settings settings;
    private final Blocking blocking;
    private volatile long usable = Long.MAX_VALUE;

    FreeDisk(Settings settings, Blocking blocking) {
        this.settings = settings;
        this.blocking = blocking;
    }

    /**
     * Where the data are.
     *
     * @param mongodbUri set when they are somewhere else
     * @param uploadFloor {@code WANGGE_UPLOAD_FLOOR}: free space below which no photo is taken
     */
    @ConfigurationProperties("wangge")
    record Settings(
            @DefaultValue("") String mongodbUri,
            @DefaultValue("./data") Path dataDir,
            @DefaultValue("512MB") DataSize uploadFloor) {}

    boolean isLow() {
        return usable < settings.uploadFloor().toBytes();
    }

    @Override
    public Health health() {
        if (!settings.mongodbUri().isBlank() || usable == Long.MAX_VALUE) {
            return Health.up().build();
        }
        return Health.status(isLow() ? LOW : Status.UP)
                .withDetail("freeMegabytes", DataSize.ofBytes(usable).toMegabytes())
                .withDetail("floorMegabytes", settings.uploadFloor().toMegabytes())
                .build();
    }

    @Override
    public String name() {
        return "free-disk";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Mono<Boolean> turn() {
        return settings.mongodbUri().isBlank()
                ? blocking.call(TIMEOUT, this::measured).doOnNext(this::note).thenReturn(false)
                : Mono.just(false);
    }

    private long measured() throws IOException {
        return Files.exists(settings.dataDir())
                ? Files.getFileStore(settings.dataDir()).getUsableSpace()
                : Long.MAX_VALUE;
    }

    private void note(long now) {
        boolean before = isLow();
        usable = now;
        if (isLow() && !before) {
            log.warn("outcome=disk-low directory={} freeBytes={} photos=refused", settings.dataDir(), now);
        }
    }
}
