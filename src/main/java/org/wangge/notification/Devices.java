package org.wangge.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.notification.store.DeviceStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** The devices a person can be pushed to. */
@Component
public class Devices {

    private final DeviceStore devices;

    Devices(DeviceStore devices) {
        this.devices = devices;
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
