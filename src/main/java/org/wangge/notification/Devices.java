package org.wangge.notification;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.OpenSessions;
import org.wangge.notification.model.ReachRules;
import org.wangge.notification.push.LiveDevices;
import org.wangge.notification.push.PushGateway;
import org.wangge.notification.store.DeviceStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** The devices a person can be pushed to. */
@Component
public class Devices {

    private final DeviceStore devices;
    private final LiveDevices live;
    private final OpenSessions sessions;
    private final PushGateway gateway;
    private final Clock clock;

    Devices(DeviceStore devices, LiveDevices live, OpenSessions sessions, PushGateway gateway, Clock clock) {
        this.devices = devices;
        this.live = live;
        this.sessions = sessions;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** Whether each of the people would hear of something now. Three queries, however many people. */
    public Mono<Map<UUID, Reach>> reach(Collection<UUID> accountIds) {
        return accountIds.isEmpty()
                ? Mono.just(Map.of())
                : Mono.zip(pushedTo(accountIds), sessions.lastUsed(accountIds), (found, used) -> {
                    Map<UUID, List<Device>> byOwner = found.stream().collect(Collectors.groupingBy(Device::accountId));
                    return accountIds.stream()
                            .distinct()
                            .collect(Collectors.toMap(
                                    id -> id,
                                    id -> ReachRules.judge(
                                            byOwner.getOrDefault(id, List.of()), used.get(id), clock.instant())));
                });
    }

    private Mono<List<Device>> pushedTo(Collection<UUID> accountIds) {
        return gateway.isOn() ? live.of(accountIds) : Mono.just(List.of());
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
