package org.wangge.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.OpenSessions;
import org.wangge.notification.push.LiveDevices;
import org.wangge.notification.store.DeviceStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** The devices a person can be pushed to. */
@Component
public class Devices {

    private static final Duration SEEN_LATELY = Duration.ofDays(1);

    private final DeviceStore devices;
    private final LiveDevices live;
    private final OpenSessions sessions;
    private final Clock clock;

    Devices(DeviceStore devices, LiveDevices live, OpenSessions sessions, Clock clock) {
        this.devices = devices;
        this.live = live;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Those of the people who would hear of something today: who have a device that is pushed to, or are signed in and have used that
     * within a day, so that they read their inbox. Three queries, however many people.
     */
    public Mono<Set<UUID>> reachable(Collection<UUID> accountIds) {
        return accountIds.isEmpty()
                ? Mono.just(Set.of())
                : Mono.zip(
                        live.of(accountIds),
                        sessions.usedSince(accountIds, clock.instant().minus(SEEN_LATELY)),
                        (reached, seen) -> Stream.concat(reached.stream().map(Device::accountId), seen.stream())
                                .collect(Collectors.toSet()));
    }

    /**
     * Registers a device for its account and session, or says anew where it is; who had it before has it no more. It is pushed to
     * for as long as that session goes on. Repeatable.
     *
     * @param seen refuses {@code device.stale} when it is not the present version; null says nothing
     */
    public Mono<Device> register(Device device, @Nullable Long seen) {
        return devices.register(device, seen)
                .switchIfEmpty(Mono.defer(() -> devices.find(device.id())
                        .map(present -> Refusal.of("device.stale").withPresent(present.seenVersion(), List.of()))
                        .defaultIfEmpty(Refusal.of("device.stale"))
                        .flatMap(stale -> Mono.error(new Refused(stale)))));
    }

    /** Ends pushes to one of the actor's devices; nothing happens when it is not the actor's. Repeatable. */
    public Mono<Void> remove(String installationId, Actor actor) {
        return devices.remove(installationId, actor.id());
    }
}
