package org.wangge.notification;

import org.springframework.stereotype.Component;
import org.wangge.notification.store.DeviceStore;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** The devices a person can be pushed to. */
@Component
public class Devices {

    private final DeviceStore devices;

    Devices(DeviceStore devices) {
        this.devices = devices;
    }

    /** Registers a device for its account, or says anew where it is; who had it before has it no more. Repeatable. */
    public Mono<Device> register(Device device) {
        return devices.save(device);
    }

    /** Ends pushes to one of the actor's devices; nothing happens when it is not the actor's. Repeatable. */
    public Mono<Void> remove(String installationId, Actor actor) {
        return devices.remove(installationId, actor.id());
    }
}
