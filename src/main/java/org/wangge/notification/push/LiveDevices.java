package org.wangge.notification.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.wangge.account.OpenSessions;
import org.wangge.notification.Device;
import org.wangge.notification.store.DeviceStore;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/**
 * The devices whose session goes on. The sessions are asked each time that something is to be pushed, so that no way of ending
 * one can be forgotten, nor be overtaken by a registration on its way; what is over is cleared away by and by.
 */
@Component
public class LiveDevices implements RecurringJob {

    private static final int AT_A_TIME = 200;

    /** What an older build registered names no session; a phone that is used registers itself anew long before. */
    private static final Duration WITHOUT_SESSION = Duration.ofDays(30);

    /** Firebase gives up an address of Android that it did not hear of for so long. */
    private static final Duration STALE = Duration.ofDays(270);

    private final DeviceStore devices;
    private final OpenSessions sessions;
    private final Clock clock;

    LiveDevices(DeviceStore devices, OpenSessions sessions, Clock clock) {
        this.devices = devices;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Those of these people. */
    public Mono<List<Device>> of(Collection<UUID> accounts) {
        return devices.of(accounts).collectList().flatMap(found -> parted(found).map(Parted::live));
    }

    private record Parted(List<Device> live, List<Device> over) {}

    private Mono<Parted> parted(List<Device> found) {
        Set<UUID> named =
                found.stream().map(Device::sessionId).filter(Objects::nonNull).collect(Collectors.toSet());
        return sessions.among(named)
                .map(open -> new Parted(
                        found.stream().filter(device -> isLive(device, open)).toList(),
                        found.stream().filter(device -> !isLive(device, open)).toList()));
    }

    private boolean isLive(Device device, Set<UUID> open) {
        return device.registeredAt().plus(STALE).isAfter(clock.instant()) && isOfAnOpenSession(device, open);
    }

    private boolean isOfAnOpenSession(Device device, Set<UUID> open) {
        return device.sessionId() == null
                ? device.registeredAt().plus(WITHOUT_SESSION).isAfter(clock.instant())
                : open.contains(device.sessionId());
    }

    @Override
    public String name() {
        return "device-cleaning";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public Mono<Void> run() {
        Instant begin = clock.instant();
        return devices.all()
                .buffer(AT_A_TIME)
                .concatMap(some -> parted(some).flatMap(parted -> devices.removeUnchanged(parted.over(), begin)))
                .then();
    }
}
